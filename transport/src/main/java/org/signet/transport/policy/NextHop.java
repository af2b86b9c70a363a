package org.signet.transport.policy;

import org.signet.transport.dns.DomainName;

/** What a message goes to before any record is looked up: what the operator's exceptions name. */
public sealed interface NextHop {
    /** The domain of the recipients, as it was written, not what it may be an alias of. */
    record Domain(DomainName name) implements NextHop {}

    /**
     * A server that the operator or the sender named, which takes no MX lookup.
     *
     * @param host a name, or an address as {@link java.net.InetAddress#getHostAddress} writes it
     */
    record Gateway(String host, int port) implements NextHop {}
}
