package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.signet.transport.dns.DnsSettings;
import org.signet.transport.dns.DnssecDns;
import org.signet.transport.dns.GuardedDns;
import org.signet.transport.dns.Readiness;

import java.time.Clock;

/**
 * How {@link SecureRemoteDelivery} asks DNS, and what it does if DNSSEC is not to be had.
 *
 * @param settings whom to ask and what to trust
 * @param otherwise what to do if servers answer and the root zone does not validate
 */
record DeliveryResolver(DnsSettings settings, OnDnssecUnavailable otherwise) {
    /** What a start without DNSSEC leads to. */
    enum OnDnssecUnavailable {
        /** The mailet does not start, and so James does not. */
        REFUSE,
        /** The mailet starts, mail waits, the health check says why. */
        DEFER
    }

    /**
     * Checks that the root zone validates. Servers that do not answer at all never stop the start:
     * a mail server comes up before its network now and then, and mail waits meanwhile.
     *
     * @throws MessagingException if servers answer, the root zone does not validate, and that is to
     *     be refused
     */
    GuardedDns start(Clock clock) throws MessagingException {
        GuardedDns dns = new GuardedDns(DnssecDns.of(settings, clock));
        Readiness first = dns.start();
        if (first instanceof Readiness.Unusable && otherwise == OnDnssecUnavailable.REFUSE) {
            dns.close();
            throw new MessagingException(
                    "SecureRemoteDelivery does not start: "
                            + first.inWords()
                            + ". Set <dnsServers> to servers that pass DNSSEC data on, such as an"
                            + " Unbound on this machine, or <onDnssecUnavailable> to defer, which"
                            + " lets all mail wait until they do");
        }
        return dns;
    }
}
