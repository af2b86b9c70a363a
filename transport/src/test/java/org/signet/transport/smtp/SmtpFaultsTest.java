package org.signet.transport.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.testing.TestCa;
import org.signet.transport.dane.DanePolicy;
import org.signet.transport.dane.Tlsa;
import org.signet.transport.dns.DomainName;
import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.smtp.ScriptedServer.Fault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a server or a network can do to one message: it is delivered once, deferred or refused, the
 * reason is right, and "perhaps delivered" is said only where that may be so.
 */
class SmtpFaultsTest {
    private static final DomainName MX = DomainName.of("mx.example");
    private static final TestCa.Identity SERVER = TestCa.root("Root").server("mx.example").issue();
    private static final TestCa.Identity OTHER = TestCa.selfSigned("mx.example");
    private static final String SMALL = "Subject: s\r\n\r\nA line.\r\n";
    private static final String LARGE =
            "Subject: l\r\n\r\n" + ("x".repeat(70) + "\r\n").repeat(99_999);

    /** Long enough for a handshake on a busy machine, short enough to be waited for. */
    private static final Duration IMPATIENT = Duration.ofSeconds(2);

    private static final Duration PATIENT = Duration.ofSeconds(20);

    /** By which way the content goes. */
    private enum Way {
        STEPWISE,
        DATA,
        BDAT,
        /** As the second message of a connection, in one flight. */
        BDAT_AGAIN
    }

    private static Consumer<ScriptedServer> fault(Fault... faults) {
        return server -> server.fault(faults);
    }

    private static Consumer<ScriptedServer> reply(String command, String reply) {
        return server -> server.reply(command, reply);
    }

    static Stream<Arguments> inEveryWay() {
        return Stream.of(
                arguments("none", fault(), SMALL, "delivered"),
                arguments(
                        "replies split by octets", fault(Fault.SPLIT_REPLIES), SMALL, "delivered"),
                arguments(
                        "extensions lost over TLS",
                        reply("EHLO", "250-mx.example\r\n250 STARTTLS"),
                        SMALL,
                        "delivered"),
                arguments("MAIL refused", reply("MAIL", "550 5.7.1 no"), SMALL, "refused 550"),
                arguments("MAIL deferred", reply("MAIL", "451 4.3.0 no"), SMALL, "refused 451"),
                arguments("RCPT refused", reply("RCPT", "550 5.1.1 no"), SMALL, "refused 550"),
                arguments("RCPT deferred", reply("RCPT", "450 4.2.0 no"), SMALL, "refused 450"),
                arguments("RCPT closing", reply("RCPT", "421 4.3.2 no"), SMALL, "server-closing"),
                arguments("RCPT out of step", reply("RCPT", "354 go"), SMALL, "reply-malformed?"),
                arguments("RCPT no reply", reply("RCPT", "hello"), SMALL, "reply-malformed?"),
                arguments("content refused", reply("(end)", "554 5.7.1 no"), SMALL, "refused 554"),
                arguments("content deferred", reply("(end)", "452 4.3.1 no"), SMALL, "refused 452"),
                arguments(
                        "content closing", reply("(end)", "421 4.3.2 no"), SMALL, "server-closing"),
                arguments(
                        "content no reply",
                        reply("(end)", "fine!"),
                        SMALL,
                        "reply-malformed uncertain"),
                arguments(
                        "content out of step",
                        reply("(end)", "354 go"),
                        SMALL,
                        "reply-malformed uncertain"),
                arguments(
                        "content several codes",
                        reply("(end)", "250-fine\r\n550 not"),
                        SMALL,
                        "reply-malformed uncertain"),
                arguments(
                        "content endless reply",
                        reply("(end)", "250-x\r\n".repeat(1000) + "250 x"),
                        SMALL,
                        "reply-malformed uncertain"),
                arguments(
                        "content endless line",
                        reply("(end)", "250 " + "x".repeat(5000)),
                        SMALL,
                        "reply-malformed uncertain"),
                arguments(
                        "closed after the content",
                        fault(Fault.DROP_BEFORE_LAST_REPLY),
                        SMALL,
                        "connection-lost uncertain"),
                arguments(
                        "reset after the content",
                        fault(Fault.RESET_AFTER_CONTENT),
                        SMALL,
                        "connection-lost uncertain"),
                arguments(
                        "silent after the content",
                        fault(Fault.SILENT_AFTER_CONTENT),
                        SMALL,
                        "timeout uncertain"),
                arguments(
                        "closed in the content",
                        fault(Fault.CLOSE_IN_CONTENT),
                        LARGE,
                        "connection-lost"),
                arguments("deaf in the content", fault(Fault.DEAF_IN_CONTENT), LARGE, "timeout"));
    }

