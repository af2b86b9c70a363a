package org.signet.mailets;

import org.signet.transport.delivery.Destination;
import org.signet.transport.dns.DomainName;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the part of an address behind the at sign. */
final class DeliveryDestinations {
    private static final Pattern LITERAL =
            Pattern.compile(
                    "\\[?(?:IPv6:)?((?:\\d{1,3}\\.){3}\\d{1,3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+)]?");

    private DeliveryDestinations() {}

    /** Returns nothing where the text is neither a domain name nor an address literal. */
    static Optional<Destination> of(String domain) {
        Optional<InetAddress> address = literal(domain);
        if (address.isPresent()) {
            return Optional.of(new Destination.Literal(address.get()));
        }
        return DomainName.tryParse(domain).map(Destination.Domain::new);
    }

    /** Reads an IPv4 or IPv6 address, with or without brackets; never asks DNS. */
    static Optional<InetAddress> literal(String text) {
        Matcher matcher = LITERAL.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(matcher.group(1)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
