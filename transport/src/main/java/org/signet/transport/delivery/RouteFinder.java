package org.signet.transport.delivery;

import org.signet.transport.dane.MailHost;
import org.signet.transport.dns.Dns;
import org.signet.transport.dns.DnsAnswer;
import org.signet.transport.dns.DnsRecord;
import org.signet.transport.dns.DomainName;
import org.signet.transport.dns.RecordType;
import org.signet.transport.policy.Reason;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Finds the hosts of a destination (RFC 5321 §5.1). */
final class RouteFinder {
    private final Dns dns;
    private final Random random;
    private final int port;

    RouteFinder(Dns dns, Random random, int port) {
        this.dns = dns;
        this.random = random;
        this.port = port;
    }

    Route find(Destination destination) {
        return switch (destination) {
            case Destination.Literal literal ->
                    new Route.Stops(List.of(new Stop.Numbered(literal.address(), port)));
            case Destination.Gateways gateways -> new Route.Stops(gateways.stops());
            case Destination.Domain domain -> ofDomain(domain.name());
        };
    }

    private Route ofDomain(DomainName domain) {
        DnsAnswer answer = dns.lookup(domain, RecordType.MX);
        return switch (answer) {
            case DnsAnswer.Found found -> exchanges(domain, found);
            // RFC 5321 §5.1: without MX the domain itself is the host. This is only as sure as the
            // denial of the MX record is.
            case DnsAnswer.NoData none -> implicit(domain, none);
            case DnsAnswer.NxDomain none ->
                    new Route.None(Reason.NO_SUCH_DOMAIN, domain + " does not exist");
            case DnsAnswer.Bogus bogus ->
                    new Route.None(Reason.MX_BOGUS, "MX of " + domain + ": " + bogus.reason());
            case DnsAnswer.Failed failed ->
                    new Route.None(
                            Reason.MX_LOOKUP_FAILED, "MX of " + domain + ": " + failed.cause());
        };
    }

    private Route implicit(DomainName domain, DnsAnswer none) {
        MailHost host = new MailHost(domain, none.secureThroughout(), nextHops(domain, none));
        return new Route.Stops(List.of(new Stop.Named(host, port)));
    }

    private Route exchanges(DomainName domain, DnsAnswer.Found found) {
        List<DnsRecord.MailExchange> exchanges = new ArrayList<>();
        for (DnsRecord record : found.records()) {
            if (record instanceof DnsRecord.MailExchange exchange) {
                exchanges.add(exchange);
            }
        }
        boolean onlyNull = exchanges.stream().allMatch(exchange -> exchange.host().isRoot());
        if (onlyNull) {
            // RFC 7505 §3: the domain says that it takes no mail.
            return new Route.None(Reason.NULL_MX, domain + " takes no mail (null MX)");
        }
        // Shuffled first, then sorted by a stable sort: random among equals.
        Collections.shuffle(exchanges, random);
        exchanges.sort(Comparator.comparingInt(DnsRecord.MailExchange::preference));
        List<Stop> stops =
                exchanges.stream()
                        .filter(exchange -> !exchange.host().isRoot())
                        .map(exchange -> named(exchange, domain, found))
                        .toList();
        return new Route.Stops(stops);
    }

    private Stop named(DnsRecord.MailExchange exchange, DomainName domain, DnsAnswer.Found found) {
        return new Stop.Named(
                new MailHost(exchange.host(), found.secureThroughout(), nextHops(domain, found)),
                port);
    }

    private static List<DomainName> nextHops(DomainName domain, DnsAnswer answer) {
        DomainName last = answer.finalName(domain);
        return last.equals(domain) ? List.of(domain) : List.of(domain, last);
    }
}
