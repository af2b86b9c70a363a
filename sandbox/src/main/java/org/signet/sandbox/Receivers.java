package org.signet.sandbox;

import org.signet.sandbox.recipient.RecipientDomain;
import org.signet.sandbox.smtp.SmtpHost;
import org.signet.sandbox.smtp.SmtpLimits;
import org.signet.sandbox.smtp.SmtpReceiver;
import org.signet.testing.TestCa;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** The receiving servers of all recipient domains, on one port. */
final class Receivers implements AutoCloseable {
    private static final int PORT_ATTEMPTS = 20;

    private final List<SmtpReceiver> receivers;

    private Receivers(List<SmtpReceiver> receivers) {
        this.receivers = receivers;
    }

    /** Begins to take mail; port 0 takes one that is free on every address. */
    static Receivers start(
            List<RecipientDomain> domains, int port, SmtpLimits limits, SmtpReceiver.Shared shared)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            Receivers receivers = new Receivers(new ArrayList<>());
            try {
                for (RecipientDomain domain : domains) {
                    receivers.add(domain, port, limits, shared);
                }
                return receivers;
            } catch (IOException e) {
                receivers.close();
                if (port != 0 || attempt == PORT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void add(
            RecipientDomain domain, int port, SmtpLimits limits, SmtpReceiver.Shared shared)
            throws IOException {
        int common = receivers.isEmpty() ? port : port();
        try {
            receivers.add(
                    SmtpReceiver.start(
                            SandboxZones.address(domain.address()),
                            common,
                            new SmtpHost(
                                    domain.name(),
                                    domain.mxHost(),
                                    domain.tls().map(Receivers::sockets)),
                            limits,
                            shared));
        } catch (IOException e) {
            throw new IOException(
                    "Cannot listen on %s:%d for %s: %s"
                            .formatted(domain.address(), common, domain.name(), e.getMessage()),
                    e);
        }
    }

    int port() {
        return receivers.get(0).port();
    }

    private static SSLSocketFactory sockets(TestCa.Identity identity) {
        try {
            char[] password = new char[0];
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry(
                    "server",
                    identity.key(),
                    password,
                    identity.chain().toArray(Certificate[]::new));
            // serves its one chain whatever the name asked for and the dates in it
            KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
            managers.init(keys, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Could not set up TLS", e);
        }
    }

    @Override
    public void close() throws IOException {
        for (SmtpReceiver receiver : receivers) {
            receiver.close();
        }
    }
}
