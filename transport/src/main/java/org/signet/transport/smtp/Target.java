package org.signet.transport.smtp;

import org.signet.transport.dns.DomainName;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Where to connect to.
 *
 * @param host empty for an address that has no name
 * @param implicitTls whether TLS begins at once and not by STARTTLS, as on port 465 (RFC 8314 §3.3)
 */
public record Target(
        InetAddress address, int port, Optional<DomainName> host, boolean implicitTls) {
    /** A server that is greeted in plain text. */
    public Target(InetAddress address, int port, Optional<DomainName> host) {
        this(address, port, host, false);
    }

    /** Returns {@code host[address]:port}, as logs show it. */
    public String shown() {
        return host.map(DomainName::text).orElse("") + "[" + address.getHostAddress() + "]:" + port;
    }
}
