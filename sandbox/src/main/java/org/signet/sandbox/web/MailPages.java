package org.signet.sandbox.web;

import org.signet.sandbox.mailbox.Envelope;
import org.signet.sandbox.mailbox.MailReading;
import org.signet.sandbox.mailbox.ReceivedMail;
import org.signet.sandbox.mailbox.TlsFacts;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The list of mails and the page of one mail. */
final class MailPages {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss XXX", Locale.ENGLISH)
                    .withZone(ZoneId.systemDefault());

    private MailPages() {}

    static String list(Site site, List<ReceivedMail> mails, boolean paused) {
        String toggle =
                paused
                        ? "<a class=\"button\" href=\"/\">Resume</a>"
                        : "<a class=\"button\" href=\"/?paused\">Pause</a>";
        String bar =
                """
                <div class="bar">
                <h1>Mail</h1><span class="count">%d</span>
                <span class="live">%s</span>
                %s
                <form method="post" action="/clear"><button%s>Clear</button></form>
                </div>
                """
                        .formatted(
                                mails.size(),
                                paused ? "paused" : "<i></i>live",
                                toggle,
                                mails.isEmpty() ? " disabled" : "");
        return bar + (mails.isEmpty() ? nothingYet(site) : rows(site, mails));
    }

    private static String nothingYet(Site site) {
        return """
        <div class="empty">
        <p>No mail yet. Send one to any user at %s.</p>
        </div>
        """
                .formatted(
                        site.domains().stream()
                                .map(domain -> "<code>" + Html.escape(domain.name()) + "</code>")
                                .collect(Collectors.joining(", ")));
    }

    private static String rows(Site site, List<ReceivedMail> mails) {
        return mails.stream()
                .map(mail -> row(site, mail, mail.reading()))
                .collect(Collectors.joining("\n", "<ol class=\"mails\">\n", "\n</ol>"));
    }

    private static String row(Site site, ReceivedMail mail, MailReading reading) {
        return """
        <li><a href="/mails/%s">
        <span class="subject">%s</span>
        <time datetime="%s">%s</time>
        <span class="parties">%s <span class="arrow">→</span> %s</span>
        <span class="facts">%s%s%s%s</span>
        </a></li>"""
                .formatted(
                        Html.escape(mail.id()),
                        subject(reading),
                        mail.arrival().at(),
                        TIME.format(mail.arrival().at()),
                        sender(mail),
                        Html.isolated(String.join(", ", mail.envelope().addresses())),
                        Html.badge("host", mail.arrival().host()),
                        tls(mail.arrival().tls()),
                        protection(reading),
                        verdict(site, reading));
    }

    private static String subject(MailReading reading) {
        return reading.field("Subject")
                .filter(subject -> !subject.isBlank())
                .map(Html::isolated)
                .orElse("<em>no subject</em>");
    }

    private static String sender(ReceivedMail mail) {
        String sender = mail.envelope().sender();
        return sender.isEmpty() ? "<em>null sender</em>" : Html.isolated(sender);
    }

    private static String tls(TlsFacts facts) {
        return switch (facts) {
            case TlsFacts.Plaintext plaintext -> Html.badge("bad", "in the clear");
            case TlsFacts.Encrypted tls -> Html.badge("good", tls.version());
        };
    }

    private static String protection(MailReading reading) {
        return ContentProtection.of(reading)
                .map(protection -> Html.badge("kind", protection.words()))
                .orElse("");
    }

    private static String verdict(Site site, MailReading reading) {
        return reading.field(site.verdictHeader())
                .map(verdict -> Html.badge("verdict", verdict))
                .orElse("");
    }

    static String one(Site site, ReceivedMail mail) {
        MailReading reading = mail.reading();
        return """
        <p class="back"><a href="/">← All mail</a></p>
        <div class="bar"><h1>%s</h1>
        <a class="button" href="/api/mails/%s/source">Download source</a></div>
        <p class="facts">%s%s%s%s</p>
        <section><h2>Envelope and connection</h2>%s</section>
        <section><h2>Text</h2>%s</section>
        <section><h2>Header</h2>%s</section>
        """
                .formatted(
                        subject(reading),
                        Html.escape(mail.id()),
                        Html.badge("host", mail.arrival().host()),
                        tls(mail.arrival().tls()),
                        protection(reading),
                        verdict(site, reading),
                        arrival(mail),
                        text(reading),
                        header(reading));
    }

    private static String arrival(ReceivedMail mail) {
        StringBuilder rows = new StringBuilder("<dl>");
        fact(rows, "From", sender(mail) + parameters(mail.envelope().parameters()));
        for (Envelope.Recipient recipient : mail.envelope().recipients()) {
            fact(
                    rows,
                    "To",
                    Html.isolated(recipient.address()) + parameters(recipient.parameters()));
        }
        fact(rows, "Received", DATE.format(mail.arrival().at()));
        fact(rows, "By", Html.escape(mail.arrival().host()));
        fact(
                rows,
                "Client",
                Html.isolated(mail.arrival().ehlo())
                        + " <code>"
                        + Html.escape(mail.arrival().clientAddress())
                        + "</code>");
        switch (mail.arrival().tls()) {
            case TlsFacts.Plaintext plaintext -> fact(rows, "TLS", "none");
            case TlsFacts.Encrypted tls -> {
                fact(rows, "TLS", Html.escape(tls.version() + ", " + tls.cipher()));
                fact(rows, "SNI", tls.sni().map(Html::isolated).orElse("<em>none</em>"));
            }
        }
        fact(rows, "Size", String.format(Locale.ENGLISH, "%,d octets", mail.size()));
        return rows.append("</dl>").toString();
    }

    private static String parameters(List<String> parameters) {
        return parameters.stream()
                .map(parameter -> " <code>" + Html.isolated(parameter) + "</code>")
                .collect(Collectors.joining());
    }

    private static void fact(StringBuilder rows, String name, String value) {
        rows.append("<dt>").append(name).append("</dt><dd>").append(value).append("</dd>");
    }

    private static String text(MailReading reading) {
        String problem =
                reading.problem()
                        .map(why -> "<p class=\"problem\">" + Html.escape(why) + "</p>")
                        .orElse("");
        return problem
                + reading.text()
                        .map(
                                text ->
                                        "<pre class=\"text\">"
                                                + Html.withLinks(text.stripTrailing())
                                                + "</pre>")
                        .orElse("<p class=\"none\">This mail has no text part.</p>");
    }

    private static String header(MailReading reading) {
        StringBuilder rows = new StringBuilder("<dl class=\"header\">");
        reading.fields()
                .forEach(
                        field ->
                                fact(
                                        rows,
                                        Html.escape(field.name()),
                                        Html.isolated(field.value())));
        return rows.append("</dl>").toString();
    }
}
