package org.signet.transport.delivery;

import org.signet.transport.dns.DomainName;

import java.net.InetAddress;
import java.util.List;

/** Where a message shall go. */
public sealed interface Destination {
    /** To the hosts that take mail for a domain. */
    record Domain(DomainName name) implements Destination {}

    /** To an address given instead of a domain: {@code user@[192.0.2.1]}. */
    record Literal(InetAddress address) implements Destination {}

    /** To servers that the operator names, in this order. */
    record Gateways(List<Stop> stops) implements Destination {
        public Gateways {
            stops = List.copyOf(stops);
            if (stops.isEmpty()) {
                throw new IllegalArgumentException("There is no gateway");
            }
        }
    }
}
