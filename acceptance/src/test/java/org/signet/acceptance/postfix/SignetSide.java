package org.signet.acceptance.postfix;

import org.signet.transport.delivery.DeliveryRequest;
import org.signet.transport.delivery.DeliverySettings;
import org.signet.transport.delivery.Destination;
import org.signet.transport.delivery.MailDelivery;
import org.signet.transport.delivery.Outcome;
import org.signet.transport.dns.Dns;
import org.signet.transport.dns.DnsSettings;
import org.signet.transport.dns.DnsSettings.Mode;
import org.signet.transport.dns.DnssecDns;
import org.signet.transport.dns.DomainName;
import org.signet.transport.dns.TrustAnchors;
import org.signet.transport.policy.TlsRules;
import org.signet.transport.smtp.Envelope;
import org.signet.transport.smtp.OutgoingMessage;
import org.signet.transport.smtp.SmtpClient;
import org.signet.transport.smtp.SmtpSettings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Signet's side, a process of its own: the servers' process has Java's limits on old TLS lifted.
 *
 * <p>Arguments: a file of lines {@code recipient, whether it is tried twice}; the file of the trust
 * anchor; where to write the tries.
 */
final class SignetSide {
    /** Its name in EHLO. */
    static final String NAME = "signet.sender.test";

    private static final String MAIL = "Subject: over both sides\r\n\r\nhello\r\n";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 16;

    private final MailDelivery delivery;

    private SignetSide(Dns dns, Way way) {
        SmtpSettings settings =
                new SmtpSettings(NAME, PATIENCE, PATIENCE, Optional.empty(), Optional.empty());
        TlsRules rules = new TlsRules(way.signet(), false, Optional.empty(), Clock.systemUTC());
        this.delivery =
                new MailDelivery(
                        dns,
                        new SmtpClient(settings, Clock.systemUTC()),
                        DeliverySettings.of(MailServers.PORT, rules),
                        new Random(1));
    }

    public static void main(String[] arguments) throws Exception {
        List<String> trials = Files.readAllLines(Path.of(arguments[0]));
        TrustAnchors anchors = TrustAnchors.read(Path.of(arguments[1]));
        DnsSettings settings =
                DnsSettings.of(DnsSettings.parseServers(NameServers.RESOLVER), anchors);
        try (DnssecDns own = DnssecDns.of(settings, Clock.systemUTC());
                DnssecDns trusting = DnssecDns.of(settings.in(Mode.TRUST_AD), Clock.systemUTC())) {
            Map<String, SignetSide> sides = new HashMap<>();
            for (Way way : Way.values()) {
                DnssecDns dns = way.dnsMode() == Mode.TRUST_AD ? trusting : own;
                sides.put(way.word(), new SignetSide(dns, way));
            }
            Files.write(Path.of(arguments[2]), Outcomes.lines("", deliver(trials, sides)));
        }
    }

    private static Map<String, List<Result>> deliver(
            List<String> trials, Map<String, SignetSide> sides)
            throws ExecutionException, InterruptedException {
        Map<String, Future<List<Result>>> running = new LinkedHashMap<>();
        Map<String, List<Result>> tries = new LinkedHashMap<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            for (String line : trials) {
                String recipient = line.substring(0, line.indexOf(' '));
                String way = line.substring(0, line.indexOf('@'));
                boolean twice = line.endsWith(" true");
                running.put(
                        recipient, workers.submit(() -> sides.get(way).tries(recipient, twice)));
            }
            for (Map.Entry<String, Future<List<Result>>> each : running.entrySet()) {
                tries.put(each.getKey(), each.getValue().get());
            }
        }
        sides.values().forEach(side -> side.delivery.close());
        return tries;
    }

    private List<Result> tries(String recipient, boolean twice) throws IOException {
        List<Result> tries = new ArrayList<>();
        tries.add(deliver(recipient, false));
        if (twice && tries.get(0).status().equals("deferred")) {
            tries.add(deliver(recipient, true));
        }
        return tries;
    }

    private Result deliver(String recipient, boolean laterTry) throws IOException {
        Envelope.Recipient to = new Envelope.Recipient(recipient, Optional.empty());
        DeliveryRequest request =
                new DeliveryRequest(
                        "mail",
                        new Destination.Domain(
                                DomainName.of(recipient.substring(recipient.indexOf('@') + 1))),
                        new Envelope(
                                "someone@sender.test",
                                List.of(to),
                                Optional.empty(),
                                Optional.empty()),
                        OutgoingMessage.of(
                                out -> out.write(MAIL.getBytes(StandardCharsets.US_ASCII))),
                        laterTry);
        return switch (delivery.deliver(request).get(to)) {
            case Outcome.Delivered delivered ->
                    Result.delivered(
                            level(delivered.tls().level()),
                            delivered.relay().substring(0, delivered.relay().indexOf('[')));
            case Outcome.Temporary later -> failed("deferred", later.failure());
            case Outcome.Permanent never -> failed("bounced", never.failure());
        };
    }

    private static Result failed(String status, Outcome.Failure failure) {
        return Result.failed(status, failure.status() + " " + failure.reason().code());
    }

    /** Returns a level in Postfix's words. */
    private static String level(String own) {
        return switch (own) {
            case "plain" -> "plain";
            case "encrypted" -> "untrusted";
            case "dane-verified" -> "verified";
            case "dane-trusted" -> "trusted";
            default -> throw new IllegalArgumentException(own);
        };
    }
}
