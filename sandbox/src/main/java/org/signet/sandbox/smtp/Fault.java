package org.signet.sandbox.smtp;

import java.time.Duration;

/**
 * One way in which a receiving server misbehaves.
 *
 * @param kind what goes wrong
 * @param stage where a refusal happens; only {@link Kind#TEMPFAIL} and {@link Kind#PERMFAIL} ask
 * @param count how often the fault strikes before the server is well again; 0 = without end
 * @param delay how long {@link Kind#SLOW} waits before each reply
 */
public record Fault(Kind kind, Stage stage, int count, Duration delay) {
    /** How long a slow server waits unless told otherwise. */
    public static final Duration STANDARD_DELAY = Duration.ofSeconds(1);

    /** The longest wait that can be asked for. */
    public static final Duration MAX_DELAY = Duration.ofMinutes(10);

    /** No fault. */
    public static final Fault NONE = Fault.of(Kind.NONE);

    /** What goes wrong. */
    public enum Kind {
        /** Nothing. */
        NONE,
        /** STARTTLS is offered and answered with 454 (RFC 3207 §4). */
        REFUSE_STARTTLS,
        /** STARTTLS is not offered, as under a downgrade attack; struck at EHLO. */
        HIDE_STARTTLS,
        /** The connection breaks when the first octets of the content have come. */
        DROP_IN_DATA,
        /** A refusal with 421 or 451. */
        TEMPFAIL,
        /** A refusal with 554 or 550. */
        PERMFAIL,
        /** Each reply comes late; struck once a connection. */
        SLOW
    }

    /** Where in the dialogue a refusal happens. */
    public enum Stage {
        CONNECT,
        MAIL,
        RCPT,
        /** After the content. */
        DATA
    }

    public Fault {
        if (count < 0) {
            throw new IllegalArgumentException("count is " + count + "; allowed: 0 and above");
        }
        if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "delay is " + delay + "; allowed: 0 to " + MAX_DELAY);
        }
    }

    /** A fault without end; refusals happen at RCPT. */
    public static Fault of(Kind kind) {
        return new Fault(kind, Stage.RCPT, 0, STANDARD_DELAY);
    }

    public Fault times(int times) {
        return new Fault(kind, stage, times, delay);
    }

    public Fault at(Stage other) {
        return new Fault(kind, other, count, delay);
    }

    public Fault delayed(Duration other) {
        return new Fault(kind, stage, count, other);
    }
}
