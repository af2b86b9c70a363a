package org.signet.sandbox.dns;

/**
 * One way in which the name server misbehaves.
 *
 * @param count how many questions it strikes before the server is well again; 0 = without end
 */
public record DnsFault(Kind kind, int count) {
    /** What goes wrong. */
    public enum Kind {
        /** Nothing. */
        NONE,
        /** No answer over UDP, a closed connection over TCP. */
        TIMEOUT,
        /** SERVFAIL with an extended error (RFC 8914), as of a resolver that reaches nobody. */
        SERVFAIL,
        /** Answers as of a server that knows nothing of DNSSEC. */
        STRIP_DNSSEC,
        /** Answers that claim to be cut short, over TCP too. */
        TRUNCATE,
        /** Answers with another id. */
        WRONG_ID
    }

    /** No fault. */
    public static final DnsFault NONE = of(Kind.NONE);

    public DnsFault {
        if (count < 0) {
            throw new IllegalArgumentException("count is " + count + "; allowed: 0 and above");
        }
    }

    /** A fault without end. */
    public static DnsFault of(Kind kind) {
        return new DnsFault(kind, 0);
    }

    public DnsFault times(int times) {
        return new DnsFault(kind, times);
    }

    DnsFault after() {
        return count == 1 ? NONE : new DnsFault(kind, Math.max(0, count - 1));
    }
}
