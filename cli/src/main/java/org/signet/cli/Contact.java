package org.signet.cli;

import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.smtp.Opening;
import org.signet.transport.smtp.SmtpClient;
import org.signet.transport.smtp.SmtpConnection;
import org.signet.transport.smtp.SmtpSettings;
import org.signet.transport.smtp.Target;
import org.signet.transport.smtp.TlsFacts;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of one connection, made as delivery makes it, up to the point where mail would be
 * sent.
 *
 * @param failure why no mail could be sent over it; empty where it could
 * @param certificates what the server showed, its own certificate first
 */
record Contact(
        Target target,
        Optional<Opening.Failed> failure,
        TlsFacts tls,
        List<X509Certificate> certificates) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Connects under a policy; where that rejects the server, once more to see what it shows. */
    static Contact make(Target target, TlsPolicy policy) {
        SmtpClient client = new SmtpClient(settings(), Clock.systemUTC());
        return switch (client.open(target, policy)) {
            case Opening.Ready ready -> {
                try (SmtpConnection connection = ready.connection()) {
                    yield new Contact(
                            target, Optional.empty(), connection.tls(), connection.certificates());
                }
            }
            case Opening.Failed failed ->
                    new Contact(
                            target,
                            Optional.of(failed),
                            failed.tls(),
                            failed.tls() instanceof TlsFacts.Encrypted
                                    ? shown(client, target, policy)
                                    : List.of());
        };
    }

    private static List<X509Certificate> shown(SmtpClient client, Target target, TlsPolicy policy) {
        TlsPolicy anyone =
                policy instanceof TlsPolicy.UsesTls tls
                        ? new TlsPolicy.Encrypted(tls.lowest())
                        : new TlsPolicy.Encrypted();
        if (client.open(target, anyone) instanceof Opening.Ready ready) {
            try (SmtpConnection connection = ready.connection()) {
                return connection.certificates();
            }
        }
        return List.of();
    }

    private static SmtpSettings settings() {
        return new SmtpSettings(heloName(), PATIENCE, PATIENCE, Optional.empty(), Optional.empty());
    }

    private static String heloName() {
        try {
            String name = InetAddress.getLocalHost().getCanonicalHostName();
            return name.matches("[A-Za-z0-9.-]{1,255}") ? name : "localhost";
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
