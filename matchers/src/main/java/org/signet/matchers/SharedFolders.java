package org.signet.matchers;

import jakarta.mail.MessagingException;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * What was read from folders, once for all matchers and mailets that use a folder.
 *
 * <p>Each looks for changes every ten seconds. Were each to read for itself, a matcher could see a
 * new certificate that the mailet behind it does not see yet, and the mail would go astray.
 */
final class SharedFolders<T> {
    private record Key(Path folder, Clock clock) {}

    /** Reads a folder for the first time. */
    @FunctionalInterface
    interface Opener<T> {
        T open() throws MessagingException;
    }

    private final Map<Key, WeakReference<T>> known = new HashMap<>();

    /** What the others use, or a new one; it is forgotten when nobody holds it any more. */
    synchronized T get(Path folder, Clock clock, Opener<T> opener) throws MessagingException {
        known.values().removeIf(each -> each.get() == null);
        Key key = new Key(folder.toAbsolutePath().normalize(), clock);
        WeakReference<T> reference = known.get(key);
        T shared = reference == null ? null : reference.get();
        if (shared == null) {
            shared = opener.open();
            known.put(key, new WeakReference<>(shared));
        }
        return shared;
    }
}
