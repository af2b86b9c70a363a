package org.signet.transport.delivery;

import org.signet.transport.smtp.Envelope.Recipient;
import org.signet.transport.smtp.TlsFacts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/** One line for each recipient of each try, in a form that operators of mail servers know. */
public final class DeliveryLog {
    private static final Logger LOG = LoggerFactory.getLogger("org.signet.transport.delivery");

    private DeliveryLog() {}

    static void write(
            DeliveryRequest request, Recipient recipient, Outcome outcome, Duration took) {
        Duration delay = request.age().plus(took);
        String line =
                "%s: to=<%s>, delay=%.1f, %s"
                        .formatted(
                                printable(request.id()),
                                printable(recipient.address()),
                                delay.toMillis() / 1000.0,
                                shown(outcome));
        if (outcome instanceof Outcome.Delivered) {
            LOG.info(line);
        } else {
            LOG.warn(line);
        }
    }

    /** Says that a recipient was not tried, since its destination has not answered lately. */
    public static void suspended(String id, String address, Duration pause) {
        LOG.warn(
                "{}: to=<{}>, relay=none, reason=destination-suspended, dsn=4.4.1,"
                        + " status=deferred (not tried: its destination failed a moment ago, to be"
                        + " tried in {} s)",
                printable(id),
                printable(address),
                pause.toSeconds());
    }

    static String shown(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered delivered ->
                    "relay=%s, conn_use=%d, tls=%s, dsn=2.0.0, status=sent (%s)"
                            .formatted(
                                    delivered.relay(),
                                    delivered.use(),
                                    shown(delivered.tls()),
                                    delivered.reply());
            case Outcome.Temporary later -> shown(later.failure(), "deferred");
            case Outcome.Permanent never -> shown(never.failure(), "bounced");
        };
    }

    private static String shown(Outcome.Failure failure, String status) {
        return "relay=%s, reason=%s, dsn=%s, status=%s (%s)"
                .formatted(
                        failure.relay().isEmpty() ? "none" : failure.relay(),
                        failure.reason().code(),
                        failure.status(),
                        status,
                        failure.text());
    }

    private static String shown(TlsFacts tls) {
        return switch (tls) {
            case TlsFacts.Plain plain -> plain.level();
            case TlsFacts.Encrypted encrypted ->
                    encrypted.level()
                            + " "
                            + word(encrypted)
                            + " "
                            + encrypted.protocol()
                            + " "
                            + encrypted.cipher()
                            + encrypted
                                    .dane()
                                    .map(
                                            dane ->
                                                    " (tlsa "
                                                            + head(dane.record().presentation())
                                                            + " depth "
                                                            + dane.depth()
                                                            + ")")
                                    .orElse("");
        };
    }

    /** In the words of Postfix. */
    private static String word(TlsFacts.Encrypted tls) {
        return switch (tls.level()) {
            case "dane-verified", "verified" -> "Verified";
            case "dane-trusted" -> "Trusted";
            default -> "Untrusted";
        };
    }

    private static String head(String record) {
        return record.length() > 22 ? record.substring(0, 22) + "..." : record;
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
