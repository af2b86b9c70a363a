package org.signet.transport.delivery;

import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.smtp.Attempt;
import org.signet.transport.smtp.Envelope;
import org.signet.transport.smtp.Opening;
import org.signet.transport.smtp.OutgoingMessage;
import org.signet.transport.smtp.SmtpClient;
import org.signet.transport.smtp.SmtpConnection;
import org.signet.transport.smtp.Target;

import java.util.Map;

/** Opens connections by the SMTP client. */
final class SmtpDialer implements Carrier.Dialer {
    private final SmtpClient client;

    SmtpDialer(SmtpClient client) {
        this.client = client;
    }

    @Override
    public Carrier.Dialed dial(Target target, TlsPolicy policy) {
        return switch (client.open(target, policy)) {
            case Opening.Ready ready -> new Carrier.Dialed.Ready(new Line(ready.connection()));
            case Opening.Failed failed ->
                    new Carrier.Dialed.Failed(
                            new Attempt.Broken(
                                    failed.reason(),
                                    failed.detail(),
                                    failed.reply(),
                                    Map.of(),
                                    false,
                                    true,
                                    failed.tls()));
        };
    }

    private record Line(SmtpConnection connection) implements Carrier {
        @Override
        public Attempt send(Envelope envelope, OutgoingMessage message) {
            return connection.send(envelope, message);
        }

        @Override
        public boolean isReusable() {
            return connection.isReusable();
        }

        @Override
        public boolean isStale() {
            return connection.isStale();
        }

        @Override
        public int messages() {
            return connection.messages();
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
