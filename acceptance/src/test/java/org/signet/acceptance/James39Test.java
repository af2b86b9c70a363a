package org.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.acceptance.LocalSignet.James;
import org.signet.acceptance.container.Container;
import org.signet.sandbox.mailbox.ReceivedMail;
import org.signet.sandbox.mailbox.TlsFacts;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The same configuration in the mailet container of James 3.9.0, with the jar for 3.9. */
class James39Test {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration AFTER_ALL_TRIES = Duration.ofMinutes(4);
    private static final String CARD_TEXT = "My card: 4111 1111 1111 1111, cvv 123.";

    private static LocalSignet signet;
    private static Path home;

    @BeforeAll
    static void start() throws Exception {
        Path standIns =
                Path.of(
                        Container.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        signet =
                LocalSignet.launch(
                        RunningSignet.setup("james-3.9")
                                .with(
                                        new James(
                                                "3.9",
                                                "3.9",
                                                Container.class.getName(),
                                                List.of(standIns))));
        home = signet.directory().resolve("james");
        Waiting.until(
                "James to be ready; its log is " + signet.james().log(),
                Duration.ofMinutes(4),
                () -> {
                    assertThat(signet.james().ended()).as("status of James").isEmpty();
                    return Files.exists(home.resolve("ready"));
                });
    }

    @AfterAll
    static void stop() throws Exception {
        if (signet != null) {
            signet.close();
        }
    }

    private static byte[] submit(String name, String text, String... recipients) throws Exception {
        byte[] message =
                ("From: alice@signet.test\r\nTo: "
                                + String.join(", ", recipients)
                                + "\r\nSubject: "
                                + name
                                + "\r\nMIME-Version: 1.0\r\n"
                                + "Content-Type: text/plain; charset=us-ascii\r\n\r\n"
                                + text
                                + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        Path unfinished = home.resolve(name + ".part");
        Files.writeString(
                unfinished,
                "alice@signet.test "
                        + String.join(" ", recipients)
                        + "\n"
                        + new String(message, StandardCharsets.US_ASCII));
        Files.move(
                unfinished,
                home.resolve("submitted").resolve(name + ".mail"),
                StandardCopyOption.ATOMIC_MOVE);
        return message;
    }

    private static ReceivedMail awaitMail(String recipient) throws InterruptedException {
        return signet.sandbox()
                .mailbox()
                .awaitMailTo(recipient, SOON)
                .orElseThrow(() -> new AssertionError("Nothing arrived for " + recipient));
    }

    private static String awaitFile(String folder, Duration limit, String part) throws Exception {
        Path watched = home.resolve("var").resolve(folder);
        return Waiting.forPresence(
                "a mail with «" + part + "» in " + watched,
                limit,
                () -> {
                    if (Files.isDirectory(watched)) {
                        try (var files = Files.newDirectoryStream(watched, "*.eml")) {
                            for (Path file : files) {
                                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                                if (text.contains(part)) {
                                    return Optional.of(text);
                                }
                            }
                        }
                    }
                    return Optional.empty();
                });
    }

    @Test
    void unclassifiedMailShouldArriveOverTlsVerifiedByDane() throws Exception {
        submit("greetings", "Hello.", "dora@dane.test");

        ReceivedMail mail = awaitMail("dora@dane.test");
        assertThat(mail.arrival().tls()).isInstanceOf(TlsFacts.Encrypted.class);
        assertThat(Source.of(mail.source()).field("X-Signet-Transport"))
                .startsWith("dane-verified");
    }

    @Test
    void mailToServerThatCannotBeTrustedShouldGoToBouncesWithTheReason() throws Exception {
        submit("mismatch", "Hello.", "max@mismatch.test");

        String bounced = awaitFile("notified/alice@signet.test", AFTER_ALL_TRIES, "Subject: mis");
        assertThat(bounced.lines().findFirst().orElseThrow()).contains("tlsa-mismatch");
        assertThat(signet.sandbox().mails())
                .noneMatch(mail -> mail.arrival().domain().equals("mismatch.test"));
    }

    @Test
    void confidentialMailShouldBeSplitByWhatEachRecipientCanRead(@TempDir Path folder)
            throws Exception {
        OpenSsl.assumePresent();
        byte[] sent =
                submit(
                        "payment",
                        CARD_TEXT,
                        "carol@dane.test",
                        "dave@plain.test",
                        "bob@signet.test");

        Path people = signet.directory().resolve("people");
        byte[] signed =
                OpenSsl.decrypt(
                        folder,
                        awaitMail("carol@dane.test").source(),
                        people.resolve("private/carol@dane.test.pem"));
        byte[] content = OpenSsl.verify(folder, signed, people.resolve("ca.pem"));
        assertThat(Source.of(content).body()).isEqualTo(Source.of(sent).body());

        String wrapper =
                new String(awaitMail("dave@plain.test").source(), StandardCharsets.ISO_8859_1);
        assertThat(wrapper).contains("/m/").doesNotContain("4111");
        assertThat(awaitFile("local/bob@signet.test", SOON, "Subject: payment"))
                .contains(CARD_TEXT);
    }

    @Test
    void portalShouldAnswer() throws Exception {
        Browser browser = new Browser().open(signet.portal().resolve("/m/nobody-has-this-link"));

        assertThat(browser.page().title()).isNotEmpty();
    }
}
