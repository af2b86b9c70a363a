package org.signet.transport.dns;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Values that live for a while; one that is missing is loaded once, however many ask for it at the
 * same time.
 */
final class ExpiringCache<K, V> {
    /** A loaded value and how long it may be used. */
    record Timed<V>(V value, Duration life) {}

    private record Entry<V>(V value, Instant until) {}

    private final ConcurrentHashMap<K, CompletableFuture<Entry<V>>> entries =
            new ConcurrentHashMap<>();
    private final Clock clock;
    private final int most;

    ExpiringCache(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    V get(K key, Supplier<Timed<V>> load) {
        return getTimed(key, load).value();
    }

    /** As {@link #get}, with the life that is left. */
    Timed<V> getTimed(K key, Supplier<Timed<V>> load) {
        while (true) {
            CompletableFuture<Entry<V>> mine = new CompletableFuture<>();
            CompletableFuture<Entry<V>> there = entries.putIfAbsent(key, mine);
            if (there == null) {
                return fill(key, mine, load);
            }
            boolean inFlight = !there.isDone();
            Entry<V> entry = there.join();
            if (inFlight || entry.until().isAfter(clock.instant())) {
                return left(entry);
            }
            entries.remove(key, there);
        }
    }

    private Timed<V> left(Entry<V> entry) {
        return new Timed<>(entry.value(), Duration.between(clock.instant(), entry.until()));
    }

    /** Returns what is there, without loading. */
    Optional<V> peek(K key) {
        CompletableFuture<Entry<V>> there = entries.get(key);
        return there == null || !there.isDone() || there.isCompletedExceptionally()
                ? Optional.empty()
                : Optional.of(there.join())
                        .filter(entry -> entry.until().isAfter(clock.instant()))
                        .map(Entry::value);
    }

    void forget(K key) {
        CompletableFuture<Entry<V>> there = entries.get(key);
        if (there != null && there.isDone()) {
            entries.remove(key, there);
        }
    }

    int size() {
        return entries.size();
    }

    private Timed<V> fill(K key, CompletableFuture<Entry<V>> mine, Supplier<Timed<V>> load) {
        try {
            Timed<V> loaded = load.get();
            mine.complete(new Entry<>(loaded.value(), clock.instant().plus(loaded.life())));
            makeRoom();
            return loaded;
        } catch (RuntimeException | Error e) {
            entries.remove(key, mine);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    /** Keeps the size below the limit: what has expired goes first, then whatever comes. */
    private void makeRoom() {
        if (entries.size() <= most) {
            return;
        }
        Instant now = clock.instant();
        entries.values().removeIf(entry -> entry.isDone() && !entry.join().until().isAfter(now));
        int tooMany = entries.size() - most + most / 8;
        Iterator<CompletableFuture<Entry<V>>> all = entries.values().iterator();
        while (entries.size() > most && tooMany > 0 && all.hasNext()) {
            if (all.next().isDone()) {
                all.remove();
                tooMany--;
            }
        }
    }
}
