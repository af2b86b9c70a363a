package org.signet.transport.delivery;

import java.time.Duration;

/**
 * What {@link DeliveryScheduler} keeps to.
 *
 * @param underWay how many messages may be under way in all
 * @param held how many may be held in memory in all, those under way among them
 * @param initialConcurrency how many may be under way to a destination nothing is known of
 * @param concurrencyLimit how many to any destination
 * @param deadTime how long at most a dead destination is left alone; zero: never
 */
public record SchedulerLimits(
        int underWay, int held, int initialConcurrency, int concurrencyLimit, Duration deadTime) {
    public SchedulerLimits {
        if (underWay < 1 || held < underWay) {
            throw new IllegalArgumentException(
                    "at least 1 message must be possible, and no fewer held than under way");
        }
        if (initialConcurrency < 1 || concurrencyLimit < initialConcurrency) {
            throw new IllegalArgumentException(
                    "the concurrency of a destination must be at least 1 and begin below its limit");
        }
        if (deadTime.isNegative()) {
            throw new IllegalArgumentException("a time cannot be negative");
        }
    }
}
