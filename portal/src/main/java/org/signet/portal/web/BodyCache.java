package org.signet.portal.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the text of a message from the page to its frame, which the browser asks for at once, so
 * that a view decrypts the message once.
 *
 * <p>A text is given out once, to the same session, within half a minute. Whether the reader may
 * still read is asked of the store before. A process that does not have the text decrypts again.
 */
final class BodyCache {
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final long MOST_CHARACTERS = 32L * 1024 * 1024;

    private final Clock clock;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private long characters;

    BodyCache(Clock clock) {
        this.clock = clock;
    }

    /** Whose text of what. */
    record Key(String session, String message, boolean remotePictures) {
        @Override
        public String toString() {
            return "Key[" + message + "]";
        }
    }

    private record Entry(String html, Instant until) {}

    synchronized void put(Key key, String html) {
        take(key);
        entries.put(key, new Entry(html, clock.instant().plus(KEPT)));
        characters += html.length();
        Iterator<Entry> oldest = entries.values().iterator();
        while (oldest.hasNext()) {
            Entry entry = oldest.next();
            if (characters <= MOST_CHARACTERS && clock.instant().isBefore(entry.until())) {
                return;
            }
            characters -= entry.html().length();
            oldest.remove();
        }
    }

    synchronized Optional<String> take(Key key) {
        Entry entry = entries.remove(key);
        if (entry == null) {
            return Optional.empty();
        }
        characters -= entry.html().length();
        return clock.instant().isBefore(entry.until())
                ? Optional.of(entry.html())
                : Optional.empty();
    }
}
