package org.signet.transport.dane;

import org.signet.transport.dns.DnsAnswer;
import org.signet.transport.dns.DomainName;
import org.signet.transport.dns.Security;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names below which TLSA records of a host may be, in the order to ask (RFC 7672 §2.2.3). */
final class TlsaBaseDomains {
    private TlsaBaseDomains() {}

    /**
     * Returns no name where the host is not in a signed zone: then the zone's servers may not even
     * answer for TLSA, and mail would hang (RFC 7672 §2.2.2).
     */
    static List<DomainName> of(DomainName host, List<DnsAnswer> addresses) {
        Set<DomainName> names = new LinkedHashSet<>();
        for (DnsAnswer answer : addresses) {
            if (answer instanceof DnsAnswer.Found && answer.secureThroughout()) {
                names.add(answer.finalName(host));
            }
        }
        for (DnsAnswer answer : addresses) {
            if (answer instanceof DnsAnswer.Found && isSecureAtHost(answer)) {
                names.add(host);
            }
        }
        return List.copyOf(names);
    }

    private static boolean isSecureAtHost(DnsAnswer answer) {
        return answer.aliases().isEmpty()
                ? answer.secureThroughout()
                : answer.aliases().get(0).security() == Security.SECURE;
    }
}
