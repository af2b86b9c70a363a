package org.signet.sandbox;

import org.signet.sandbox.dns.DnsServer;
import org.signet.sandbox.mailbox.Mailbox;
import org.signet.sandbox.mailbox.ReceivedMail;
import org.signet.sandbox.smtp.Fault;
import org.signet.sandbox.smtp.Faults;
import org.signet.sandbox.smtp.SmtpReceiver;
import org.xbill.DNS.DSRecord;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A small internet on loopback, running.
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.start(SandboxOptions.in(directory))) {
 *     deliver(mail, "carol@dane.test", sandbox.dnsAddress(), sandbox.trustAnchorFile());
 *     sandbox.mailbox().awaitMailTo("carol@dane.test", Duration.ofSeconds(10));
 * }
 * }</pre>
 */
public final class Sandbox implements AutoCloseable {
    private final List<RecipientDomain> domains;
    private final Mailbox mailbox;
    private final Faults faults;
    private final Receivers receivers;
    private final DnsServer dns;
    private final Path trustAnchorFile;

    private Sandbox(
            List<RecipientDomain> domains,
            Mailbox mailbox,
            Faults faults,
            Receivers receivers,
            DnsServer dns,
            Path trustAnchorFile) {
        this.domains = domains;
        this.mailbox = mailbox;
        this.faults = faults;
        this.receivers = receivers;
        this.dns = dns;
        this.trustAnchorFile = trustAnchorFile;
    }

    /** Starts everything; when this returns, all of it answers. */
    public static Sandbox start(SandboxOptions options) throws IOException {
        List<RecipientDomain> domains = RecipientDomains.make();
        Mailbox mailbox = new Mailbox(options.capacity());
        Faults faults = new Faults();
        Receivers receivers =
                Receivers.start(
                        domains,
                        options.ports().smtp(),
                        options.smtp(),
                        new SmtpReceiver.Shared(faults, mailbox, options.clock()));
        try {
            SandboxZones zones =
                    SandboxZones.build(domains, receivers.port(), options.clock().instant());
            Path anchor = writeTrustAnchor(options.directory(), zones.anchor());
            DnsServer dns =
                    DnsServer.start(
                            zones.zones(),
                            SandboxZones.address("127.0.0.1"),
                            options.ports().dns());
            return new Sandbox(domains, mailbox, faults, receivers, dns, anchor);
        } catch (IOException | RuntimeException e) {
            receivers.close();
            throw e;
        }
    }

    private static Path writeTrustAnchor(Path directory, DSRecord anchor) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.toAbsolutePath().resolve("trust-anchor.zone");
        Path temporary = directory.resolve("trust-anchor.zone.new");
        Files.writeString(temporary, ". IN DS " + anchor.rdataToString() + "\n");
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        return file;
    }

    /** Where DNS is answered, over UDP and TCP. */
    public InetSocketAddress dnsAddress() {
        return dns.address();
    }

    /** The port on which all receiving servers listen. */
    public int smtpPort() {
        return receivers.port();
    }

    /** The root's DS record in zone file syntax. */
    public Path trustAnchorFile() {
        return trustAnchorFile;
    }

    /** The recipient domains with their facts. */
    public List<RecipientDomain> domains() {
        return domains;
    }

    /** The mails received so far, in order of arrival. */
    public List<ReceivedMail> mails() {
        return mailbox.mails();
    }

    /** The mailbox, to wait for mail and to empty it. */
    public Mailbox mailbox() {
        return mailbox;
    }

    /** Lets the server of a domain misbehave; {@link Fault#NONE} makes it well again. */
    public void fault(String domain, Fault fault) {
        if (domains.stream().noneMatch(known -> known.name().equals(domain))) {
            throw new IllegalArgumentException(
                    "No domain '%s'; allowed: %s"
                            .formatted(
                                    domain, domains.stream().map(RecipientDomain::name).toList()));
        }
        faults.set(domain, fault);
    }

    @Override
    public void close() throws IOException {
        dns.close();
        receivers.close();
    }
}
