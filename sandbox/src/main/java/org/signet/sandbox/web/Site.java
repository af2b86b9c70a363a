package org.signet.sandbox.web;

import org.signet.sandbox.dns.DnsFaults;
import org.signet.sandbox.mailbox.Mailbox;
import org.signet.sandbox.recipient.RecipientDomain;
import org.signet.sandbox.smtp.Faults;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * What the pages tell of.
 *
 * @param domains the recipient domains
 * @param mailbox the received mails
 * @param faults the faults of the receiving servers in force
 * @param dnsFaults those of the name server
 * @param verdictHeader the header field with the sender's TLS verdict
 * @param dns where names are answered
 * @param smtpPort where mail is taken
 */
public record Site(
        List<RecipientDomain> domains,
        Mailbox mailbox,
        Faults faults,
        DnsFaults dnsFaults,
        String verdictHeader,
        InetSocketAddress dns,
        int smtpPort) {
    public Site {
        domains = List.copyOf(domains);
    }

    Optional<RecipientDomain> domain(String name) {
        return domains.stream().filter(domain -> domain.name().equals(name)).findFirst();
    }

    /** The DNS name of a domain's TLSA records. */
    String tlsaName(RecipientDomain domain) {
        return "_" + smtpPort + "._tcp." + domain.mxHost();
    }
}
