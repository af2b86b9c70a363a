package org.signet.portal.session;

import org.signet.portal.passcode.Digest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The limits on sessions, and the verdict on one.
 *
 * @param idle how long a session lasts without a request
 * @param absolute how long it lasts in any case
 */
public record SessionRules(Duration idle, Duration absolute) {
    /** Fifteen minutes without a request, twelve hours in all. */
    public static final SessionRules STANDARD =
            new SessionRules(Duration.ofMinutes(15), Duration.ofHours(12));

    public SessionRules {
        if (!idle.isPositive() || idle.compareTo(absolute) > 0) {
            throw new IllegalArgumentException("idle " + idle + ", absolute " + absolute);
        }
    }

    /** A session as it is stored. */
    public record Session(Digest recipient, Instant made, Instant seen, boolean ended) {}

    /** Whether a request belongs to a session of the recipient. */
    public sealed interface Verdict {
        record Live() implements Verdict {}

        record NotSignedIn(Reason reason) implements Verdict {}
    }

    /** Why a request is not signed in. */
    public enum Reason {
        UNKNOWN,
        OTHER_RECIPIENT,
        ENDED,
        IDLE,
        TOO_OLD
    }

    /** Decides whether a session lets the recipient in now. */
    public Verdict check(Optional<Session> found, Digest recipient, Instant now) {
        if (found.isEmpty()) {
            return new Verdict.NotSignedIn(Reason.UNKNOWN);
        }
        Session session = found.get();
        if (!session.recipient().matches(recipient)) {
            return new Verdict.NotSignedIn(Reason.OTHER_RECIPIENT);
        }
        if (session.ended()) {
            return new Verdict.NotSignedIn(Reason.ENDED);
        }
        if (!now.isBefore(session.made().plus(absolute))) {
            return new Verdict.NotSignedIn(Reason.TOO_OLD);
        }
        if (!now.isBefore(session.seen().plus(idle))) {
            return new Verdict.NotSignedIn(Reason.IDLE);
        }
        return new Verdict.Live();
    }
}
