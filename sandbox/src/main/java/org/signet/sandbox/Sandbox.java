package org.signet.sandbox;

import org.signet.sandbox.dns.DnsFault;
import org.signet.sandbox.dns.DnsFaults;
import org.signet.sandbox.dns.DnsServer;
import org.signet.sandbox.mailbox.Mailbox;
import org.signet.sandbox.mailbox.ReceivedMail;
import org.signet.sandbox.recipient.RecipientDomain;
import org.signet.sandbox.smtp.Fault;
import org.signet.sandbox.smtp.Faults;
import org.signet.sandbox.smtp.SmtpReceiver;
import org.signet.sandbox.web.MailboxServer;
import org.signet.sandbox.web.Site;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
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
    private final Site site;
    private final Deque<Service> services;
    private final URI httpUri;
    private final Path trustAnchorFile;

    private Sandbox(Site site, Deque<Service> services, URI httpUri, Path trustAnchorFile) {
        this.site = site;
        this.services = services;
        this.httpUri = httpUri;
        this.trustAnchorFile = trustAnchorFile;
    }

    /** Something that is closed with an I/O error at worst. */
    private interface Service extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /** Starts everything; when this returns, all of it answers. */
    public static Sandbox start(SandboxOptions options) throws IOException {
        Deque<Service> services = new ArrayDeque<>();
        try {
            return start(options, services);
        } catch (IOException | RuntimeException e) {
            close(services);
            throw e;
        }
    }

    private static Sandbox start(SandboxOptions options, Deque<Service> services)
            throws IOException {
        List<RecipientDomain> domains = options.domains();
        Mailbox mailbox = new Mailbox(options.capacity());
        Faults faults = new Faults();
        Receivers receivers =
                Receivers.start(
                        domains,
                        options.ports().smtp(),
                        options.smtp(),
                        new SmtpReceiver.Shared(faults, mailbox, options.clock()));
        services.push(receivers::close);
        InetAddress loopback = SandboxZones.address("127.0.0.1");
        SandboxZones zones =
                SandboxZones.build(domains, receivers.port(), options.clock().instant());
        DnsFaults dnsFaults = new DnsFaults();
        DnsServer dns = DnsServer.start(zones.zones(), dnsFaults, loopback, options.ports().dns());
        services.push(dns::close);
        Site site =
                new Site(
                        domains,
                        mailbox,
                        faults,
                        dnsFaults,
                        options.verdictHeader(),
                        dns.address(),
                        receivers.port());
        MailboxServer http = MailboxServer.start(loopback, options.ports().http(), site);
        services.push(http::close);
        Path anchor = options.directory().toAbsolutePath().resolve("trust-anchor.zone");
        WholeFile.write(anchor, ". IN DS " + zones.anchor().rdataToString() + "\n");
        return new Sandbox(site, services, http.uri(), anchor);
    }

    /** Where DNS is answered, over UDP and TCP. */
    public InetSocketAddress dnsAddress() {
        return site.dns();
    }

    /** The port on which all receiving servers listen. */
    public int smtpPort() {
        return site.smtpPort();
    }

    /** The mailbox page; the interface for programs is below {@code api/}. */
    public URI httpUri() {
        return httpUri;
    }

    /** The root's DS record in zone file syntax. */
    public Path trustAnchorFile() {
        return trustAnchorFile;
    }

    /** The recipient domains with their facts. */
    public List<RecipientDomain> domains() {
        return site.domains();
    }

    /** The mails received so far, in order of arrival. */
    public List<ReceivedMail> mails() {
        return site.mailbox().mails();
    }

    /** The mailbox, to wait for mail and to empty it. */
    public Mailbox mailbox() {
        return site.mailbox();
    }

    /** Lets the server of a domain misbehave; {@link Fault#NONE} makes it well again. */
    public void fault(String domain, Fault fault) {
        if (domains().stream().noneMatch(known -> known.name().equals(domain))) {
            throw new IllegalArgumentException(
                    "No domain '%s'; allowed: %s"
                            .formatted(
                                    domain,
                                    domains().stream().map(RecipientDomain::name).toList()));
        }
        site.faults().set(domain, fault);
    }

    /**
     * Lets the name server misbehave for a name and all below it, "." being everything; {@link
     * DnsFault#NONE} makes it well again.
     */
    public void dnsFault(String name, DnsFault fault) {
        site.dnsFaults().set(name, fault);
    }

    @Override
    public void close() throws IOException {
        close(services);
    }

    private static void close(Deque<Service> services) throws IOException {
        while (!services.isEmpty()) {
            services.pop().close();
        }
    }
}
