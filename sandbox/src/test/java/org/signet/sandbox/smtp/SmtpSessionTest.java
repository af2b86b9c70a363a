package org.signet.sandbox.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.sandbox.mailbox.Envelope;
import org.signet.sandbox.mailbox.Mailbox;
import org.signet.sandbox.mailbox.ReceivedMail;
import org.signet.sandbox.mailbox.TlsFacts;
import org.signet.testing.TestCa;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

@Timeout(60)
class SmtpSessionTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String ADDRESS = "127.0.0.1";
    private static final TestCa.Identity IDENTITY = TestCa.selfSigned("mx.here.test");
    private static final SmtpLimits LIMITS = new SmtpLimits(2000, 3, 20, 5, Duration.ofSeconds(30));

    private final Mailbox mailbox = new Mailbox(Mailbox.Capacity.STANDARD);
    private final Faults faults = new Faults();
    private SmtpReceiver receiver;
    private RawSmtp client;

    private static SSLSocketFactory tls() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(
                "x", IDENTITY.key(), new char[0], IDENTITY.chain().toArray(Certificate[]::new));
        KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
        managers.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getSocketFactory();
    }

    private SmtpReceiver start(SmtpLimits limits) throws Exception {
        return SmtpReceiver.start(
                InetAddress.getLoopbackAddress(),
                0,
                new SmtpHost("here.test", "mx.here.test", Optional.of(tls())),
                limits,
                new SmtpReceiver.Shared(faults, mailbox, Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    @BeforeEach
    void connect() throws Exception {
        receiver = start(LIMITS);
        client = RawSmtp.greeted(ADDRESS, receiver.port());
    }

    @AfterEach
    void disconnect() throws Exception {
        client.close();
        receiver.close();
    }

    private String deliver(String content) throws IOException {
        client.ask("MAIL FROM:<a@there.test>");
        client.ask("RCPT TO:<b@here.test>");
        client.ask("DATA");
        client.send(content);
        return client.reply();
    }

    private ReceivedMail only() {
        assertThat(mailbox.mails()).hasSize(1);
        return mailbox.mails().get(0);
    }

    private String source() {
        return new String(only().source(), StandardCharsets.ISO_8859_1);
    }

    private void assertClosed() {
        assertThatThrownBy(() -> client.reply()).isInstanceOf(IOException.class);
    }

    @Nested
    class Dialogue {
        @Test
        void ehloShouldListTheExtensions() throws Exception {
            assertThat(client.ask("EHLO client.example"))
                    .isEqualTo(
                            """
                            250-mx.here.test
                            250-PIPELINING
                            250-SIZE 2000
                            250-STARTTLS
                            250-ENHANCEDSTATUSCODES
                            250-8BITMIME
                            250-DSN
                            250-SMTPUTF8
                            250 CHUNKING""");
        }

        @Test
        void mailShouldBeKeptWithEverythingKnownOfIt() throws Exception {
            client.ask("EHLO sender.example");
            client.ask("MAIL FROM:<a@there.test> SIZE=100 BODY=8BITMIME RET=HDRS ENVID=q1");
            client.ask("RCPT TO:<b@here.test> NOTIFY=FAILURE,DELAY ORCPT=rfc822;b@here.test");
            client.ask("RCPT TO:<c@HERE.test>");
            client.ask("DATA");
            client.send("Subject: x\r\n\r\nbody\r\n.\r\n");

            assertThat(client.reply()).startsWith("250 2.0.0");
            assertThat(only().envelope())
                    .isEqualTo(
                            new Envelope(
                                    "a@there.test",
                                    List.of("SIZE=100", "BODY=8BITMIME", "RET=HDRS", "ENVID=q1"),
                                    List.of(
                                            new Envelope.Recipient(
                                                    "b@here.test",
                                                    List.of(
                                                            "NOTIFY=FAILURE,DELAY",
                                                            "ORCPT=rfc822;b@here.test")),
                                            new Envelope.Recipient("c@HERE.test", List.of()))));
            assertThat(only().arrival().at()).isEqualTo(NOW);
            assertThat(only().arrival().domain()).isEqualTo("here.test");
            assertThat(only().arrival().host()).isEqualTo("mx.here.test");
            assertThat(only().arrival().clientAddress()).isEqualTo(ADDRESS);
            assertThat(only().arrival().ehlo()).isEqualTo("sender.example");
            assertThat(only().arrival().tls()).isEqualTo(new TlsFacts.Plaintext());
        }

        @Test
        void pipelinedCommandsShouldBeAnsweredInOrder() throws Exception {
            client.send(
                    """
                    MAIL FROM:<a@there.test>\r
                    RCPT TO:<b@elsewhere.test>\r
                    RCPT TO:<b@here.test>\r
                    DATA\r
                    """);

            assertThat(client.reply()).startsWith("250 2.1.0");
            assertThat(client.reply()).startsWith("550 5.7.1");
            assertThat(client.reply()).startsWith("250 2.1.5");
            assertThat(client.reply()).startsWith("354");
            client.send("x\r\n.\r\nQUIT\r\n");
            assertThat(client.reply()).startsWith("250 2.0.0");
            assertThat(client.reply()).startsWith("221");
            assertClosed();
            assertThat(only().envelope().addresses()).containsExactly("b@here.test");
        }

        @Test
        void secondMailShouldBeTakenOnTheSameConnection() throws Exception {
            assertThat(deliver("1\r\n.\r\n")).startsWith("250");
            assertThat(deliver("2\r\n.\r\n")).startsWith("250");
            assertThat(mailbox.mails()).hasSize(2);
        }

        @Test
        void nullSenderShouldBeKeptAsEmpty() throws Exception {
            client.ask("MAIL FROM:<>");
            client.ask("RCPT TO:<postmaster>");
            client.ask("DATA");
            client.ask("x\r\n.");

            assertThat(only().envelope().sender()).isEmpty();
            assertThat(only().envelope().addresses()).containsExactly("postmaster@here.test");
        }

        @Test
        void commandsShouldKeepTheirOrder() throws Exception {
            assertThat(client.ask("RCPT TO:<b@here.test>")).startsWith("503");
            assertThat(client.ask("DATA")).startsWith("503");
            assertThat(client.ask("MAIL FROM:<a@there.test>")).startsWith("250");
            assertThat(client.ask("MAIL FROM:<a@there.test>")).startsWith("503");
            assertThat(client.ask("DATA")).startsWith("554 5.5.1");
            assertThat(client.ask("RSET")).startsWith("250");
            assertThat(client.ask("RCPT TO:<b@here.test>")).startsWith("503");
        }

        @Test
        void mailBeforeEhloShouldBeRefused() throws Exception {
            try (RawSmtp fresh = RawSmtp.connect(ADDRESS, receiver.port())) {
                assertThat(fresh.reply()).startsWith("220 mx.here.test ");
                assertThat(fresh.ask("MAIL FROM:<a@there.test>")).startsWith("503");
            }
        }

        @Test
        void ehloShouldForgetTheMailBegun() throws Exception {
            client.ask("MAIL FROM:<a@there.test>");
            client.ask("EHLO again.example");

            assertThat(client.ask("RCPT TO:<b@here.test>")).startsWith("503");
        }

        @ParameterizedTest(name = "{0} -> {1}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "NOOP                                       | 250 2.0.0",
                    "noop something                             | 250 2.0.0",
                    "HELP                                       | 214 2.0.0",
                    "VRFY b                                     | 252 2.5.0",
                    "HELO old.example                           | 250 mx.here.test",
                    "EHLO                                       | 501 5.5.4",
                    "EHLO two words                             | 501 5.5.4",
                    "GET / HTTP/1.1                             | 500 5.5.1",
                    "AUTH PLAIN AAA=                            | 500 5.5.1",
                    "DATA now                                   | 501 5.5.4",
                    "STARTTLS now                               | 501 5.5.4",
                    "MAIL FROM:a@there.test                     | 501 5.5.4",
                    "MAIL FROM: <a@there.test>                  | 501 5.5.4",
                    "MAIL FROM:<a@there.test>SIZE=1             | 501 5.5.4",
                    "MAIL FROM:<a@there.test>  SIZE=1           | 501 5.5.4",
                    "MAIL FROM:<a b@there.test>                 | 501 5.5.4",
                    "MAIL FROM:<a@@there.test>                  | 501 5.5.4",
                    "MAIL FROM:<a@-there.test>                  | 501 5.5.4",
                    "MAIL FROM:<a@there..test>                  | 501 5.5.4",
                    "MAIL FROM:<a                               | 501 5.5.4",
                    "MAIL TO:<a@there.test>                     | 501 5.5.4",
                    "MAIL FROM:<\"a b\\\"c>\"@there.test>       | 250 2.1.0",
                    "MAIL FROM:<a+b.c=d@[127.0.0.1]>            | 250 2.1.0",
                    "MAIL FROM:<@relay.test,@b.test:a@there.test> | 250 2.1.0",
                    "mail from:<a@there.test> body=8bitmime     | 250 2.1.0",
                    "MAIL FROM:<a@there.test> SIZE=2000         | 250 2.1.0",
                    "MAIL FROM:<a@there.test> SIZE=2001         | 552 5.3.4",
                    "MAIL FROM:<a@there.test> SIZE=x            | 501 5.5.4",
                    "MAIL FROM:<a@there.test> SIZE=1 SIZE=1     | 501 5.5.4",
                    "MAIL FROM:<a@there.test> BODY=BINARYMIME   | 501 5.5.4",
                    "MAIL FROM:<a@there.test> RET=SOME          | 501 5.5.4",
                    "MAIL FROM:<a@there.test> ENVID=a+2Bb       | 250 2.1.0",
                    "MAIL FROM:<a@there.test> ENVID=a+b         | 501 5.5.4",
                    "MAIL FROM:<a@there.test> REQUIRETLS        | 555 5.5.4",
                    "MAIL FROM:<ä@there.test>                   | 553 5.6.7",
                    "MAIL FROM:<ä@there.test> SMTPUTF8          | 250 2.1.0",
                    "MAIL FROM:<a@there.test> SMTPUTF8=1        | 501 5.5.4",
                })
        void commandShouldBeAnswered(String line, String reply) throws Exception {
            assertThat(client.ask(line)).startsWith(reply);
        }

        @ParameterizedTest(name = "{0} -> {1}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "RCPT TO:<b@here.test>                          | 250 2.1.5",
                    "RCPT TO:<\"b c\"@here.test>                    | 250 2.1.5",
                    "RCPT TO:<b@elsewhere.test>                     | 550 5.7.1",
                    "RCPT TO:<b@sub.here.test>                      | 550 5.7.1",
                    "RCPT TO:<unknown@here.test>                    | 550 5.1.1",
                    "RCPT TO:<>                                     | 501 5.1.3",
                    "RCPT TO:<b@here.test> NOTIFY=NEVER             | 250 2.1.5",
                    "RCPT TO:<b@here.test> NOTIFY=SUCCESS,FAILURE   | 250 2.1.5",
                    "RCPT TO:<b@here.test> NOTIFY=NEVER,FAILURE     | 501 5.5.4",
                    "RCPT TO:<b@here.test> NOTIFY=                  | 501 5.5.4",
                    "RCPT TO:<b@here.test> ORCPT=b@here.test        | 501 5.5.4",
                    "RCPT TO:<b@here.test> X=1                      | 555 5.5.4",
                    "RCPT TO:<bä@here.test>                         | 553 5.6.7",
                })
        void recipientShouldBeAnswered(String line, String reply) throws Exception {
            client.ask("MAIL FROM:<a@there.test>");
            assertThat(client.ask(line)).startsWith(reply);
        }

        @Test
        void tooManyRecipientsShouldWaitForTheNextMail() throws Exception {
            client.ask("MAIL FROM:<a@there.test>");
            for (String user : new String[] {"b", "c", "d"}) {
                assertThat(client.ask("RCPT TO:<" + user + "@here.test>")).startsWith("250");
            }
            assertThat(client.ask("RCPT TO:<e@here.test>")).startsWith("452 4.5.3");
        }

        @Test
        void longLineShouldBeRefusedAndTheNextOneHeard() throws Exception {
            assertThat(client.ask("NOOP " + "x".repeat(5000))).startsWith("500 5.5.2");
            assertThat(client.ask("NOOP")).startsWith("250");
        }

        @ParameterizedTest
        @ValueSource(strings = {"NOOP\nNOOP\r\n", "NOOP\rNOOP\r\n", "NOOP \r\r\n"})
        void bareCrOrLfShouldBeRefused(String octets) throws Exception {
            client.send(octets);
            assertThat(client.reply()).startsWith("500 5.5.2");
            assertThat(client.ask("NOOP")).startsWith("250");
        }

        @Test
        void octetsThatAreNotUtf8ShouldBeRefused() throws Exception {
            client.send(new byte[] {'N', 'O', 'O', 'P', ' ', (byte) 0xC3, '\r', '\n'});
            assertThat(client.reply()).startsWith("500 5.5.2");
        }

        @Test
        void manyErrorsShouldEndTheConnection() throws Exception {
            for (int i = 0; i < LIMITS.errors(); i++) {
                assertThat(client.ask("NONSENSE")).startsWith("500");
            }
            assertThat(client.reply()).startsWith("421 4.7.0");
            assertClosed();
        }

        @Test
        void tooManyConnectionsShouldBeTurnedAway() throws Exception {
            try (SmtpReceiver narrow = start(new SmtpLimits(100, 1, 1, 1, Duration.ofMinutes(1)));
                    RawSmtp first = RawSmtp.greeted(ADDRESS, narrow.port());
                    RawSmtp second = RawSmtp.connect(ADDRESS, narrow.port())) {
                assertThat(second.reply()).startsWith("421 4.7.0");
                assertThat(first.ask("NOOP")).startsWith("250");
            }
        }

        @Test
        void silenceShouldEndTheConnection() throws Exception {
            try (SmtpReceiver hasty = start(new SmtpLimits(100, 1, 1, 1, Duration.ofMillis(50)));
                    RawSmtp silent = RawSmtp.connect(ADDRESS, hasty.port())) {
                assertThat(silent.reply()).startsWith("220");
                assertThat(silent.reply()).startsWith("421 4.4.2");
            }
        }
    }

    @Nested
    class ContentOfMail {
        @Test
        void dotsShouldBeUnstuffed() throws Exception {
            deliver("..\r\n...\r\n..a\r\nb.\r\n.\r\n");
            assertThat(source()).isEqualTo(".\r\n..\r\n.a\r\nb.\r\n");
        }

        @Test
        void emptyContentShouldBeKept() throws Exception {
            assertThat(deliver(".\r\n")).startsWith("250");
            assertThat(source()).isEmpty();
        }

        @Test
        void everyOctetShouldBeKeptAsItCame() throws Exception {
            StringBuilder content = new StringBuilder("Subject: x \t\r\n\r\n \r\n");
            for (int octet = 0; octet < 256; octet++) {
                if (octet != '\r' && octet != '\n') {
                    content.append((char) octet);
                }
            }
            content.append("\r\n\r\n");
            client.ask("MAIL FROM:<a@there.test> BODY=8BITMIME");
            client.ask("RCPT TO:<b@here.test>");
            client.ask("DATA");
            client.send(content.toString().getBytes(StandardCharsets.ISO_8859_1));
            client.ask(".");

            assertThat(source()).isEqualTo(content.toString());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a\nb\r\n.\r\n", "a\rb\r\n.\r\n", "a\n.\nMAIL FROM:<x@y>\r\n.\r\n",
                    "a\r\r\n.\r\n", "a\r\n.\rb\r\n.\r\n", "a\n.\r\nb\r\n.\r\n"
                })
        void bareCrOrLfShouldBeRefusedAndEndNothing(String content) throws Exception {
            assertThat(deliver(content)).startsWith("550 5.6.0");
            assertThat(mailbox.mails()).isEmpty();
            assertThat(client.ask("NOOP")).startsWith("250");
        }

        @Test
        void longestTextLineShouldBeTaken() throws Exception {
            assertThat(deliver("x".repeat(998) + "\r\n.\r\n")).startsWith("250");
        }

        @Test
        void longerTextLineShouldBeRefused() throws Exception {
            assertThat(deliver("x".repeat(999) + "\r\n.\r\n")).startsWith("550 5.6.0");
        }

        @Test
        void largestMessageShouldBeTaken() throws Exception {
            String content = ("x".repeat(98) + "\r\n").repeat(20);
            assertThat(deliver(content + ".\r\n")).startsWith("250");
            assertThat(only().size()).isEqualTo(2000);
        }

        @Test
        void largerMessageShouldBeRefused() throws Exception {
            String content = ("x".repeat(98) + "\r\n").repeat(20) + "\r\n";
            assertThat(deliver(content + ".\r\n")).startsWith("552 5.3.4");
            assertThat(mailbox.mails()).isEmpty();
        }

        @Test
        void chunksShouldBeJoined() throws Exception {
            client.ask("MAIL FROM:<a@there.test>");
            client.ask("RCPT TO:<b@here.test>");
            client.send("BDAT 5\r\n.\r\n.\rBDAT 4 LAST\r\n\nab\r");
            assertThat(client.reply()).startsWith("250 2.0.0 5 octets");
            assertThat(client.reply()).startsWith("550 5.6.0");

            client.ask("MAIL FROM:<a@there.test>");
            client.ask("RCPT TO:<b@here.test>");
            client.send("BDAT 5\r\n.\r\n.\rBDAT 5 LAST\r\n\nab\r\n");
            assertThat(client.reply()).startsWith("250 2.0.0 5 octets");
            assertThat(client.reply()).startsWith("250 2.0.0 Kept");
            assertThat(source()).isEqualTo(".\r\n.\r\nab\r\n");
        }

        @Test
        void chunkWithoutMailShouldBeReadAndRefused() throws Exception {
            client.send("BDAT 6 LAST\r\nQUIT\r\nNOOP\r\n");
            assertThat(client.reply()).startsWith("503");
            assertThat(client.reply()).startsWith("250");
        }

        @Test
        void dataAfterChunkShouldBeRefused() throws Exception {
            client.ask("MAIL FROM:<a@there.test>");
            client.ask("RCPT TO:<b@here.test>");
            client.ask("BDAT 0");
            assertThat(client.ask("DATA")).startsWith("503");
        }
    }

    @Nested
    class StartTls {
        @Test
        void handshakeShouldShowTheCertificateAndBeKept() throws Exception {
            assertThat(client.ask("STARTTLS")).startsWith("220");
            X509Certificate[] shown = client.handshake("mx.here.test");
            client.ask("EHLO client.example");
            deliver("x\r\n.\r\n");

            assertThat(shown).containsExactly(IDENTITY.certificate());
            assertThat(only().arrival().tls())
                    .isInstanceOfSatisfying(
                            TlsFacts.Encrypted.class,
                            tls -> {
                                assertThat(tls.version()).isEqualTo("TLSv1.3");
                                assertThat(tls.cipher()).startsWith("TLS_");
                                assertThat(tls.sni()).contains("mx.here.test");
                            });
        }

        @Test
        void handshakeShouldForgetWhatWasSaidBefore() throws Exception {
            client.ask("MAIL FROM:<a@there.test>");
            client.ask("STARTTLS");
            client.handshake("mx.here.test");

            assertThat(client.ask("RCPT TO:<b@here.test>")).startsWith("503");
            assertThat(client.ask("MAIL FROM:<a@there.test>")).startsWith("503");
            assertThat(client.ask("EHLO client.example")).doesNotContain("STARTTLS");
            assertThat(client.ask("STARTTLS")).startsWith("503");
        }

        @Test
        void commandsInjectedBehindStartTlsShouldEndTheConnection() throws Exception {
            client.send("STARTTLS\r\nMAIL FROM:<evil@there.test>\r\n");

            assertThat(client.reply()).startsWith("503");
            assertClosed();
        }

        @Test
        void startTlsBeforeEhloShouldBeRefused() throws Exception {
            try (RawSmtp fresh = RawSmtp.connect(ADDRESS, receiver.port())) {
                fresh.reply();
                assertThat(fresh.ask("STARTTLS")).startsWith("502");
            }
        }
    }

    @Nested
    class FaultsOnCommand {
        @Test
        void refusedStartTlsShouldBeOfferedAndAnsweredWith454() throws Exception {
            faults.set("here.test", Fault.of(Fault.Kind.REFUSE_STARTTLS));
            assertThat(client.ask("EHLO client.example")).contains("STARTTLS");
            assertThat(client.ask("STARTTLS")).startsWith("454 4.7.0");
            assertThat(client.ask("NOOP")).startsWith("250");
        }

        @Test
        void hiddenStartTlsShouldNotBeOffered() throws Exception {
            faults.set("here.test", Fault.of(Fault.Kind.HIDE_STARTTLS).times(1));
            assertThat(client.ask("EHLO client.example")).doesNotContain("STARTTLS");
            assertThat(client.ask("STARTTLS")).startsWith("502");
            assertThat(client.ask("EHLO client.example")).contains("STARTTLS");
        }

        @Test
        void dropInDataShouldBreakTheConnectionAndKeepNothing() throws Exception {
            faults.set("here.test", Fault.of(Fault.Kind.DROP_IN_DATA));
            assertThatThrownBy(() -> deliver("x\r\n.\r\n")).isInstanceOf(IOException.class);
            assertThat(mailbox.mails()).isEmpty();
        }

        @ParameterizedTest(name = "{0} at {1}: {2}")
        @CsvSource({
            "TEMPFAIL, MAIL, 451, 250, 250, 250",
            "TEMPFAIL, RCPT, 250, 451, 250, 250",
            "TEMPFAIL, DATA, 250, 250, 250, 451",
            "PERMFAIL, MAIL, 550, 250, 250, 250",
            "PERMFAIL, RCPT, 250, 550, 250, 250",
            "PERMFAIL, DATA, 250, 250, 250, 550",
        })
        void refusalShouldStrikeOnceAtItsStage(
                Fault.Kind kind,
                Fault.Stage stage,
                String mail,
                String rcpt,
                String secondRcpt,
                String data)
                throws Exception {
            faults.set("here.test", Fault.of(kind).at(stage).times(1));

            assertThat(client.ask("MAIL FROM:<a@there.test>")).startsWith(mail);
            client.ask("RSET");
            client.ask("MAIL FROM:<a@there.test>");
            assertThat(client.ask("RCPT TO:<b@here.test>")).startsWith(rcpt);
            assertThat(client.ask("RCPT TO:<c@here.test>")).startsWith(secondRcpt);
            client.ask("DATA");
            assertThat(client.ask("x\r\n.")).startsWith(data);
            assertThat(faults.of("here.test")).isEqualTo(Fault.NONE);
        }

        @ParameterizedTest
        @CsvSource({"TEMPFAIL, 421", "PERMFAIL, 554"})
        void refusalAtConnectShouldReplaceTheGreeting(Fault.Kind kind, String code)
                throws Exception {
            faults.set("here.test", Fault.of(kind).at(Fault.Stage.CONNECT));
            try (RawSmtp turnedAway = RawSmtp.connect(ADDRESS, receiver.port())) {
                assertThat(turnedAway.reply()).startsWith(code);
                assertThatThrownBy(turnedAway::reply).isInstanceOf(IOException.class);
            }
        }

        @Test
        void slowServerShouldAnswerLate() throws Exception {
            faults.set(
                    "here.test",
                    Fault.of(Fault.Kind.SLOW).times(1).delayed(Duration.ofMillis(150)));
            long before = System.nanoTime();
            try (RawSmtp slow = RawSmtp.connect(ADDRESS, receiver.port())) {
                slow.reply();
                slow.ask("NOOP");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(300));
            assertThat(faults.of("here.test")).isEqualTo(Fault.NONE);
        }

        @Test
        void faultOfAnotherDomainShouldNotStrike() throws Exception {
            faults.set("there.test", Fault.of(Fault.Kind.PERMFAIL));
            assertThat(deliver("x\r\n.\r\n")).startsWith("250");
        }

        @Test
        void strikesShouldBeCounted() throws Exception {
            faults.set("here.test", Fault.of(Fault.Kind.TEMPFAIL).times(2));
            client.ask("MAIL FROM:<a@there.test>");
            assertThat(
                            Arrays.asList(
                                    client.ask("RCPT TO:<b@here.test>").substring(0, 3),
                                    client.ask("RCPT TO:<b@here.test>").substring(0, 3),
                                    client.ask("RCPT TO:<b@here.test>").substring(0, 3)))
                    .containsExactly("451", "451", "250");
        }
    }
}
