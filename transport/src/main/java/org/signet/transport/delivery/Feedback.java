package org.signet.transport.delivery;

import org.signet.transport.policy.Reason;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** What one try tells about its destination, whatever it means for the message. */
public enum Feedback {
    /** Somebody is there and talks, even if it was to refuse. */
    ALIVE,
    /** Nobody was reached who could have taken the message. */
    TROUBLE,
    /** Nothing: the fault was on this side, or the destination was not asked. */
    NONE;

    private static final Set<Reason> ON_THIS_SIDE =
            EnumSet.of(Reason.INTERNAL_ERROR, Reason.MESSAGE_UNREADABLE);

    private static final int SERVICE_NOT_AVAILABLE = 421;

    /** Sums up the outcomes of one try at one destination: one sign of life is enough. */
    public static Feedback of(Collection<Outcome> outcomes) {
        Feedback all = NONE;
        for (Outcome outcome : outcomes) {
            Feedback one = of(outcome);
            if (one == ALIVE) {
                return ALIVE;
            }
            all = one == TROUBLE ? TROUBLE : all;
        }
        return all;
    }

    private static Feedback of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered delivered -> ALIVE;
            case Outcome.Permanent permanent -> ofRefusal(permanent.failure());
            case Outcome.Temporary temporary -> ofDelay(temporary.failure());
        };
    }

    private static Feedback ofRefusal(Outcome.Failure failure) {
        return failure.smtpCode().isPresent() ? ALIVE : NONE;
    }

    /** RFC 5321 §3.8: 421 says that the whole service goes away, not something of one message. */
    private static Feedback ofDelay(Outcome.Failure failure) {
        if (ON_THIS_SIDE.contains(failure.reason())) {
            return NONE;
        }
        boolean aboutThisMail =
                failure.reason() == Reason.REFUSED
                        && failure.smtpCode().filter(c -> c == SERVICE_NOT_AVAILABLE).isEmpty();
        return aboutThisMail ? ALIVE : TROUBLE;
    }
}
