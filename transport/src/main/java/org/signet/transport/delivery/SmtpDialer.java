package org.signet.transport.delivery;

import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.smtp.Attempt;
import org.signet.transport.smtp.Envelope;
import org.signet.transport.smtp.OutgoingMessage;
import org.signet.transport.smtp.SmtpClient;
import org.signet.transport.smtp.Target;

/** Opens connections by the SMTP client. */
final class SmtpDialer implements Carrier.Dialer {
    private final SmtpClient client;

    SmtpDialer(SmtpClient client) {
        this.client = client;
    }

    @Override
    public Carrier.Dialed dial(Target target, TlsPolicy policy) {
        return new Carrier.Dialed.Ready(new Single(client, target, policy));
    }

    /** A connection for one message, made when the message is there. */
    private static final class Single implements Carrier {
        private final SmtpClient client;
        private final Target target;
        private final TlsPolicy policy;
        private int messages;

        Single(SmtpClient client, Target target, TlsPolicy policy) {
            this.client = client;
            this.target = target;
            this.policy = policy;
        }

        @Override
        public Attempt send(Envelope envelope, OutgoingMessage message) {
            messages++;
            return client.deliver(target, policy, envelope, message);
        }

        @Override
        public boolean isReusable() {
            return false;
        }

        @Override
        public boolean isStale() {
            return true;
        }

        @Override
        public int messages() {
            return messages;
        }

        @Override
        public void close() {
            // The client has closed it behind the message.
        }
    }
}
