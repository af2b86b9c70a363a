package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.Mail;
import org.signet.transport.delivery.Outcome.Failure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The text of one delivery status notification: words for a human, fields for a program, and what
 * it is about (RFC 3462, RFC 3464); where an address or the message's header is not ASCII, in the
 * form of RFC 6533.
 *
 * <p>The message itself is returned only where the sender asked for it by RET=FULL, its header
 * otherwise.
 */
final class DeliveryReport {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int MOST_HEADER = 64 * 1024;

    private final Mail mail;
    private final Map<MailAddress, Failure> recipients;
    private final DeliveryReports.Kind kind;
    private final Origin origin;
    private final String boundary = "=_" + UUID.randomUUID();

    /** Who reports, and when. */
    record Origin(String server, MailAddress postmaster, Instant time) {}

    DeliveryReport(
            Mail mail,
            Map<MailAddress, Failure> recipients,
            DeliveryReports.Kind kind,
            Origin origin) {
        this.mail = mail;
        this.recipients = recipients;
        this.kind = kind;
        this.origin = origin;
    }

    void writeTo(OutputStream out) throws IOException, MessagingException {
        byte[] header = header();
        line(out, "From: Mail Delivery <" + origin.postmaster().asString() + ">");
        line(out, "To: <" + mail.getMaybeSender().asString("") + ">");
        line(out, "Subject: " + subject());
        line(out, "Date: " + DATE.format(origin.time()));
        line(out, "Message-ID: <" + UUID.randomUUID() + "@" + origin.server() + ">");
        // RFC 3834 §5: so that nobody answers automatically.
        line(out, "Auto-Submitted: auto-replied");
        line(out, "MIME-Version: 1.0");
        line(out, "Content-Type: multipart/report; report-type=delivery-status;");
        line(out, " boundary=\"" + boundary + "\"");
        line(out, "");
        part(out, "text/plain; charset=utf-8");
        words(out);
        part(out, isInternational() ? "message/global-delivery-status" : "message/delivery-status");
        fields(out);
        if (isFullWanted()) {
            part(out, isAscii(header) ? "message/rfc822" : "message/global");
            mail.getMessage().writeTo(out);
        } else {
            part(out, isAscii(header) ? "text/rfc822-headers" : "message/global-headers");
            out.write(header);
        }
        line(out, "");
        line(out, "--" + boundary + "--");
    }

    private String subject() {
        return switch (kind) {
            case DeliveryReports.Kind.Failed failed -> "Undelivered mail returned to sender";
            case DeliveryReports.Kind.Delayed delayed -> "Delayed mail (still being retried)";
        };
    }

    private void part(OutputStream out, String type) throws IOException {
        line(out, "");
        line(out, "--" + boundary);
        line(out, "Content-Type: " + type);
        line(out, "Content-Transfer-Encoding: 8bit");
        line(out, "");
    }

    private void words(OutputStream out) throws IOException {
        line(out, "This is the mail server at " + origin.server() + ".");
        line(out, "");
        switch (kind) {
            case DeliveryReports.Kind.Failed failed ->
                    line(out, "Your message could not be delivered to:");
            case DeliveryReports.Kind.Delayed delayed -> {
                line(out, "Your message could not be delivered yet. You need not send it again:");
                line(out, "it is tried until " + DATE.format(delayed.until()) + ".");
                line(out, "It has not reached:");
            }
        }
        for (Map.Entry<MailAddress, Failure> entry : recipients.entrySet()) {
            Failure failure = entry.getValue();
            line(out, "");
            line(out, "  " + entry.getKey().asString());
            line(out, "    " + DeliveryBounces.error(failure));
            line(out, "    Reason code: " + failure.reason().code());
        }
    }

    private void fields(OutputStream out) throws IOException {
        Optional<String> id =
                mail.dsnParameters()
                        .flatMap(DsnParameters::getEnvIdParameter)
                        .map(DsnParameters.EnvId::asString);
        if (id.isPresent()) {
            line(out, "Original-Envelope-Id: " + Xtext.decoded(id.get()));
        }
        line(out, "Reporting-MTA: dns; " + origin.server());
        Optional<Instant> arrival = DeliveryMarks.queuedAt(mail);
        if (arrival.isPresent()) {
            line(out, "Arrival-Date: " + DATE.format(arrival.get()));
        }
        for (Map.Entry<MailAddress, Failure> entry : recipients.entrySet()) {
            line(out, "");
            fields(out, entry.getKey(), entry.getValue());
        }
    }

