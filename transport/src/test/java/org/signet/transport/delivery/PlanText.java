package org.signet.transport.delivery;

import org.signet.transport.dns.Dns;
import org.signet.transport.dns.DomainName;
import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.policy.TlsRules;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Decisions in one short line, for tables. */
final class PlanText {
    private PlanText() {}

    /** The decision for the first host of a domain. */
    static String first(Dns dns, TlsRules rules, boolean laterTry, String domain) {
        return all(dns, rules, laterTry, domain).get(0);
    }

    /** The decisions for all hosts of a domain, in the order in which they are tried. */
    static List<String> all(Dns dns, TlsRules rules, boolean laterTry, String domain) {
        Destination to = new Destination.Domain(DomainName.of(domain));
        return switch (new RouteFinder(dns, new Random(1), 25).find(to)) {
            case Route.None none ->
                    List.of(
                            (none.reason().isPermanent() ? "bounce " : "defer ")
                                    + none.reason().code());
            case Route.Stops stops ->
                    stops.stops().stream()
                            .map(stop -> of(new HostPlanner(dns, rules).plan(stop, laterTry)))
                            .toList();
        };
    }

    static String of(HostPlan plan) {
        return switch (plan) {
            case HostPlan.PassBy passBy -> "defer " + passBy.reason().code();
            case HostPlan.Connect connect -> of(connect.policy());
        };
    }

    private static String of(TlsPolicy policy) {
        return switch (policy) {
            case TlsPolicy.Authenticated authenticated ->
                    (authenticated.dane().secureRoute() ? "authenticate " : "trust ")
                            + authenticated.dane().baseDomain();
            case TlsPolicy.Verified verified ->
                    "verify "
                            + verified.names().stream()
                                    .map(DomainName::text)
                                    .collect(Collectors.joining("+"));
            case TlsPolicy.Plain plain -> "plain";
            case TlsPolicy.Encrypted encrypted -> "encrypt";
            case TlsPolicy.Opportunistic may ->
                    may.plainAfterFailedHandshake() ? "optional+" : "optional";
            case TlsPolicy.Deferred deferred -> "defer " + deferred.reason().code();
        };
    }
}
