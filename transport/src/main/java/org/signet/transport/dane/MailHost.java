package org.signet.transport.dane;

import org.signet.transport.dns.DomainName;

import java.util.List;

/**
 * A host that takes mail, with how it was found.
 *
 * @param name the host's name as the MX record (or the operator) gives it
 * @param secureRoute whether every answer that led to this name is secure
 * @param nextHops the recipient's domain and, where that is an alias, what it is an alias of; empty
 *     for a host that the operator names
 */
public record MailHost(DomainName name, boolean secureRoute, List<DomainName> nextHops) {
    public MailHost {
        nextHops = List.copyOf(nextHops);
    }
}
