package org.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.sandbox.mailbox.ReceivedMail;
import org.signet.sandbox.mailbox.TlsFacts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways of a message through a James 3.8.1 with Signet. */
class MessageFlowTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration AFTER_ALL_TRIES = Duration.ofMinutes(4);
    private static final String CARD = "4111 1111 1111 1111";
    private static final String CARD_TEXT =
            "My card: " + CARD + ", valid until 12/29, cvv 123.\r\n";
    private static final String VERDICT = "X-Signet-Transport";

    private static LocalSignet signet;

    @BeforeAll
    static void start() throws Exception {
        signet = LocalSignet.start(RunningSignet.setup("flow"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (signet != null) {
            signet.close();
        }
    }

    private static byte[] send(String subject, String text, String... recipients) throws Exception {
        return new Submission(signet, signet.person("alice")).send(subject, text, recipients);
    }

    private static ReceivedMail awaitMail(String recipient) throws InterruptedException {
        return signet.sandbox()
                .mailbox()
                .awaitMailTo(recipient, SOON)
                .orElseThrow(() -> new AssertionError("Nothing arrived for " + recipient));
    }

    private static String text(ReceivedMail mail) {
        return new String(mail.source(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void healthCheckShouldKnowWhetherDnsAnswersAreSecure() throws Exception {
        URI address =
                URI.create(
                        "http://127.0.0.1:%d/healthcheck/checks/Signet%%20DNSSEC"
                                .formatted(signet.ports().webAdmin()));
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(
                            client.send(
                                            HttpRequest.newBuilder(address).build(),
                                            HttpResponse.BodyHandlers.ofString())
                                    .body())
                    .contains("\"componentName\":\"Signet DNSSEC\"")
                    .contains("\"status\":\"healthy\"");
        }
    }

    @Nested
    class UnclassifiedMail {
        @ParameterizedTest
        @CsvSource({"dora@dane.test, mx.dane.test", "tanja@dane-ta.test, mx.dane-ta.test"})
        void shouldArriveOverTlsVerifiedByDane(String recipient, String host) throws Exception {
            send("Greetings", "Hello.", recipient);

            ReceivedMail mail = awaitMail(recipient);
            assertThat(mail.arrival().tls()).isInstanceOf(TlsFacts.Encrypted.class);
            TlsFacts.Encrypted tls = (TlsFacts.Encrypted) mail.arrival().tls();
            assertThat(tls.version()).isEqualTo("TLSv1.3");
            assertThat(tls.sni()).contains(host);
            assertThat(Source.of(mail.source()).field(VERDICT)).startsWith("dane-verified");
            assertThat(text(mail)).contains("Hello.");
        }

        @Test
        void shouldArriveOverTlsWhereThereIsNoTlsaRecord() throws Exception {
            send("Greetings", "Hello.", "tom@tls.test");

            ReceivedMail mail = awaitMail("tom@tls.test");
            assertThat(mail.arrival().tls()).isInstanceOf(TlsFacts.Encrypted.class);
            assertThat(Source.of(mail.source()).field(VERDICT))
                    .isNotEmpty()
                    .doesNotContain("verified");
        }

        @Test
        void shouldArriveInClearWhereThereIsNoStartTls() throws Exception {
            send("Greetings", "Hello.", "paul@plain.test");

            assertThat(awaitMail("paul@plain.test").arrival().tls())
                    .isEqualTo(new TlsFacts.Plaintext());
        }

        @ParameterizedTest
        @CsvSource({
            "max@mismatch.test, mismatch.test, tlsa-mismatch",
            "boris@bogus.test, bogus.test, tlsa-bogus"
        })
        void shouldComeBackWithTheReasonWhereTheServerCannotBeTrusted(
                String recipient, String domain, String reason) throws Exception {
            send("To " + domain, "Hello.", recipient);

            String notification =
                    new Inbox(signet, signet.person("alice"))
                            .await(
                                    "a notification about " + recipient,
                                    AFTER_ALL_TRIES,
                                    source ->
                                            source.contains("multipart/report")
                                                    && source.contains(recipient));
            assertThat(notification).contains("message/delivery-status").contains(reason);
            assertThat(signet.sandbox().mails())
                    .noneMatch(mail -> mail.arrival().domain().equals(domain));
        }

        @Test
        void shouldReachPeopleHere() throws Exception {
            send("Lunch", "At noon?", signet.person("bob").address());

            new Inbox(signet, signet.person("bob"))
                    .await("a mail about lunch", SOON, source -> source.contains("At noon?"));
        }
    }

    @Test
    void mailToOutsideShouldBeRefusedWithoutSigningIn() {
        Properties properties = new Properties();
        properties.put("mail.smtp.from", "alice@signet.test");
        Session session = Session.getInstance(properties);

        assertThatThrownBy(
                        () -> {
                            try (Transport transport = session.getTransport("smtp")) {
                                transport.connect(
                                        "127.0.0.1", signet.ports().submission(), null, null);
                                transport.sendMessage(
                                        new jakarta.mail.internet.MimeMessage(
                                                session,
                                                new java.io.ByteArrayInputStream(
                                                        "Subject: x\r\n\r\nx\r\n"
                                                                .getBytes(
                                                                        StandardCharsets
                                                                                .US_ASCII))),
                                        jakarta.mail.internet.InternetAddress.parse(
                                                "mallory@plain.test"));
                            }
                        })
                .isInstanceOf(MessagingException.class);
        assertThat(signet.sandbox().mails())
                .noneMatch(mail -> mail.envelope().addresses().contains("mallory@plain.test"));
    }

    @Nested
    class ConfidentialMail {
        @Test
        void shouldArriveSignedAndEncryptedWhereThereIsACertificate(@TempDir Path folder)
                throws Exception {
            OpenSsl.assumePresent();
            Source sent = Source.of(send("Payment", CARD_TEXT, "carol@dane.test"));

            ReceivedMail mail =
                    signet.sandbox()
                            .mailbox()
                            .await(
                                    received ->
                                            Source.of(received.source())
                                                    .field("Message-ID")
                                                    .equals(sent.field("Message-ID")),
                                    SOON)
                            .orElseThrow(() -> new AssertionError("Nothing arrived for Carol"));
            assertThat(mail.envelope().addresses()).containsExactly("carol@dane.test");
            assertThat(text(mail)).doesNotContain(CARD);
            assertThat(Source.of(mail.source()).field("Subject")).isEqualTo("[...]");
            assertThat(Source.of(mail.source()).field("Content-Type"))
                    .startsWith("application/pkcs7-mime")
                    .contains("authEnveloped-data");
            Path people = signet.directory().resolve("people");
            byte[] signed =
                    OpenSsl.decrypt(
                            folder, mail.source(), people.resolve("private/carol@dane.test.pem"));
            assertThat(Source.of(signed).field("Content-Type")).startsWith("multipart/signed");
            assertThat(Source.of(signed).field("Subject")).isEqualTo("Payment");
            Source content = Source.of(OpenSsl.verify(folder, signed, people.resolve("ca.pem")));
            assertThat(content.field("Content-Type")).isEqualTo(sent.field("Content-Type"));
            assertThat(content.body()).isEqualTo(sent.body());
        }

        @Test
        void shouldBeReadInThePortalWhereThereIsNoCertificate() throws Exception {
            String figures = "quarter;sum\r\n1;4812\r\n";
            new Submission(signet, signet.person("alice"))
                    .send(withAttachment("Payment", CARD_TEXT, figures), "dave@tls.test");

            ReceivedMail wrapper = awaitMail("dave@tls.test");
            assertThat(text(wrapper)).doesNotContain(CARD).doesNotContain("Payment");
            Browser browser = new Browser().open(link(wrapper));
            assertThat(browser.page().text()).doesNotContain(CARD).doesNotContain("Payment");
            browser.press("Send me a passcode");
            browser.type("passcode", passcode("dave@tls.test")).press("Open the message");
            assertThat(browser.page().text()).contains("Payment").contains(CARD);
            assertThat(browser.fetch("a:containsOwn(figures.csv)", "href"))
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo(figures);
            Path kept = signet.directory().resolve("james/var");
            assertThat(filesThatContain(kept, CARD)).isEmpty();
            assertThat(filesThatContain(kept, figures)).isEmpty();
        }

        @Test
        void shouldBeSplitByWhatEachRecipientCanRead() throws Exception {
            String subject = "Payment for all";
            send(subject, CARD_TEXT, "carol@dane.test", "eve@plain.test", "bob@signet.test");

            assertThat(text(awaitMail("eve@plain.test"))).contains("/m/").doesNotContain(CARD);
            new Inbox(signet, signet.person("bob"))
                    .await("the message itself", SOON, source -> source.contains(CARD));
            Waiting.until(
                    "an encrypted mail that is for Carol alone",
                    SOON,
                    () ->
                            signet.sandbox().mails().stream()
                                    .anyMatch(
                                            mail ->
                                                    mail.envelope()
                                                                    .addresses()
                                                                    .equals(
                                                                            List.of(
                                                                                    "carol@dane.test"))
                                                            && text(mail).contains("pkcs7-mime")));
            assertThat(signet.sandbox().mails()).noneMatch(mail -> text(mail).contains(CARD));
        }
    }

    private static byte[] withAttachment(String subject, String text, String csv) {
        return String.join(
                        "\r\n",
                        "From: alice@signet.test",
                        "To: dave@tls.test",
                        "Subject: " + subject,
                        "MIME-Version: 1.0",
                        "Content-Type: multipart/mixed; boundary=part",
                        "",
                        "--part",
                        "Content-Type: text/plain; charset=us-ascii",
                        "",
                        text,
                        "--part",
                        "Content-Type: text/csv; name=figures.csv",
                        "Content-Disposition: attachment; filename=figures.csv",
                        "",
                        csv,
                        "--part--",
                        "")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static URI link(ReceivedMail wrapper) {
        Matcher link =
                Pattern.compile("http://127\\.0\\.0\\.1:\\d+/m/[A-Za-z0-9_-]+")
                        .matcher(wrapper.reading().text().orElseThrow());
        assertThat(link.find()).as("a link in the wrapper").isTrue();
        return URI.create(link.group());
    }

    private static String passcode(String recipient) throws InterruptedException {
        Pattern eightDigits = Pattern.compile("\\b(\\d{4}) ?(\\d{4})\\b");
        ReceivedMail mail =
                signet.sandbox()
                        .mailbox()
                        .await(
                                received ->
                                        received.envelope().addresses().contains(recipient)
                                                && !text(received).contains("/m/")
                                                && received.reading()
                                                        .text()
                                                        .filter(t -> eightDigits.matcher(t).find())
                                                        .isPresent(),
                                SOON)
                        .orElseThrow(() -> new AssertionError("No passcode for " + recipient));
        Matcher digits = eightDigits.matcher(mail.reading().text().orElseThrow());
        assertThat(digits.find()).isTrue();
        return digits.group(1) + digits.group(2);
    }

    private static List<Path> filesThatContain(Path folder, String text) throws IOException {
        try (var files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).as("files below %s", folder).isNotEmpty();
            return all.stream()
                    .filter(
                            file -> {
                                try {
                                    return new String(
                                                    Files.readAllBytes(file),
                                                    StandardCharsets.ISO_8859_1)
                                            .contains(text);
                                } catch (IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            })
                    .toList();
        }
    }
}
