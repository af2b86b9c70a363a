package org.signet.smime.revocation;

import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * What was learnt, for as long as it may be used. One that is missing is asked for once, however
 * many want it at the same time; the eldest goes when there is no more room.
 */
final class Remembered<K, V> {
    /**
     * Something learnt.
     *
     * @param until how long it may be used
     * @param weight how much room it takes
     */
    record Entry<V>(V value, Instant until, long weight) {}

    private final Clock clock;
    private final long room;
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>();
    private final Map<K, CompletableFuture<Entry<V>>> flights = new LinkedHashMap<>();
    private long weight;

    Remembered(Clock clock, long room) {
        this.clock = clock;
        this.room = room;
    }

    V get(K key, Supplier<Entry<V>> learn) {
        CompletableFuture<Entry<V>> mine = new CompletableFuture<>();
        CompletableFuture<Entry<V>> flight;
        synchronized (this) {
            Entry<V> known = entries.get(key);
            if (known != null && known.until().isAfter(clock.instant())) {
                return known.value();
            }
            flight = flights.putIfAbsent(key, mine);
        }
        if (flight != null) {
            return joined(flight);
        }
        try {
            Entry<V> learnt = learn.get();
            land(key, learnt);
            mine.complete(learnt);
            return learnt.value();
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                flights.remove(key);
            }
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static <V> V joined(CompletableFuture<Entry<V>> flight) {
        try {
            return flight.join().value();
        } catch (CompletionException e) {
            throw new IllegalStateException("Whoever asked first failed", e);
        }
    }

    private synchronized void land(K key, Entry<V> learnt) {
        flights.remove(key);
        Entry<V> before = entries.remove(key);
        weight += learnt.weight() - (before == null ? 0 : before.weight());
        entries.put(key, learnt);
        Iterator<Entry<V>> eldest = entries.values().iterator();
        while (weight > room && eldest.hasNext()) {
            weight -= eldest.next().weight();
            eldest.remove();
        }
    }
}
