package org.signet.transport.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.testing.TestCa;
import org.signet.transport.dane.DanePolicy;
import org.signet.transport.dane.MatchingType;
import org.signet.transport.dane.Tlsa;
import org.signet.transport.dns.DomainName;
import org.signet.transport.policy.Reason;
import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.smtp.ScriptedServer.Fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class SmtpClientTest {
    private static final DomainName MX = DomainName.of("mx.example");
    private static final TestCa.Identity SERVER = TestCa.root("Root").server("mx.example").issue();
    private static final TlsPolicy DANE = dane(SERVER);
    private static final TlsPolicy ENCRYPTED = new TlsPolicy.Encrypted();
    private static final TlsPolicy OPPORTUNISTIC = new TlsPolicy.Opportunistic(false);
    private static final TlsPolicy OPPORTUNISTIC_LATER = new TlsPolicy.Opportunistic(true);
    private static final String MAIL = "Subject: hello\r\n\r\nA line.\r\n";

    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer().identity(SERVER);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static TlsPolicy dane(TestCa.Identity expected) {
        try {
            byte[] key = expected.certificate().getPublicKey().getEncoded();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            Tlsa record = Tlsa.parsePresentation("3 1 1 " + HexFormat.of().formatHex(digest));
            return new TlsPolicy.Authenticated(
                    new DanePolicy.Authenticate(List.of(record), MX, List.of(MX), true));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(MatchingType.SHA2_256.name(), e);
        }
    }

    private static Envelope envelope(String... recipients) {
        return new Envelope(
                "alice@sender.example",
                List.of(recipients).stream()
                        .map(address -> new Envelope.Recipient(address, Optional.empty()))
                        .toList(),
                Optional.empty(),
                Optional.empty());
    }

    private static OutgoingMessage message(String text) {
        try {
            byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
            return OutgoingMessage.of(out -> out.write(octets));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Attempt deliver(TlsPolicy policy) {
        return deliver(policy, envelope("bob@example"), message(MAIL));
    }

    private Attempt deliver(TlsPolicy policy, Envelope envelope, OutgoingMessage message) {
        return deliver(policy, envelope, message, Duration.ofSeconds(10), Optional.empty());
    }

    private Attempt deliver(
            TlsPolicy policy,
            Envelope envelope,
            OutgoingMessage message,
            Duration patience,
            Optional<String> header) {
        SmtpSettings settings =
                new SmtpSettings("me.example", patience, patience, Optional.empty(), header);
        Target target = new Target(server.address(), server.port(), Optional.of(MX));
        return new SmtpClient(settings, Clock.systemUTC())
                .deliver(target, policy, envelope, message);
    }

    private static String shown(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Broken broken -> broken.reason().code();
            case Attempt.Answered answered ->
                    answered.tls().level()
                            + " "
                            + answered.results().values().stream()
                                    .map(SmtpClientTest::shown)
                                    .distinct()
                                    .sorted()
                                    .toList();
        };
    }

    private static String shown(RecipientResult result) {
        return switch (result) {
            case RecipientResult.Accepted accepted -> "accepted";
            case RecipientResult.Refused refused -> String.valueOf(refused.reply().code());
            case RecipientResult.Unsendable no -> no.reason().code();
        };
    }

    @Nested
    class Protection {
        @ParameterizedTest
        @CsvSource({
            // policy, fault of the server, result
            "DANE, , dane-verified [accepted]",
            "DANE, NO_STARTTLS, starttls-not-offered",
            "DANE, REFUSE_STARTTLS, starttls-refused",
            "DANE, DROP_AFTER_STARTTLS, handshake-failed",
            "DANE, INJECT_AFTER_STARTTLS, dane-verified [accepted]",
            "DANE, GARBAGE_AS_HANDSHAKE, handshake-failed",
            "DANE, NO_ESMTP, starttls-not-offered",
            "ENCRYPTED, , encrypted [accepted]",
            "ENCRYPTED, NO_STARTTLS, starttls-not-offered",
            "ENCRYPTED, REFUSE_STARTTLS, starttls-refused",
            "ENCRYPTED, INJECT_AFTER_STARTTLS, encrypted [accepted]",
            "ENCRYPTED, GARBAGE_AS_HANDSHAKE, handshake-failed",
            "OPPORTUNISTIC, , encrypted [accepted]",
            "OPPORTUNISTIC, NO_STARTTLS, plain [accepted]",
            "OPPORTUNISTIC, NO_ESMTP, plain [accepted]",
            "OPPORTUNISTIC, REFUSE_STARTTLS, starttls-refused",
            "OPPORTUNISTIC, DROP_AFTER_STARTTLS, handshake-failed",
            "OPPORTUNISTIC, INJECT_AFTER_STARTTLS, encrypted [accepted]",
            "OPPORTUNISTIC, GARBAGE_AS_HANDSHAKE, handshake-failed",
            "OPPORTUNISTIC_LATER, , encrypted [accepted]",
            "OPPORTUNISTIC_LATER, REFUSE_STARTTLS, plain [accepted]",
            "OPPORTUNISTIC_LATER, DROP_AFTER_STARTTLS, plain [accepted]",
            "OPPORTUNISTIC_LATER, GARBAGE_AS_HANDSHAKE, plain [accepted]",
            "OPPORTUNISTIC_LATER, INJECT_AFTER_STARTTLS, encrypted [accepted]",
        })
        void resultShouldFollowThePolicy(String policy, Fault fault, String expected)
                throws Exception {
            if (fault != null) {
                server.fault(fault);
            }
            TlsPolicy asked =
                    switch (policy) {
                        case "DANE" -> DANE;
                        case "ENCRYPTED" -> ENCRYPTED;
                        case "OPPORTUNISTIC" -> OPPORTUNISTIC;
                        default -> OPPORTUNISTIC_LATER;
                    };
            assertThat(shown(deliver(asked))).isEqualTo(expected);
            boolean sent = expected.endsWith("[accepted]");
            assertThat(server.lastVisit().commands.stream().anyMatch(c -> c.startsWith("MAIL")))
                    .as("an address was sent")
                    .isEqualTo(sent);
            assertThat(server.lastVisit().text().contains("A line.")).isEqualTo(sent);
        }

        @Test
        void wrongCertificateShouldEndTheConnectionBeforeAnyMailData() throws Exception {
            TlsPolicy expected = dane(TestCa.selfSigned("mx.example"));
            assertThat(deliver(expected))
                    .isInstanceOfSatisfying(
                            Attempt.Broken.class,
                            broken -> {
                                assertThat(broken.reason()).isEqualTo(Reason.TLSA_MISMATCH);
                                assertThat(broken.uncertain()).isFalse();
                            });
            assertThat(server.lastVisit().tls).isTrue();
            assertThat(server.lastVisit().commands)
                    .filteredOn(command -> !command.startsWith("("))
                    .containsExactly("EHLO me.example", "STARTTLS");
        }

        @Test
        void serverNameShouldBeTheTlsaBaseDomain() throws Exception {
            deliver(DANE);
            assertThat(server.lastVisit().sni).isEqualTo("mx.example");
        }

        @Test
        void extensionsFromBeforeTheHandshakeShouldBeForgotten() throws Exception {
            server.reply("EHLO", "250-mx.example\r\n250-STARTTLS\r\n250 SIZE 1");
            assertThat(shown(deliver(ENCRYPTED))).isEqualTo("encrypted [message-too-big]");
            assertThat(server.lastVisit().commands).contains("EHLO me.example");
            assertThat(server.lastVisit().commands.stream().filter(c -> c.startsWith("EHLO")))
                    .hasSize(2);
        }

        @Test
        void deferredPolicyShouldNeverSendAnything() throws Exception {
            assertThat(shown(deliver(new TlsPolicy.Deferred(Reason.TLSA_BOGUS, "why"))))
                    .isEqualTo("tlsa-bogus");
            assertThat(server.lastVisit().commands.stream().filter(c -> c.startsWith("MAIL")))
                    .isEmpty();
        }
    }

    @Nested
    class Transactions {
        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void everyRecipientShouldHaveItsOwnResult(boolean pipelining) {
            if (!pipelining) {
                server.fault(Fault.NO_PIPELINING);
            }
            server.reply("RCPT TO:<gone@", "550 5.1.1 no such user");
            server.reply("RCPT TO:<full@", "452 4.2.2 mailbox full");
            Attempt attempt =
                    deliver(
                            OPPORTUNISTIC,
                            envelope("bob@example", "gone@example", "full@example"),
                            message(MAIL));
            assertThat(attempt)
                    .isInstanceOfSatisfying(
                            Attempt.Answered.class,
                            answered -> {
                                assertThat(result(answered, "bob@example"))
                                        .isInstanceOf(RecipientResult.Accepted.class);
                                assertThat(refusal(answered, "gone@example").status())
                                        .isEqualTo("5.1.1");
                                assertThat(refusal(answered, "full@example").code()).isEqualTo(452);
                            });
        }

        private static RecipientResult result(Attempt.Answered answered, String address) {
            return answered.results().get(new Envelope.Recipient(address, Optional.empty()));
        }

        private static SmtpReply refusal(Attempt.Answered answered, String address) {
            return ((RecipientResult.Refused) result(answered, address)).reply();
        }

        @ParameterizedTest
        @CsvSource({
            "MAIL, 550 5.7.1 not you, plain [550]",
            "MAIL, 451 4.3.0 later, plain [451]",
            "RCPT, 550 5.1.1 none, plain [550]",
            "DATA, 451 4.3.0 later, plain [451]",
            "(end), 552 5.2.2 too much, plain [552]",
            "(end), 451 4.3.0 later, plain [451]",
            "(greeting), 554 5.7.1 go away, greeting-refused",
            "(greeting), 421 4.3.2 later, greeting-refused",
            "EHLO, 421 4.3.2 later, greeting-refused",
            "(greeting), hello, reply-malformed",
            "(greeting), '220-one\r\n250 other', reply-malformed",
            "(greeting), 99 low, reply-malformed",
        })
        void refusalShouldBeTold(String command, String reply, String expected) {
            for (boolean pipelining : new boolean[] {true, false}) {
                server.fault(Fault.NO_STARTTLS).reply(command, reply);
                if (!pipelining) {
                    server.fault(Fault.NO_PIPELINING);
                }
                assertThat(shown(deliver(OPPORTUNISTIC))).isEqualTo(expected);
            }
        }

        @Test
        void serverThatGoesOnWithoutRecipientsShouldGetAnEmptyMessage() throws Exception {
            server.fault(Fault.DATA_WITHOUT_RECIPIENTS).reply("RCPT", "550 5.1.1 none");
            assertThat(shown(deliver(OPPORTUNISTIC))).isEqualTo("encrypted [550]");
            assertThat(server.lastVisit().text()).isEqualTo(".\r\n");
        }

        @Test
        void connectionLostAfterTheMessageShouldBeUncertain() {
            server.fault(Fault.DROP_BEFORE_LAST_REPLY);
            assertThat(deliver(OPPORTUNISTIC))
                    .isInstanceOfSatisfying(
                            Attempt.Broken.class,
                            broken -> {
                                assertThat(broken.reason()).isEqualTo(Reason.CONNECTION_LOST);
                                assertThat(broken.uncertain()).isTrue();
                            });
        }

        @Test
        void messageThatCannotBeReadShouldNotArriveInPart() throws Exception {
            OutgoingMessage broken =
                    new OutgoingMessage(
                            out -> {
                                out.write(MAIL.getBytes(StandardCharsets.US_ASCII));
                                throw new IOException("the store is gone");
                            },
                            100,
                            false,
                            false);
            assertThat(shown(deliver(OPPORTUNISTIC, envelope("bob@example"), broken)))
                    .isEqualTo("message-unreadable");
            assertThat(server.lastVisit().text()).doesNotEndWith("\r\n.\r\n");
        }

        @Test
        void manyRecipientsShouldGoInSeveralTransactions() throws Exception {
            String[] many =
                    IntStream.range(0, 250)
                            .mapToObj(i -> "r" + i + "@example")
                            .toArray(String[]::new);
            assertThat(shown(deliver(OPPORTUNISTIC, envelope(many), message(MAIL))))
                    .isEqualTo("encrypted [accepted]");
            assertThat(server.lastVisit().commands.stream().filter(c -> c.startsWith("MAIL")))
                    .hasSize(3);
        }

        @Test
        void parametersShouldOnlyBeSentWhereOffered() throws Exception {
            Envelope dsn =
                    new Envelope(
                            "alice@sender.example",
                            List.of(
                                    new Envelope.Recipient(
                                            "bob@example", Optional.of("FAILURE,DELAY"))),
                            Optional.of("HDRS"),
                            Optional.of("abc+2B"));
            deliver(OPPORTUNISTIC, dsn, message("Subject: x\r\n\r\n\u00e9\r\n"));
            assertThat(server.lastVisit().commands)
                    .contains(
                            "MAIL FROM:<alice@sender.example> BODY=8BITMIME",
                            "RCPT TO:<bob@example>");
            server.extensions("250-DSN\r\n250-SIZE 1000\r\n");
            deliver(OPPORTUNISTIC, dsn, message(MAIL));
            assertThat(server.lastVisit().commands)
                    .contains(
                            "MAIL FROM:<alice@sender.example> SIZE=27 RET=HDRS ENVID=abc+2B",
                            "RCPT TO:<bob@example> NOTIFY=FAILURE,DELAY");
        }

        @Test
        void messageThatTheServerCannotTakeShouldNotBeOffered() throws Exception {
            server.extensions("250-SIZE 10\r\n");
            assertThat(shown(deliver(OPPORTUNISTIC))).isEqualTo("encrypted [message-too-big]");
            assertThat(shown(deliver(OPPORTUNISTIC, envelope("b\u00f6b@example"), message(MAIL))))
                    .isEqualTo("encrypted [needs-smtputf8]");
            server.fault(Fault.NO_8BITMIME);
            assertThat(
                            shown(
                                    deliver(
                                            OPPORTUNISTIC,
                                            envelope("bob@example"),
                                            message("DKIM-Signature: x\r\n\r\n\u00e9\r\n"))))
                    .isEqualTo("encrypted [needs-8bitmime]");
            assertThat(server.lastVisit().commands.stream().filter(c -> c.startsWith("MAIL")))
                    .isEmpty();
        }

        @Test
        void parameterThatIsSeveralShouldBeRefused() {
            for (String id : List.of("a SIZE=1", "", "a\r\nDATA")) {
                assertThatThrownBy(
                                () ->
                                        new Envelope(
                                                "", List.of(), Optional.empty(), Optional.of(id)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }

        @Test
        void addressThatCouldEndACommandShouldBeRefused() {
            for (String address : List.of("a@b\r\nDATA", "a@b> SIZE=1", "<a@b", "a\u0000@b")) {
                assertThatThrownBy(() -> envelope(address))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Nested
    class Octets {
        @ParameterizedTest
        @CsvSource({
            "'a\r\nb\r\n', 'a\r\nb\r\n.\r\n'",
            "'a', 'a\r\n.\r\n'",
            "'', '.\r\n'",
            "'.\r\n', '..\r\n.\r\n'",
            "'a\r\n.\r\nb\r\n', 'a\r\n..\r\nb\r\n.\r\n'",
            "'a\r\n..b\r\n', 'a\r\n...b\r\n.\r\n'",
            "'a\n.\nb', 'a\r\n..\r\nb\r\n.\r\n'",
            "'a\r.\rb', 'a\r\n..\r\nb\r\n.\r\n'",
            "'a\r\r\nb', 'a\r\n\r\nb\r\n.\r\n'",
            "'a\n\r\nb', 'a\r\n\r\nb\r\n.\r\n'",
            "'a\r', 'a\r\n.\r\n'",
        })
        void contentShouldNotBeAbleToEndTheMessage(String content, String onTheWire)
                throws Exception {
            server.fault(Fault.NO_STARTTLS);
            deliver(OPPORTUNISTIC, envelope("bob@example"), message(content));
            assertThat(server.lastVisit().text()).isEqualTo(onTheWire);
        }

        @Test
        void verdictShouldBeTheFirstFieldAndChangeNothingElse() throws Exception {
            Duration patience = Duration.ofSeconds(10);
            deliver(
                    DANE,
                    envelope("b@example"),
                    message(MAIL),
                    patience,
                    Optional.of("X-Signet-Transport"));
            assertThat(server.lastVisit().text())
                    .matches(
                            "X-Signet-Transport: dane-verified; TLSv1\\.3; TLS_[A-Z0-9_]+; mx=mx\\.example\r\n"
                                    + java.util.regex.Pattern.quote(MAIL + ".\r\n"));
        }

        @Test
        void largeMessageShouldArriveWhole() throws Exception {
            String line = "x".repeat(70) + "\r\n";
            String large = "Subject: large\r\n\r\n" + line.repeat(3000);
            server.fault(Fault.NO_STARTTLS);
            deliver(OPPORTUNISTIC, envelope("bob@example"), message(large));
            assertThat(server.lastVisit().text()).isEqualTo(large + ".\r\n");
        }
    }

    @Nested
    class Patience {
        @ParameterizedTest
        @CsvSource({
            "SILENT, timeout",
            "TRICKLE_GREETING, timeout",
            "SILENT_AS_HANDSHAKE, timeout",
            "ENDLESS_REPLY, reply-malformed",
        })
        void serverThatTakesForeverShouldBeLeft(Fault fault, String expected) {
            server.fault(fault);
            Attempt attempt =
                    deliver(
                            OPPORTUNISTIC,
                            envelope("bob@example"),
                            message(MAIL),
                            Duration.ofMillis(300),
                            Optional.empty());
            assertThat(shown(attempt)).isEqualTo(expected);
        }

        @Test
        void closedPortShouldBeTold() throws Exception {
            server.close();
            assertThat(shown(deliver(OPPORTUNISTIC))).isEqualTo("connect-failed");
        }
    }
}
