package org.signet.acceptance.postfix;

import org.signet.sandbox.mailbox.Mailbox;
import org.signet.sandbox.smtp.Faults;
import org.signet.sandbox.smtp.SmtpHost;
import org.signet.sandbox.smtp.SmtpLimits;
import org.signet.sandbox.smtp.SmtpReceiver;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The receiving servers of all scenes, each on port 25 of its own address. */
final class MailServers {
    static final int PORT = 25;

    private static final SmtpLimits LIMITS = SmtpLimits.STANDARD;

    private MailServers() {}

    /** Starts all; they end with the process. */
    static void start(List<Scene> scenes, Mailbox mailbox) throws IOException {
        for (Scene scene : scenes) {
            for (Host host : scene.hosts()) {
                start(host, mailbox);
            }
        }
    }

    private static void start(Host host, Mailbox mailbox) throws IOException {
        switch (host.behaviour()) {
            case DEAD -> {}
            case PLAIN -> sandbox(host, Optional.empty(), mailbox);
            case WELL, ANONYMOUS, HANGS_UP_AT_HANDSHAKE, TALKS_AT_HANDSHAKE ->
                    sandbox(host, Optional.of(new Handshakes(host)), mailbox);
            case INJECTS, OLD, REFUSES_HELLO, HANGS_UP_AT_STARTTLS, FORGETS_STARTTLS ->
                    new OddServer(host, mailbox).start();
        }
    }

    private static void sandbox(Host host, Optional<Handshakes> tls, Mailbox mailbox)
            throws IOException {
        Faults faults = new Faults();
        String domain = host.scene().domain();
        faults.set(domain, host.fault());
        SmtpReceiver.start(
                InetAddress.getByName(host.address()),
                PORT,
                new SmtpHost(domain, host.certificateName(), tls.map(Handshakes::sockets)),
                LIMITS,
                new SmtpReceiver.Shared(faults, mailbox, Clock.systemUTC()));
    }
}
