package org.signet.transport.delivery;

import org.signet.transport.dane.DaneLookup;
import org.signet.transport.dane.DanePolicy;
import org.signet.transport.dane.MailHost;
import org.signet.transport.dns.Dns;
import org.signet.transport.dns.DnsAnswer;
import org.signet.transport.dns.DnsRecord;
import org.signet.transport.dns.DomainName;
import org.signet.transport.dns.RecordType;
import org.signet.transport.policy.Circumstances;
import org.signet.transport.policy.Reason;
import org.signet.transport.policy.TlsDecision;
import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.policy.TlsRules;
import org.signet.transport.policy.TlsSettings;
import org.signet.transport.smtp.Target;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the addresses of a host and the protection that a connection to it must have. */
final class HostPlanner {
    private static final int MOST_ADDRESSES = 4;

    private final Dns dns;
    private final DaneLookup dane;
    private final TlsRules rules;

    HostPlanner(Dns dns, TlsRules rules) {
        this.dns = dns;
        this.dane = new DaneLookup(dns);
        this.rules = rules;
    }

    HostPlan plan(Stop stop, boolean laterTry) {
        TlsSettings settings = rules.settingsFor(stop.nextHop());
        Circumstances circumstances = new Circumstances(laterTry, rules.tlsDemanded());
        return switch (stop) {
            case Stop.Numbered numbered ->
                    connect(
                            List.of(
                                    new Target(
                                            numbered.address(),
                                            numbered.port(),
                                            Optional.empty(),
                                            numbered.implicitTls())),
                            TlsDecision.decide(
                                    settings,
                                    circumstances,
                                    new DanePolicy.NotApplicable(
                                            DanePolicy.NotApplicable.Reason.NO_NAME),
                                    List.of()));
            case Stop.Named named -> planNamed(named, settings, circumstances);
        };
    }

    private HostPlan planNamed(Stop.Named stop, TlsSettings settings, Circumstances circumstances) {
        MailHost host = stop.host();
        DnsAnswer six = dns.lookup(host.name(), RecordType.AAAA);
        DnsAnswer four = dns.lookup(host.name(), RecordType.A);
        List<Target> targets =
                interleaved(addresses(six), addresses(four)).stream()
                        .limit(MOST_ADDRESSES)
                        .map(
                                address ->
                                        new Target(
                                                address,
                                                stop.port(),
                                                Optional.of(host.name()),
                                                stop.implicitTls()))
                        .toList();
        if (targets.isEmpty()) {
            return passBy(host, List.of(four, six));
        }
        DanePolicy demanded = daneDemand(stop, settings, List.of(four, six));
        return connect(
                targets, TlsDecision.decide(settings, circumstances, demanded, ownNames(host)));
    }

    private DanePolicy daneDemand(Stop.Named stop, TlsSettings settings, List<DnsAnswer> answers) {
        boolean secureRoute = stop.host().secureRoute();
        if (settings.asksDane(secureRoute)) {
            return dane.policyFor(stop.host(), answers, stop.port());
        }
        return new DanePolicy.NotApplicable(
                settings.level().asksDane()
                        ? DanePolicy.NotApplicable.Reason.INSECURE_MX
                        : DanePolicy.NotApplicable.Reason.NOT_ASKED);
    }

    /** What the host may be called: a name from DNS only where nobody could have forged it. */
    private static List<DomainName> ownNames(MailHost host) {
        List<DomainName> names = new ArrayList<>();
        if (host.secureRoute()) {
            names.add(host.name());
            names.addAll(host.nextHops());
        } else if (!host.nextHops().isEmpty()) {
            names.add(host.nextHops().get(0));
        }
        return names;
    }

    private static HostPlan connect(List<Target> targets, TlsPolicy policy) {
        return policy instanceof TlsPolicy.Deferred deferred
                ? new HostPlan.PassBy(deferred.reason(), deferred.detail())
                : new HostPlan.Connect(targets, policy);
    }

    /** No address: bogus weighs more than failed, failed more than absent. */
    private static HostPlan passBy(MailHost host, List<DnsAnswer> answers) {
        for (DnsAnswer answer : answers) {
            if (answer instanceof DnsAnswer.Bogus bogus) {
                return new HostPlan.PassBy(Reason.HOST_BOGUS, host.name() + ": " + bogus.reason());
            }
        }
        for (DnsAnswer answer : answers) {
            if (answer instanceof DnsAnswer.Failed failed) {
                return new HostPlan.PassBy(
                        Reason.HOST_LOOKUP_FAILED, host.name() + ": " + failed.cause());
            }
        }
        boolean isNextHop = host.nextHops().contains(host.name());
        return new HostPlan.PassBy(
                isNextHop ? Reason.NO_MAIL_HOST : Reason.HOST_WITHOUT_ADDRESS,
                host.name() + " has no address");
    }

    private static List<InetAddress> addresses(DnsAnswer answer) {
        List<InetAddress> addresses = new ArrayList<>();
        if (answer instanceof DnsAnswer.Found found) {
            for (DnsRecord record : found.records()) {
                if (record instanceof DnsRecord.Address address) {
                    addresses.add(address.address());
                }
            }
        }
        return addresses;
    }

    /** Takes from both in turn, so that neither kind of network is the only one tried. */
    private static List<InetAddress> interleaved(List<InetAddress> six, List<InetAddress> four) {
        List<InetAddress> all = new ArrayList<>();
        for (int i = 0; i < Math.max(six.size(), four.size()); i++) {
            if (i < six.size()) {
                all.add(six.get(i));
            }
            if (i < four.size()) {
                all.add(four.get(i));
            }
        }
        return all;
    }
}
