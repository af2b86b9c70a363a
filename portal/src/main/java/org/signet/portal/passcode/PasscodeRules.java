package org.signet.portal.passcode;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The limits on passcodes, and the verdicts that follow from them.
 *
 * @param life how long a passcode works
 * @param tries how often one passcode may be tried
 * @param perMessage how many are made for one message and recipient within {@code window}
 * @param perRecipient how many are made for one recipient over all messages within {@code window}
 * @param window the time over which the two are counted
 */
public record PasscodeRules(
        Duration life, int tries, int perMessage, int perRecipient, Duration window) {
    /** Ten minutes, five tries, five passcodes for a message and ten for a recipient an hour. */
    public static final PasscodeRules STANDARD =
            new PasscodeRules(Duration.ofMinutes(10), 5, 5, 10, Duration.ofHours(1));

    public PasscodeRules {
        if (!life.isPositive() || !window.isPositive() || life.compareTo(window) > 0) {
            throw new IllegalArgumentException("life " + life + " within window " + window);
        }
        if (tries < 1 || perMessage < 1 || perRecipient < 1) {
            throw new IllegalArgumentException("limits below one: " + this);
        }
    }

    /** How many passcodes were made within the window before now. */
    public record Made(int forMessage, int forRecipient) {}

    /** Whether one more passcode may be made. */
    public sealed interface AskVerdict {
        record Granted() implements AskVerdict {}

        record Refused(Limit limit) implements AskVerdict {}
    }

    /** The limit that stands in the way of one more passcode. */
    public enum Limit {
        PER_MESSAGE,
        PER_RECIPIENT
    }

    /** Whether a passcode that was typed in opens the message. */
    public sealed interface TryVerdict {
        record Accepted() implements TryVerdict {}

        record Refused(Reason reason, int triesLeft) implements TryVerdict {}
    }

    /** Why a passcode does not open the message. */
    public enum Reason {
        /** This browser has not asked for a passcode for this message. */
        NONE_ASKED,
        USED,
        EXPIRED,
        TRIES_EXHAUSTED,
        WRONG
    }

    /** Decides whether one more passcode may be made. */
    public AskVerdict ask(Made made) {
        if (made.forMessage() >= perMessage) {
            return new AskVerdict.Refused(Limit.PER_MESSAGE);
        }
        if (made.forRecipient() >= perRecipient) {
            return new AskVerdict.Refused(Limit.PER_RECIPIENT);
        }
        return new AskVerdict.Granted();
    }

    /**
     * Decides about a try. The digests are compared first and in constant time, whatever state the
     * passcode is in, so that the time taken tells nothing.
     */
    public TryVerdict attempt(Optional<Passcode> asked, Digest given, Instant now) {
        boolean same = asked.map(Passcode::digest).orElse(Digest.NONE).matches(given);
        if (asked.isEmpty()) {
            return new TryVerdict.Refused(Reason.NONE_ASKED, 0);
        }
        Passcode passcode = asked.get();
        if (passcode.used()) {
            return new TryVerdict.Refused(Reason.USED, 0);
        }
        if (!now.isBefore(passcode.expires())) {
            return new TryVerdict.Refused(Reason.EXPIRED, 0);
        }
        if (passcode.triesMade() >= tries) {
            return new TryVerdict.Refused(Reason.TRIES_EXHAUSTED, 0);
        }
        if (same) {
            return new TryVerdict.Accepted();
        }
        return new TryVerdict.Refused(Reason.WRONG, tries - passcode.triesMade() - 1);
    }
}
