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
import org.signet.transport.policy.Reason;
import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.smtp.ScriptedServer.Fault;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class SmtpConnectionTest {
    private static final TestCa.Identity SERVER = TestCa.root("Root").server("mx.example").issue();
    private static final String MAIL = "Subject: hello\r\n\r\n.A line.\r\n";
    private static final String CHUNKING = "250-CHUNKING\r\n";

    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer().identity(SERVER);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private SmtpConnection open() {
        Duration patience = Duration.ofSeconds(20);
        SmtpSettings settings =
                new SmtpSettings(
                        "me.example", patience, patience, Optional.empty(), Optional.empty());
        Target target = new Target(server.address(), server.port(), Optional.empty());
        Opening opening =
                new SmtpClient(settings, Clock.systemUTC()).open(target, new TlsPolicy.Encrypted());
        assertThat(opening).isInstanceOf(Opening.Ready.class);
        return ((Opening.Ready) opening).connection();
    }

    private static Envelope envelope(String... recipients) {
        return new Envelope(
                "alice@sender.example",
                Arrays.stream(recipients)
                        .map(address -> new Envelope.Recipient(address, Optional.empty()))
                        .toList(),
                Optional.empty(),
                Optional.empty());
    }

    private static OutgoingMessage message(String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return OutgoingMessage.of(out -> out.write(octets));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String shown(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Broken broken ->
                    broken.reason().code()
                            + (broken.uncertain() ? " uncertain" : "")
                            + (broken.beforeAnyReply() ? " before any reply" : "");
            case Attempt.Answered answered ->
                    answered.results().values().stream()
                            .map(SmtpConnectionTest::shown)
                            .distinct()
                            .sorted()
                            .toList()
                            .toString();
        };
    }

    private static String shown(RecipientResult result) {
        return switch (result) {
            case RecipientResult.Accepted accepted -> "accepted";
            case RecipientResult.Refused refused -> String.valueOf(refused.reply().code());
            case RecipientResult.Unsendable no -> no.reason().code();
        };
    }

    private List<String> commands(String verb) throws InterruptedException {
        return server.lastVisit().commands.stream().filter(c -> c.startsWith(verb)).toList();
    }

    @Nested
    class Reuse {
        @ParameterizedTest
        @CsvSource({"true, true", "true, false", "false, false"})
        void severalMessagesShouldGoOverOneConnectionWithoutReset(
                boolean pipelining, boolean chunking) throws Exception {
            server.extensions(chunking ? CHUNKING : "");
            if (!pipelining) {
                server.fault(Fault.NO_PIPELINING);
            }
            try (SmtpConnection connection = open()) {
                for (int i = 1; i <= 5; i++) {
                    assertThat(shown(connection.send(envelope("bob@example"), message(MAIL + i))))
                            .isEqualTo("[accepted]");
                    assertThat(connection.isReusable()).isTrue();
                    assertThat(connection.isStale()).isFalse();
                    assertThat(connection.messages()).isEqualTo(i);
                }
            }
            String end = chunking ? "\r\n" : "\r\n.\r\n";
            String content = chunking ? MAIL : MAIL.replace("\r\n.", "\r\n..");
            assertThat(server.lastVisit().messages)
                    .extracting(octets -> new String(octets, StandardCharsets.ISO_8859_1))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 5).mapToObj(i -> content + i + end).toList());
            assertThat(commands("RSET")).isEmpty();
            assertThat(commands("QUIT")).hasSize(1);
            assertThat(server.visits()).hasSize(1);
        }

        @Test
        void messageOnAUsedConnectionShouldCostOneRoundTrip() {
            server.extensions(CHUNKING).fault(Fault.SILENT_UNTIL_CONTENT);
            try (SmtpConnection connection = open()) {
                for (int i = 0; i < 3; i++) {
                    Attempt attempt =
                            connection.send(envelope("a@example", "b@example"), message(MAIL));
                    assertThat(shown(attempt)).isEqualTo("[accepted]");
                }
            }
        }

        @Test
        void failedTransactionShouldBeForgottenBeforeTheNext() throws Exception {
            server.extensions(CHUNKING).reply("RCPT TO:<gone@", "550 5.1.1 no such user");
            try (SmtpConnection connection = open()) {
                assertThat(shown(connection.send(envelope("gone@example"), message(MAIL))))
                        .isEqualTo("[550]");
                assertThat(shown(connection.send(envelope("bob@example"), message(MAIL))))
                        .isEqualTo("[accepted]");
                assertThat(shown(connection.send(envelope("bob@example"), message(MAIL))))
                        .isEqualTo("[accepted]");
            }
            assertThat(commands("RSET")).hasSize(1);
        }

        @Test
        void closedConnectionShouldBeStale() throws Exception {
            server.fault(Fault.CLOSE_AFTER_MESSAGE);
            try (SmtpConnection connection = open()) {
                assertThat(shown(connection.send(envelope("bob@example"), message(MAIL))))
                        .isEqualTo("[accepted]");
                server.lastVisit();
                assertThat(connection.isStale()).isTrue();
                assertThat(connection.isReusable()).isFalse();
                assertThatThrownBy(() -> connection.send(envelope("bob@example"), message(MAIL)))
                        .isInstanceOf(IllegalStateException.class);
            }
        }

        @Test
        void serverThatClosesWithAWordShouldLeaveTheMessageUnharmed() {
            try (SmtpConnection connection = open()) {
                connection.send(envelope("bob@example"), message(MAIL));
                server.reply("MAIL", "421 4.4.2 idle for too long");
                assertThat(shown(connection.send(envelope("bob@example"), message(MAIL))))
                        .isEqualTo("server-closing before any reply");
                assertThat(connection.isReusable()).isFalse();
            }
        }
    }

    @Nested
    class OneFlight {
        @ParameterizedTest
        @CsvSource({
            // command, reply, result of two recipients
            "MAIL, 550 5.7.1 not you, [550]",
            "MAIL, 451 4.3.0 later, [451]",
            "RCPT, 550 5.1.1 none, [550]",
            "RCPT TO:<gone@, 550 5.1.1 none, '[550, accepted]'",
            "RCPT TO:<gone@, 250 2.1.5 fine, [accepted]",
            "(end), 552 5.2.2 too much, [552]",
            "(end), 451 4.3.0 later, [451]",
            "BDAT, 503 5.5.1 what, pipeline-refused",
            "BDAT, 421 4.3.2 bye, server-closing",
            "RCPT TO:<gone@, 421 4.3.2 bye, server-closing",
            "RCPT TO:<gone@, 354 go, reply-malformed uncertain",
            "BDAT, 354 go, reply-malformed uncertain",
        })
        void refusalShouldBeTold(String command, String reply, String expected) {
            server.extensions(CHUNKING);
            try (SmtpConnection connection = open()) {
                connection.send(envelope("bob@example"), message(MAIL));
                server.reply(command, reply);
                assertThat(
                                shown(
                                        connection.send(
                                                envelope("bob@example", "gone@example"),
                                                message(MAIL))))
                        .isEqualTo(expected);
            }
        }

        @Test
        void contentTakenForNobodyShouldNotCount() {
            server.extensions(CHUNKING).fault(Fault.CHUNK_WITHOUT_RECIPIENTS);
            try (SmtpConnection connection = open()) {
                connection.send(envelope("bob@example"), message(MAIL));
                server.reply("RCPT", "550 5.1.1 none");
                assertThat(shown(connection.send(envelope("bob@example"), message(MAIL))))
                        .isEqualTo("[550]");
                assertThat(connection.isReusable()).isTrue();
            }
        }

        @Test
        void silenceAfterTheContentShouldBeUncertain() {
            server.extensions(CHUNKING);
            try (SmtpConnection connection = open()) {
                connection.send(envelope("bob@example"), message(MAIL));
                server.fault(Fault.DROP_BEFORE_LAST_REPLY);
                assertThat(shown(connection.send(envelope("bob@example"), message(MAIL))))
                        .isEqualTo("connection-lost uncertain");
            }
        }

        @Test
        void contentThatGrewShouldNotArriveInPart() throws Exception {
            server.extensions(CHUNKING);
            OutgoingMessage honest = message(MAIL);
            for (long wrong : new long[] {honest.octets() - 1, honest.octets() + 1}) {
                try (SmtpConnection connection = open()) {
                    connection.send(envelope("bob@example"), honest);
                    OutgoingMessage changed =
                            new OutgoingMessage(honest.content(), wrong, false, false);
                    assertThat(shown(connection.send(envelope("bob@example"), changed)))
                            .isEqualTo("message-unreadable before any reply");
                    assertThat(connection.isReusable()).isFalse();
                }
                assertThat(server.lastVisit().messages).hasSize(1);
            }
        }

        @Test
        void largeMessageShouldWaitForTheEnvelope() throws Exception {
            server.extensions(CHUNKING);
            String large = "Subject: large\r\n\r\n" + ("x".repeat(70) + "\r\n").repeat(10_000);
            try (SmtpConnection connection = open()) {
                connection.send(envelope("bob@example"), message(MAIL));
                assertThat(shown(connection.send(envelope("bob@example"), message(large))))
                        .isEqualTo("[accepted]");
                server.reply("RCPT", "550 5.1.1 none");
                assertThat(shown(connection.send(envelope("bob@example"), message(large))))
                        .isEqualTo("[550]");
            }
            assertThat(server.lastVisit().text()).isEqualTo(large);
            assertThat(commands("BDAT")).hasSize(2);
        }
    }

    @Nested
    class Streaming {
        private static final long LARGE = 100 * 1024 * 1024;

        /** Lines of 64 octets, made as they are asked for; looks at the heap half-way. */
        private static final class Generated implements MessageContent {
            private final byte[] block =
                    ("x".repeat(62) + "\r\n").repeat(256).getBytes(StandardCharsets.US_ASCII);
            private long usedHalfWay;

            @Override
            public void writeTo(OutputStream out) throws IOException {
                for (long sent = 0; sent < LARGE; sent += block.length) {
                    if (sent == LARGE / 2) {
                        usedHalfWay = used();
                    }
                    out.write(block);
                }
            }
        }

        private static long used() {
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", CHUNKING})
        void largeMessageShouldNotFillTheHeap(String chunking) throws Exception {
            server.extensions(chunking).fault(Fault.DISCARD_CONTENT);
            Generated content = new Generated();
            OutgoingMessage message = OutgoingMessage.of(content);
            assertThat(message.octets()).isEqualTo(LARGE);
            try (SmtpConnection connection = open()) {
                long before = used();
                assertThat(shown(connection.send(envelope("bob@example"), message)))
                        .isEqualTo("[accepted]");
                assertThat(content.usedHalfWay - before).isLessThan(16 * 1024 * 1024);
            }
        }
    }

    @Nested
    class WithoutEightBit {
        @Test
        void eightBitMessageShouldBeConverted() throws Exception {
            server.fault(Fault.NO_8BITMIME).extensions(CHUNKING + "250-SIZE 1000\r\n");
            try (SmtpConnection connection = open()) {
                OutgoingMessage message = message("Subject: x\r\n\r\n\u00e9\r\n");
                assertThat(shown(connection.send(envelope("bob@example"), message)))
                        .isEqualTo("[accepted]");
            }
            assertThat(server.lastVisit().text()).endsWith("\r\n\r\n=E9\r\n");
            assertThat(commands("MAIL").get(0))
                    .endsWith(" SIZE=" + server.lastVisit().message.length)
                    .doesNotContain("BODY");
        }

        @Test
        void signedMessageShouldComeBack() throws Exception {
            server.fault(Fault.NO_8BITMIME);
            try (SmtpConnection connection = open()) {
                OutgoingMessage message = message("DKIM-Signature: x\r\n\r\n\u00e9\r\n");
                assertThat(shown(connection.send(envelope("bob@example"), message)))
                        .isEqualTo("[needs-8bitmime]");
                assertThat(connection.isReusable()).isTrue();
            }
            assertThat(commands("MAIL")).isEmpty();
        }
    }

    @Nested
    class Limits {
        @Test
        void recipientsBeyondTheLimitShouldGoInALaterTransaction() throws Exception {
            server.extensions("250-LIMITS RCPTMAX=10 MAILMAX=4\r\n");
            String[] many =
                    IntStream.range(0, 25).mapToObj(i -> "r" + i + "@e").toArray(String[]::new);
            try (SmtpConnection connection = open()) {
                assertThat(shown(connection.send(envelope(many), message(MAIL))))
                        .isEqualTo("[accepted]");
                assertThat(connection.isReusable()).isTrue();
                assertThat(shown(connection.send(envelope("bob@e"), message(MAIL))))
                        .isEqualTo("[accepted]");
                assertThat(connection.isReusable()).isFalse();
            }
            assertThat(commands("MAIL")).hasSize(4);
            assertThat(commands("RCPT")).hasSize(26);
        }

        @ParameterizedTest
        @CsvSource({
            "452 4.5.3 too many, '[accepted]', 2",
            "452 later, '[accepted]', 2",
            "552 5.5.3 too many, '[accepted]', 2",
            "452 4.2.2 mailbox full, '[452, accepted]', 1",
            "550 5.1.1 none, '[550, accepted]', 1",
        })
        void recipientsThatAreTooManyShouldGoInALaterTransaction(
                String reply, String expected, int transactions) throws Exception {
            server.reply("RCPT TO:<c@", reply).fault(Fault.ONLY_IN_FIRST_TRANSACTION);
            try (SmtpConnection connection = open()) {
                assertThat(shown(connection.send(envelope("a@e", "b@e", "c@e"), message(MAIL))))
                        .isEqualTo(expected);
            }
            assertThat(commands("MAIL")).hasSize(transactions);
        }

        @Test
        void domainsBeyondTheLimitShouldNotGoOverThisConnection() {
            server.extensions("250-LIMITS RCPTDOMAINMAX=1\r\n");
            try (SmtpConnection connection = open()) {
                Attempt attempt =
                        connection.send(envelope("a@one", "b@two", "c@One"), message(MAIL));
                assertThat(attempt)
                        .isInstanceOfSatisfying(
                                Attempt.Broken.class,
                                broken -> {
                                    assertThat(broken.reason()).isEqualTo(Reason.SESSION_LIMIT);
                                    assertThat(broken.uncertain()).isFalse();
                                    assertThat(broken.results().keySet())
                                            .extracting(Envelope.Recipient::address)
                                            .containsExactlyInAnyOrder("a@one", "c@One");
                                });
            }
        }
    }
}
