package org.signet.transport.delivery;

import org.signet.transport.policy.Reason;
import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.smtp.Attempt;
import org.signet.transport.smtp.Envelope;
import org.signet.transport.smtp.Envelope.Recipient;
import org.signet.transport.smtp.RecipientResult;
import org.signet.transport.smtp.SmtpReply;
import org.signet.transport.smtp.Target;
import org.signet.transport.smtp.TlsFacts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One walk over the hosts of a route. */
final class Walk {
    private static final int TROUBLES_TOLD = 6;

    private final HostPlanner planner;
    private final ConnectionPool connections;
    private final Unreachable unreachable;
    private final DeliverySettings settings;
    private final DeliveryRequest request;
    private final Map<Recipient, Outcome> settled = new LinkedHashMap<>();
    private final Map<Recipient, Outcome.Failure> latest = new LinkedHashMap<>();
    private final List<Outcome.Failure> troubles = new ArrayList<>();
    private final List<Way> postponed = new ArrayList<>();
    private final long began = System.nanoTime();
    private int tried;
    private boolean over;

    /** One address and what a connection to it must be. */
    private record Way(Target target, TlsPolicy policy) {}

    /** Who answered, and over which message of what connection. */
    private record Server(Target target, TlsFacts tls, int use) {
        String shown() {
            return target.shown();
        }
    }

    Walk(
            HostPlanner planner,
            ConnectionPool connections,
            Unreachable unreachable,
            DeliverySettings settings,
            DeliveryRequest request) {
        this.planner = planner;
        this.connections = connections;
        this.unreachable = unreachable;
        this.settings = settings;
        this.request = request;
    }

    Map<Recipient, Outcome> along(Route route) {
        switch (route) {
            case Route.None none -> trouble(none.reason(), none.detail(), "", Optional.empty());
            case Route.Stops stops -> {
                stops.stops().stream().limit(settings.mostHosts()).forEach(this::at);
                postponed.forEach(this::connect);
            }
        }
        for (Recipient recipient : open()) {
            settled.put(recipient, unsettled(recipient));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        settled.forEach(
                (recipient, outcome) -> DeliveryLog.write(request, recipient, outcome, took));
        return Map.copyOf(settled);
    }

    private List<Recipient> open() {
        return request.envelope().recipients().stream()
                .filter(recipient -> !settled.containsKey(recipient))
                .toList();
    }

    private void at(Stop stop) {
        if (over || open().isEmpty()) {
            return;
        }
        switch (planner.plan(stop, request.laterTry())) {
            case HostPlan.PassBy passBy ->
                    trouble(passBy.reason(), passBy.detail(), shown(stop), Optional.empty());
            case HostPlan.Connect connect -> at(connect);
        }
    }

    /**
     * Addresses that did not answer lately come after all hosts, so that nothing waits for them.
     */
    private void at(HostPlan.Connect plan) {
        List<Way> later = new ArrayList<>();
        for (Target target : plan.targets()) {
            Way way = new Way(target, plan.policy());
            if (unreachable.isMarked(target)) {
                later.add(way);
            } else if (connect(way)) {
                return;
            }
        }
        postponed.addAll(later);
    }

    private static String shown(Stop stop) {
        return switch (stop) {
            case Stop.Named named -> named.host().name() + ":" + named.port();
            case Stop.Numbered numbered ->
                    "[" + numbered.address().getHostAddress() + "]:" + numbered.port();
        };
    }

    /** Returns whether the host answered, so that its other addresses need not be tried. */
    private boolean connect(Way way) {
        if (over || open().isEmpty() || tried >= settings.mostConnections()) {
            return false;
        }
        tried++;
        Envelope envelope =
                new Envelope(
                        request.envelope().sender(),
                        open(),
                        request.envelope().ret(),
                        request.envelope().envelopeId());
        Target target = way.target();
        ConnectionPool.Carried carried =
                connections.send(target, way.policy(), envelope, request.message());
        return switch (carried.attempt()) {
            case Attempt.Answered answered -> {
                unreachable.unmark(target);
                Server server = new Server(target, answered.tls(), carried.use());
                answered.results().forEach((r, result) -> note(r, result, server));
                yield true;
            }
            case Attempt.Broken broken -> {
                if (Unreachable.SIGNS.contains(broken.reason())) {
                    unreachable.mark(target);
                }
                Server server = new Server(target, broken.tls(), carried.use());
                broken.results().forEach((r, result) -> note(r, result, server));
                if (broken.reason() == Reason.SESSION_LIMIT && !broken.results().isEmpty()) {
                    // It takes the others over another connection.
                    yield connect(way);
                }
                trouble(broken.reason(), broken.detail(), target.shown(), broken.reply());
                over = broken.uncertain();
                yield false;
            }
        };
    }

    private void note(Recipient recipient, RecipientResult result, Server server) {
        switch (result) {
            case RecipientResult.Accepted accepted ->
                    settled.put(
                            recipient,
                            new Outcome.Delivered(
                                    server.shown(),
                                    server.tls(),
                                    accepted.reply().text(),
                                    server.use()));
            case RecipientResult.Refused refused -> {
                Outcome.Failure failure = refusal(refused.reply(), server);
                if (refused.reply().isPermanentFailure()) {
                    settled.put(recipient, new Outcome.Permanent(failure));
                } else {
                    latest.put(recipient, failure);
                }
            }
            case RecipientResult.Unsendable no ->
                    settled.put(
                            recipient,
                            new Outcome.Permanent(
                                    failure(
                                            no.reason(),
                                            no.detail(),
                                            server.shown(),
                                            Optional.empty())));
        }
    }

    private static Outcome.Failure refusal(SmtpReply reply, Server server) {
        return new Outcome.Failure(
                Reason.REFUSED,
                reply.status(),
                server.shown() + " said: " + reply.text(),
                Optional.of(reply.code()),
                Optional.of(reply.text()),
                server.shown());
    }

    private void trouble(Reason reason, String detail, String relay, Optional<SmtpReply> reply) {
        troubles.add(failure(reason, detail, relay, reply));
    }

    private static Outcome.Failure failure(
            Reason reason, String detail, String relay, Optional<SmtpReply> reply) {
        String where = relay.isEmpty() ? "" : relay + ": ";
        return new Outcome.Failure(
                reason,
                reason.status(),
                where + reason.code() + ": " + detail,
                reply.map(SmtpReply::code),
                reply.map(SmtpReply::text),
                relay);
    }

    /** The reply to this very recipient counts most, then what happened at the preferred host. */
    private Outcome unsettled(Recipient recipient) {
        Outcome.Failure own = latest.get(recipient);
        if (own != null) {
            return new Outcome.Temporary(own);
        }
        if (troubles.isEmpty()) {
            return new Outcome.Temporary(
                    failure(Reason.INTERNAL_ERROR, "no host was tried", "", Optional.empty()));
        }
        Outcome.Failure first = troubles.get(0);
        boolean permanent = troubles.stream().allMatch(t -> t.reason().isPermanent());
        return permanent ? new Outcome.Permanent(first) : new Outcome.Temporary(withOthers(first));
    }

    private Outcome.Failure withOthers(Outcome.Failure first) {
        StringBuilder text = new StringBuilder(first.text());
        troubles.stream()
                .skip(1)
                .limit(TROUBLES_TOLD)
                .forEach(other -> text.append("; ").append(other.text()));
        return new Outcome.Failure(
                first.reason(),
                first.status(),
                text.toString(),
                first.smtpCode(),
                first.smtpReply(),
                first.relay());
    }
}
