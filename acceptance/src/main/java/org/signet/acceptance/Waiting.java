package org.signet.acceptance;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for something that another process does. */
public final class Waiting {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Waiting() {}

    /**
     * Looks again and again until there is something to see.
     *
     * @throws IllegalStateException if there is nothing in time
     */
    public static <T> T forPresence(String what, Duration limit, Callable<Optional<T>> look)
            throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> seen = look.call();
            if (seen.isPresent()) {
                return seen.get();
            }
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(
                        "Waited %d s in vain for %s".formatted(limit.toSeconds(), what));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** Looks again and again until it is so. */
    public static void until(String what, Duration limit, Callable<Boolean> look) throws Exception {
        forPresence(what, limit, () -> look.call() ? Optional.of(true) : Optional.empty());
    }
}
