package org.signet.classification.pattern;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long the work on one message may take. */
public final class Patience {
    private final LongSupplier nanoTime;
    private final long end;
    private boolean exhausted;

    /**
     * @param nanoTime a clock that counts nanoseconds, such as {@link System#nanoTime}
     */
    public Patience(Duration most, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.end = nanoTime.getAsLong() + most.toNanos();
    }

    /** Whether the time is over; once it is, it stays so. */
    public boolean isExhausted() {
        exhausted |= nanoTime.getAsLong() - end >= 0;
        return exhausted;
    }

    /** As long as this, but no longer than {@code most}, beginning now. */
    public Patience within(Duration most) {
        return new Patience(left().compareTo(most) < 0 ? left() : most, nanoTime);
    }

    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong()));
    }
}
