package org.signet.transport.delivery;

import org.signet.transport.dns.Dns;
import org.signet.transport.dns.DnsAnswer;
import org.signet.transport.dns.DomainName;
import org.signet.transport.dns.RecordType;
import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.policy.TlsRules;
import org.signet.transport.smtp.Target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Decides as delivery does, without connecting, and keeps what was asked of DNS on the way. */
public final class DeliveryPreview {
    private final Recording dns;
    private final TlsRules rules;
    private final RouteFinder routes;

    /**
     * Makes a preview.
     *
     * @param port where the hosts of domains listen
     */
    public DeliveryPreview(Dns dns, TlsRules rules, int port) {
        this.dns = new Recording(dns);
        this.rules = rules;
        // The order among equal preferences is the one in which they are told.
        this.routes = new RouteFinder(this.dns, new Random(0), port);
    }

    /** Looks ahead to a first try. */
    public Preview of(Destination destination) {
        Route route = routes.find(destination);
        List<Preview.Question> asked = dns.taken();
        return switch (route) {
            case Route.None none ->
                    new Preview(
                            asked,
                            Optional.of(new Preview.NoRoute(none.reason(), none.detail())),
                            List.of());
            case Route.Stops stops ->
                    new Preview(
                            asked,
                            Optional.empty(),
                            stops.stops().stream().map(this::host).toList());
        };
    }

    private Preview.Host host(Stop stop) {
        HostPlan plan = new HostPlanner(dns, rules).plan(stop, false);
        String name =
                switch (stop) {
                    case Stop.Named named -> named.host().name().toString();
                    case Stop.Numbered numbered -> numbered.address().getHostAddress();
                };
        return switch (plan) {
            case HostPlan.PassBy by ->
                    host(stop, name, new TlsPolicy.Deferred(by.reason(), by.detail()), List.of());
            case HostPlan.Connect connect -> host(stop, name, connect.policy(), connect.targets());
        };
    }

    private Preview.Host host(Stop stop, String name, TlsPolicy policy, List<Target> to) {
        return new Preview.Host(
                name, stop.port(), dns.taken(), rules.settingsFor(stop.nextHop()), policy, to);
    }

    private static final class Recording implements Dns {
        private final Dns asked;
        private final List<Preview.Question> questions = new ArrayList<>();

        Recording(Dns asked) {
            this.asked = asked;
        }

        @Override
        public synchronized DnsAnswer lookup(DomainName name, RecordType type) {
            DnsAnswer answer = asked.lookup(name, type);
            questions.add(new Preview.Question(name, type, answer));
            return answer;
        }

        synchronized List<Preview.Question> taken() {
            List<Preview.Question> all = List.copyOf(questions);
            questions.clear();
            return all;
        }
    }
}
