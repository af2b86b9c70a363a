package org.signet.transport.delivery;

/**
 * How many messages may be under way to one destination at a time: grows while all goes well and
 * the room is used, shrinks with each trouble, and is nothing for a while where a whole round of
 * tries failed.
 *
 * <p>The rules are those of Postfix's queue manager: one more for a success, one less for a
 * failure; as many failures in a row as were under way make the destination count as dead. After
 * that time one message goes ahead of the others to see.
 */
final class Concurrency {
    private static final int DOUBLINGS = 4;

    private final SchedulerLimits limits;
    private int allowed;
    private double failedRounds;
    private int deaths;
    private long deadUntil;
    private boolean dead;

    Concurrency(SchedulerLimits limits) {
        this.limits = limits;
        this.allowed = limits.initialConcurrency();
    }

    int allowed() {
        return allowed;
    }

    /** Tells whether nothing is to be learnt by keeping this. */
    boolean isAsNew() {
        return !dead && deaths == 0 && failedRounds == 0 && allowed == limits.initialConcurrency();
    }

    /** Returns how long the destination is left alone from now on; 0: it is not. */
    long deadFor(long now) {
        if (dead && now - deadUntil >= 0) {
            dead = false;
        }
        return dead ? deadUntil - now : 0;
    }

    /**
     * Takes account of one try.
     *
     * @param running how many were under way with this one
     * @return whether the destination has just died
     */
    boolean note(Feedback feedback, int running, long now) {
        return switch (feedback) {
            case NONE -> false;
            case ALIVE -> {
                dead = false;
                deaths = 0;
                failedRounds = 0;
                if (allowed < limits.initialConcurrency()) {
                    allowed = limits.initialConcurrency();
                } else if (allowed < limits.concurrencyLimit()
                        && allowed < running + limits.initialConcurrency()) {
                    allowed++;
                }
                yield false;
            }
            case TROUBLE -> trouble(now);
        };
    }

    private boolean trouble(long now) {
        if (deadFor(now) > 0) {
            return false;
        }
        failedRounds += 1.0 / allowed;
        allowed = Math.max(1, allowed - 1);
        if (failedRounds < 1 || limits.deadTime().isZero()) {
            return false;
        }
        // The last pause is as long as the limit, the first a sixteenth of it.
        long pause = limits.deadTime().toNanos() >> Math.max(0, DOUBLINGS - deaths);
        deaths = Math.min(deaths + 1, DOUBLINGS);
        deadUntil = now + pause;
        dead = true;
        allowed = 1;
        // The one that goes ahead decides alone.
        failedRounds = 0;
        return true;
    }
}
