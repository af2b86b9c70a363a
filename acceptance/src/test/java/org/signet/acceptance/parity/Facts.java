package org.signet.acceptance.parity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can be seen of a case from outside, each fact under a name; a fact that is not there is "-".
 *
 * <p>Names of one side are made neutral. Where the order is not part of what is seen (recipients,
 * bounces), the parts are sorted.
 */
final class Facts {
    static final String NONE = "-";

    /**
     * What waits at one moment.
     *
     * @param lastAttempt when a server was last connected to
     */
    record Round(List<Queue.Waiting> mails, Optional<Instant> lastAttempt) {
        Round {
            mails = List.copyOf(mails);
        }
    }

    private final Map<String, String> values = new TreeMap<>();
    private final Stage stage;

    private Facts(Stage stage) {
        this.stage = stage;
    }

    static Map<String, String> of(Stage stage, List<Recorded> recorded, List<Round> rounds) {
        Facts facts = new Facts(stage);
        facts.addDialogues();
        for (String processor : new String[] {"bounced", "succeeded", "failed"}) {
            facts.addMails(processor, as(recorded, processor));
        }
        for (String processor : ParityProcessors.RECORDED) {
            facts.put(
                    "matched." + processor,
                    as(recorded, processor),
                    m -> facts.sorted(m.recipients()));
        }
        facts.addReturned(as(recorded, "returned"));
        facts.put("start", as(recorded, "start"), Facts::start);
        facts.addWaits(rounds);
        return facts.values;
    }

    /** Without the list of what is allowed. */
    private static String start(Recorded mail) {
        return mail.field("result").orElse(NONE).replaceFirst("(?s)(; allowed: ).*", "$1...");
    }

    private static List<Recorded> as(List<Recorded> recorded, String processor) {
        return recorded.stream().filter(mail -> mail.as().equals(processor)).toList();
    }

    private void put(String name, String value) {
        if (!value.replace(" | ", "").isEmpty() && !value.equals(NONE)) {
            values.put(name, stage.neutral(value));
        }
    }

    private <T> void put(String name, Collection<T> all, Function<T, String> value) {
        Stream<String> parts =
                all.stream()
                        .map(value)
                        .map(stage::neutral)
                        .filter(part -> !part.isEmpty())
                        .sorted();
        put(
                name,
                (stage.what().copies() > 1 ? parts.distinct() : parts)
                        .collect(Collectors.joining(" | ")));
    }

    private void addDialogues() {
        List<Dialogue> dialogues = stage.dialogues();
        put("contacts", contacts(stage.attempts()));
        put(
                "patience",
                distinct(dialogues.stream().flatMap(d -> d.patience().stream()).map(Facts::rough)));
        put("hello", words(dialogues, "EHLO", "HELO"));
        put("from", words(dialogues, "MAIL"));
        put("security", distinct(dialogues.stream().map(Facts::security)));
        put("client", distinct(dialogues.stream().map(Dialogue::client).filter(Facts::isUnusual)));
        put("auth", distinct(exchanges(dialogues, "AUTH").map(Facts::credentials)));
        put("recipients", stage.attempts(), this::recipients);
        List<Dialogue.Taken> taken = dialogues.stream().flatMap(d -> d.taken().stream()).toList();
        put("delivered", taken, message -> sorted(message.recipients()));
        put("content", distinct(taken.stream().map(message -> content(message.content()))));
    }

    /** In order; for a case with many mails only which there were. */
    private String contacts(List<Dialogue.Attempt> attempts) {
        Stream<String> servers = attempts.stream().map(Dialogue.Attempt::server);
        return (stage.what().copies() > 1 ? servers.distinct().sorted() : servers)
                .collect(Collectors.joining(" "));
    }

    /** Long enough to tell a time-out of a second from one of minutes on a slow machine. */
    private static String rough(Duration patience) {
        return patience.compareTo(Duration.ofSeconds(40)) < 0 ? "short" : "long";
    }

    private static boolean isUnusual(String address) {
        return !address.equals("127.0.0.1");
    }

    /** Plain, TLS, or nothing where no mail was sent. */
    private static String security(Dialogue dialogue) {
        boolean mail = dialogue.exchanges().stream().anyMatch(e -> e.verb().equals("MAIL"));
        return mail ? (dialogue.isEncrypted() ? "tls" : "plain") : "";
    }

    private static Stream<Dialogue.Exchange> exchanges(List<Dialogue> dialogues, String... verbs) {
        return dialogues.stream()
                .flatMap(dialogue -> dialogue.exchanges().stream())
                .filter(exchange -> List.of(verbs).contains(exchange.verb()));
    }

    private static String words(List<Dialogue> dialogues, String... verbs) {
        return distinct(
                exchanges(dialogues, verbs)
                        .map(exchange -> exchange.line().replaceFirst("^\\S+ (FROM:)?\\s*", "")));
    }