    static Stream<Arguments> beforeMail() {
        return Stream.of(
                arguments("silent", fault(Fault.SILENT), "timeout"),
                arguments("greeting trickles", fault(Fault.TRICKLE_GREETING), "timeout"),
                arguments("no mail here", reply("(greeting)", "521 no"), "greeting-refused"),
                arguments("go away", reply("(greeting)", "554 no"), "greeting-refused"),
                arguments("busy", reply("(greeting)", "421 4.3.2 no"), "greeting-refused"),
                arguments("not SMTP", reply("(greeting)", "SSH-2.0-x"), "reply-malformed"),
                arguments("EHLO no mail here", reply("EHLO", "521 no"), "greeting-refused"),
                arguments("EHLO closing", reply("EHLO", "421 no"), "greeting-refused"),
                arguments("EHLO endless", fault(Fault.ENDLESS_REPLY), "reply-malformed"),
                arguments("no STARTTLS", fault(Fault.NO_STARTTLS), "starttls-not-offered"),
                arguments("STARTTLS refused", fault(Fault.REFUSE_STARTTLS), "starttls-refused"),
                arguments("handshake lost", fault(Fault.DROP_AFTER_STARTTLS), "handshake-failed"),
                arguments("handshake alert", fault(Fault.TLS_ALERT), "handshake-failed"),
                arguments("handshake noise", fault(Fault.GARBAGE_AS_HANDSHAKE), "handshake-failed"),
                arguments("handshake silence", fault(Fault.SILENT_AS_HANDSHAKE), "timeout"),
                arguments(
                        "certificate swapped",
                        (Consumer<ScriptedServer>) server -> server.identity(OTHER),
                        "tlsa-mismatch"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beforeMail")
    void faultBeforeMailShouldSendNothing(
            String label, Consumer<ScriptedServer> fault, String expected) throws Exception {
        try (ScriptedServer server = new ScriptedServer().identity(SERVER)) {
            SmtpClient client = client(IMPATIENT);
            try (SmtpConnection good = ready(client(PATIENT).open(target(server), dane()))) {
                assertThat(outcome(good.send(envelope(), message(SMALL)), server))
                        .isEqualTo("delivered");
            }
            fault.accept(server);
            assertThat(client.open(target(server), dane()))
                    .as(label)
                    .isInstanceOfSatisfying(
                            Opening.Failed.class,
                            failed -> assertThat(failed.reason().code()).isEqualTo(expected));
            assertThat(server.lastVisit().commands).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inEveryWay")
    void faultShouldEndAsItMust(
            String label, Consumer<ScriptedServer> fault, String text, String expected)
            throws Exception {
        for (Way way : Way.values()) {
            try (ScriptedServer server = server(way)) {
                // In one flight the content is with the server already when the replies come.
                boolean inOneFlight = way == Way.BDAT_AGAIN && text.equals(SMALL);
                Duration patience = expected.startsWith("timeout") ? IMPATIENT : PATIENT;
                String outcome = outcome(way, server, fault, text, patience);
                assertThat(outcome)
                        .as("%s, %s", label, way)
                        .isEqualTo(expected.replace("?", inOneFlight ? " uncertain" : ""));
            }
        }
    }

    private static ScriptedServer server(Way way) throws Exception {
        ScriptedServer server = new ScriptedServer().identity(SERVER);
        switch (way) {
            case STEPWISE -> server.fault(Fault.NO_PIPELINING);
            case DATA -> {}
            case BDAT, BDAT_AGAIN -> server.extensions("250-CHUNKING\r\n");
        }
        return server;
    }

    private static String outcome(
            Way way,
            ScriptedServer server,
            Consumer<ScriptedServer> fault,
            String text,
            Duration patience)
            throws Exception {
        if (way != Way.BDAT_AGAIN) {
            fault.accept(server);
        }
        try (SmtpConnection connection = ready(client(patience).open(target(server), dane()))) {
            if (way == Way.BDAT_AGAIN) {
                connection.send(envelope(), message(SMALL));
                fault.accept(server);
            }
            return outcome(connection.send(envelope(), message(text)), server);
        }
    }

    private static String outcome(Attempt attempt, ScriptedServer server) {
        return switch (attempt) {
            case Attempt.Broken broken ->
                    broken.reason().code() + (broken.uncertain() ? " uncertain" : "");
            case Attempt.Answered answered ->
                    switch (answered.results().values().iterator().next()) {
                        case RecipientResult.Accepted accepted -> {
                            assertThat(server.visits().get(0).messages).isNotEmpty();
                            yield "delivered";
                        }
                        case RecipientResult.Refused refused -> "refused " + refused.reply().code();
                        case RecipientResult.Unsendable no -> no.reason().code();
                    };
        };
    }

    private static SmtpConnection ready(Opening opening) {
        assertThat(opening).isInstanceOf(Opening.Ready.class);
        return ((Opening.Ready) opening).connection();
    }

    private static SmtpClient client(Duration patience) {
        return new SmtpClient(
                new SmtpSettings(
                        "me.example", patience, patience, Optional.empty(), Optional.empty()),
                Clock.systemUTC());
    }

    private static Target target(ScriptedServer server) {
        return new Target(server.address(), server.port(), Optional.of(MX));
    }

    private static Envelope envelope() {
        return new Envelope(
                "alice@sender.example",
                List.of(new Envelope.Recipient("bob@example", Optional.empty())),
                Optional.empty(),
                Optional.empty());
    }

    private static OutgoingMessage message(String text) throws Exception {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        return OutgoingMessage.of(out -> out.write(octets));
    }

    private static TlsPolicy dane() throws Exception {
        byte[] key = SERVER.certificate().getPublicKey().getEncoded();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
        return new TlsPolicy.Authenticated(
                new DanePolicy.Authenticate(
                        List.of(
                                Tlsa.parsePresentation(
                                        "3 1 1 " + HexFormat.of().formatHex(digest))),
                        MX,
                        List.of(MX),
                        true));
    }
}
