package org.signet.transport.delivery;

import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.smtp.Attempt;
import org.signet.transport.smtp.Envelope;
import org.signet.transport.smtp.OutgoingMessage;
import org.signet.transport.smtp.Target;

/**
 * A connection that is protected as its policy demands, and carries one message after the other.
 */
interface Carrier extends AutoCloseable {
    /** Opens connections. */
    @FunctionalInterface
    interface Dialer {
        Dialed dial(Target target, TlsPolicy policy);
    }

    /** What came of opening one. */
    sealed interface Dialed {
        record Ready(Carrier carrier) implements Dialed {}

        record Failed(Attempt.Broken attempt) implements Dialed {}
    }

    Attempt send(Envelope envelope, OutgoingMessage message);

    /** Tells whether another message may follow, as far as the last dialogue says. */
    boolean isReusable();

    /** Tells, without a round trip, whether the other side has gone or spoken unasked. */
    boolean isStale();

    /** Returns how many messages were offered over it. */
    int messages();

    @Override
    void close();
}