    private String recipients(Dialogue.Attempt attempt) {
        return attempt.exchanges().stream()
                .filter(exchange -> exchange.verb().equals("RCPT"))
                .map(Facts::recipient)
                .map(stage::neutral)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String recipient(Dialogue.Exchange exchange) {
        String line = exchange.line().replaceFirst("(?i)^RCPT TO:\\s*", "");
        return exchange.accepted() ? line : line + " " + exchange.reply().substring(0, 3);
    }

    private static String distinct(Stream<String> parts) {
        return parts.filter(part -> !part.isEmpty()).distinct().collect(Collectors.joining(" | "));
    }

    /** User name and password of AUTH PLAIN with an initial response; other mechanisms as said. */
    private static String credentials(Dialogue.Exchange exchange) {
        String[] words = exchange.line().split(" ", -1);
        if (words.length == 3 && words[1].toUpperCase(Locale.ROOT).equals("PLAIN")) {
            return new String(Base64.getDecoder().decode(words[2]), StandardCharsets.UTF_8)
                    .replace('\0', '/');
        }
        return exchange.line();
    }

    /** How the content differs from what was handed in, apart from what James adds on the way. */
    private String content(String received) {
        String sent = stage.what().submitted().content();
        String[] parts = received.split("\r\n\r\n", 2);
        String fields =
                parts[0].replaceAll("\r\n[ \t]+", " ")
                        .lines()
                        .filter(line -> !line.matches("(Received|Return-Path|X-Case):.*"))
                        .map(line -> line + "\r\n")
                        .collect(Collectors.joining());
        String comparable = fields + "\r\n" + (parts.length == 2 ? parts[1] : "");
        return comparable.equals(sent) ? "as sent" : comparable.replace("\r\n", "\\n").strip();
    }

    private String sorted(Collection<String> addresses) {
        return addresses.stream().map(stage::neutral).sorted().collect(Collectors.joining(", "));
    }

    private void addMails(String processor, List<Recorded> mails) {
        put(processor + ".to", mails, mail -> sorted(mail.recipients()));
        put(processor + ".name", mails, mail -> mail.field("name").orElse(NONE));
        put(processor + ".error-message", mails, Facts::errorMessage);
        put(processor + ".sender", mails, mail -> mail.field("sender").orElse(NONE));
        for (String attribute :
                mails.stream().flatMap(m -> m.fields().keySet().stream()).toList()) {
            if (attribute.startsWith("@") && !isOfReception(attribute)) {
                String name = processor + "." + attribute.substring(1);
                put(
                        name,
                        mails,
                        mail ->
                                sorted(mail.recipients())
                                        + ": "
                                        + mail.field(attribute).orElse(NONE));
            }
        }
    }

    private static String errorMessage(Recorded mail) {
        String message = mail.field("error-message").filter(m -> !m.equals("null")).orElse("");
        boolean same = mail.attribute("delivery-error").equals(Optional.of("String " + message));
        return same ? "as delivery-error" : message;
    }

    /** What James's SMTP server and processors set, whatever delivers. */
    private static boolean isOfReception(String attribute) {
        return attribute.matches(
                "@(org\\.apache\\.james\\..*|smtp_.*|SMTP_.*|dsn-.*|.*ssl.*|.*Esmtp.*)");
    }

    private void addReturned(List<Recorded> mails) {
        put("returned.to", mails, mail -> sorted(mail.recipients()));
        put("returned.sender", mails, mail -> mail.field("sender").orElse(NONE));
        put("returned.subject", mails, mail -> header(mail.source(), "Subject"));
        put("returned.text", mails, mail -> text(mail.source()));
        put("returned.report", mails, mail -> report(mail.source()));
    }

    private static String header(String source, String name) {
        return source.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(NONE);
    }

    private static String text(String source) {
        if (header(source, "Content-Type").startsWith("multipart/")) {
            return NONE;
        }
        String[] parts = source.split("\r?\n\r?\n", 2);
        return parts.length == 2 ? parts[1].replaceAll("\r?\n", "\\\\n").strip() : NONE;
    }

    /** The fields of a delivery status notification that do not name a host or a time. */
    private static String report(String source) {
        return source.lines()
                .filter(line -> line.matches("(Action|Status|Diagnostic-Code|Final-Recipient):.*"))
                .collect(Collectors.joining("; "));
    }

    /** One part for each round. */
    private void addWaits(List<Round> rounds) {
        List<String> parts = new ArrayList<>();
        for (Round round : rounds) {
            parts.add(
                    round.mails().stream()
                            .map(mail -> sorted(mail.recipients()) + " for " + minutes(mail, round))
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        put("waiting", String.join(" | ", parts));
        put(
                "queued",
                rounds.stream().flatMap(round -> round.mails().stream()).toList(),
                Queue.Waiting::name);
    }

    private static String minutes(Queue.Waiting mail, Round round) {
        return round.lastAttempt()
                .map(begin -> Duration.between(begin, mail.next()).toSeconds())
                .map(seconds -> Math.round(seconds / 60.0) + " min")
                .orElse("some time");
    }
}
