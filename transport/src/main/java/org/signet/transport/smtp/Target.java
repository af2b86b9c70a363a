package org.signet.transport.smtp;

import org.signet.transport.dns.DomainName;

import java.net.InetAddress;
import java.util.Optional;

/** Where to connect to; {@code host} is empty for an address that has no name. */
public record Target(InetAddress address, int port, Optional<DomainName> host) {
    /** Returns {@code host[address]:port}, as logs show it. */
    public String shown() {
        return host.map(DomainName::text).orElse("") + "[" + address.getHostAddress() + "]:" + port;
    }
}