    private void fields(OutputStream out, MailAddress recipient, Failure failure)
            throws IOException {
        Optional<MailAddress> original =
                mail.dsnParameters()
                        .map(all -> all.getRcptParameters().get(recipient))
                        .flatMap(DsnParameters.RecipientDsnParameters::getOrcptParameter);
        if (original.isPresent()) {
            line(
                    out,
                    "Original-Recipient: "
                            + type(original.get())
                            + "; "
                            + original.get().asString());
        }
        line(out, "Final-Recipient: " + type(recipient) + "; " + recipient.asString());
        line(out, "Action: " + action());
        // RFC 3464 §2.3.4: what is given up after temporary failures still has their status.
        line(out, "Status: " + failure.status());
        String host = failure.relay().replaceFirst(":\\d+$", "");
        if (!host.isEmpty()) {
            String name = host.startsWith("[") ? host : host.replaceFirst("\\[.*", "");
            line(out, "Remote-MTA: dns; " + name);
        }
        line(
                out,
                "Diagnostic-Code: "
                        + failure.smtpReply()
                                .map(reply -> "smtp; " + reply)
                                .orElse("x-signet; " + failure.text()));
        line(out, "Last-Attempt-Date: " + DATE.format(origin.time()));
        if (kind instanceof DeliveryReports.Kind.Delayed delayed) {
            line(out, "Will-Retry-Until: " + DATE.format(delayed.until()));
        }
    }

    private String action() {
        return switch (kind) {
            case DeliveryReports.Kind.Failed failed -> "failed";
            case DeliveryReports.Kind.Delayed delayed -> "delayed";
        };
    }

    private static String type(MailAddress recipient) {
        return isAscii(recipient.asString()) ? "rfc822" : "utf-8";
    }

    private boolean isInternational() {
        return recipients.keySet().stream().anyMatch(r -> !isAscii(r.asString()));
    }

    private boolean isFullWanted() {
        return kind instanceof DeliveryReports.Kind.Failed
                && mail.dsnParameters()
                        .flatMap(DsnParameters::getRetParameter)
                        .filter(ret -> ret == DsnParameters.Ret.FULL)
                        .isPresent();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static boolean isAscii(byte[] text) {
        for (byte octet : text) {
            if (octet < 0) {
                return false;
            }
        }
        return true;
    }

    /** The header of the message, up to its first {@value MOST_HEADER} octets. */
    private byte[] header() throws MessagingException, IOException {
        HeaderOnly header = new HeaderOnly();
        mail.getMessage().writeTo(header);
        return header.octets();
    }

    /** Takes what comes before the first empty line. */
    private static final class HeaderOnly extends OutputStream {
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
        private boolean lineEmpty = true;
        private boolean over;

        @Override
        public void write(int octet) {
            if (over || octets.size() >= MOST_HEADER) {
                return;
            }
            if (octet == '\n') {
                over = lineEmpty;
                lineEmpty = true;
            } else if (octet != '\r') {
                lineEmpty = false;
            }
            octets.write(octet);
        }

        @Override
        public void write(byte[] some, int offset, int length) {
            for (int i = offset; i < offset + length && !over; i++) {
                write(some[i]);
            }
        }

        byte[] octets() {
            byte[] all = octets.toByteArray();
            int end = all.length;
            while (over && end > 0 && (all[end - 1] == '\n' || all[end - 1] == '\r')) {
                end--;
            }
            return Arrays.copyOf(all, end);
        }
    }

    /** Writes a line; what could break it is taken out. */
    private static void line(OutputStream out, String text) throws IOException {
        out.write(text.replaceAll("[\\r\\n\\x00]", " ").getBytes(StandardCharsets.UTF_8));
        out.write('\r');
        out.write('\n');
    }
}
