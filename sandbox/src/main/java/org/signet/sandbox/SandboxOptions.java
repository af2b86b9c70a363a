package org.signet.sandbox;

import org.signet.sandbox.mailbox.Mailbox;
import org.signet.sandbox.recipient.RecipientDomain;
import org.signet.sandbox.recipient.RecipientDomains;
import org.signet.sandbox.smtp.SmtpLimits;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * How the small internet is set up.
 *
 * @param directory where the trust anchor file goes; made if it is not there
 * @param ports where to listen
 * @param smtp the limits of the receiving servers
 * @param capacity how much mail is kept
 * @param verdictHeader the header field in which the sending server tells its TLS verdict
 * @param clock tells the time of arrival and of signing
 * @param domains the recipient domains
 */
public record SandboxOptions(
        Path directory,
        Ports ports,
        SmtpLimits smtp,
        Mailbox.Capacity capacity,
        String verdictHeader,
        Clock clock,
        List<RecipientDomain> domains) {
    public SandboxOptions {
        domains = List.copyOf(domains);
        if (domains.isEmpty()) {
            throw new IllegalArgumentException("There is at least one recipient domain");
        }
    }

    /** The header field that is shown as the verdict unless told otherwise. */
    public static final String VERDICT_HEADER = "X-Signet-Transport";

    /** Ports on loopback; 0 takes a free one. */
    public record Ports(int dns, int smtp, int http) {
        /** Free ports for all. */
        public static final Ports FREE = new Ports(0, 0, 0);

        public Ports {
            check("dns", dns);
            check("smtp", smtp);
            check("http", http);
        }

        private static void check(String name, int port) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException(
                        "The " + name + " port is " + port + "; allowed: 0 to 65535");
            }
        }
    }

    /** Free ports and standard limits. */
    public static SandboxOptions in(Path directory) {
        return new SandboxOptions(
                directory,
                Ports.FREE,
                SmtpLimits.STANDARD,
                Mailbox.Capacity.STANDARD,
                VERDICT_HEADER,
                Clock.systemUTC(),
                RecipientDomains.standard());
    }

    public SandboxOptions with(Ports other) {
        return new SandboxOptions(directory, other, smtp, capacity, verdictHeader, clock, domains);
    }

    public SandboxOptions with(SmtpLimits other) {
        return new SandboxOptions(directory, ports, other, capacity, verdictHeader, clock, domains);
    }

    public SandboxOptions with(Mailbox.Capacity other) {
        return new SandboxOptions(directory, ports, smtp, other, verdictHeader, clock, domains);
    }

    public SandboxOptions with(Clock other) {
        return new SandboxOptions(directory, ports, smtp, capacity, verdictHeader, other, domains);
    }

    public SandboxOptions withVerdictHeader(String other) {
        return new SandboxOptions(directory, ports, smtp, capacity, other, clock, domains);
    }

    public SandboxOptions withDomains(List<RecipientDomain> others) {
        return new SandboxOptions(directory, ports, smtp, capacity, verdictHeader, clock, others);
    }
}
