package org.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.sandbox.mailbox.ReceivedMail;
import org.signet.testing.TestCa;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/** S/MIME mail from outside, made by OpenSSL, on its way into a mailbox of a James 3.8.1. */
class IncomingMailTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String MONA = "mona@dane.test";
    private static final String VERDICT = "X-Signet-Smime-Verdict";
    private static final String SIGNER = "X-Signet-Smime-Signer";
    private static final String DECRYPTED = "X-Signet-Smime-Decrypted";
    private static final String FORGED =
            VERDICT + ": valid\r\n" + SIGNER + ": ceo@signet.test\r\n" + DECRYPTED + ": forged\r\n";

    private static final TestCa ROOT = TestCa.root("Outside Root");
    private static final TestCa.Identity SENDER = ROOT.person(MONA).issue();
    private static final TestCa.Identity BOB =
            TestCa.root("Signet Root").person("bob@signet.test").issue();

    private static LocalSignet signet;

    @TempDir Path folder;

    @BeforeAll
    static void start() throws Exception {
        OpenSsl.assumePresent();
        signet =
                LocalSignet.start(
                        RunningSignet.setup("incoming").with(IncomingMailTest::readIncoming));
    }

    @AfterAll
    static void stop() throws Exception {
        if (signet != null) {
            signet.close();
        }
    }

    /** Decrypts and verifies before local delivery; answers use what was harvested. */
    private static void readIncoming(ConfFolder conf) {
        String verify =
                """
                <mailet match="RecipientIsLocal" class="org.signet.mailets.SmimeVerify">
                    <trust>file://conf/smime/roots</trust>
                    <harvest>file://conf/smime/harvested</harvest>
                </mailet>
                """;
        String decrypt =
                """
                <mailet match="RecipientIsLocal" class="org.signet.mailets.SmimeDecrypt">
                    <keys>file://conf/smime/decryption-keys</keys>
                    <decryptedProcessor>decrypted</decryptedProcessor>
                </mailet>
                """;
        String deliver = "<mailet match=\"RecipientIsLocal\" class=\"LocalDelivery\"/>";
        String next = "<processor state=\"local-address-error\">";
        conf.edit(
                "mailetcontainer.xml",
                text ->
                        text.replace(deliver, decrypt + verify + deliver)
                                .replace(
                                        next,
                                        "<processor state=\"decrypted\">"
                                                + verify
                                                + deliver
                                                + "</processor>"
                                                + next)
                                .replace(
                                        "file://conf/smime/certificates",
                                        "file://conf/smime/harvested"));
        try {
            write(conf.file("smime/roots/outside.pem"), ROOT.identity().certificatePem());
            write(conf.file("smime/decryption-keys/bob.pem"), BOB.keyPem() + BOB.certificatePem());
            Files.createDirectories(conf.file("smime/harvested"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String signed(String text) throws Exception {
        write(folder.resolve("content"), "Content-Type: text/plain\r\n\r\n" + text + "\r\n");
        write(folder.resolve("mona.pem"), SENDER.certificatePem());
        write(folder.resolve("mona.key"), SENDER.keyPem());
        OpenSsl.run(
                "cms",
                "-sign",
                "-in",
                folder.resolve("content"),
                "-signer",
                folder.resolve("mona.pem"),
                "-inkey",
                folder.resolve("mona.key"),
                "-out",
                folder.resolve("signed"));
        return Files.readString(folder.resolve("signed"));
    }

    private String encrypted(String entity, String cipher) throws Exception {
        write(folder.resolve("entity"), entity);
        write(folder.resolve("bob.pem"), BOB.certificatePem());
        OpenSsl.run(
                "cms",
                "-encrypt",
                cipher,
                "-in",
                folder.resolve("entity"),
                "-out",
                folder.resolve("encrypted"),
                folder.resolve("bob.pem"));
        return Files.readString(folder.resolve("encrypted"));
    }

    /** Delivers a message to the port for mail from outside. */
    private static void deliver(String subject, String entity, String... recipients)
            throws MessagingException {
        String head =
                FORGED
                        + "From: Mona <%s>\r\nTo: %s\r\nSubject: %s\r\n"
                                .formatted(MONA, String.join(", ", recipients), subject);
        byte[] source =
                (head + entity.replace("\r\n", "\n").replace("\n", "\r\n"))
                        .getBytes(StandardCharsets.US_ASCII);
        Properties properties = new Properties();
        properties.put("mail.smtp.from", MONA);
        properties.put("mail.smtp.timeout", "30000");
        Session session = Session.getInstance(properties);
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect("127.0.0.1", signet.ports().receiving(), null, null);
            transport.sendMessage(
                    new MimeMessage(session, new ByteArrayInputStream(source)),
                    InternetAddress.parse(String.join(",", recipients)));
        }
    }

    private static Source inbox(String person, String subject) throws Exception {
        return Source.of(
                new Inbox(signet, signet.person(person))
                        .await(
                                subject,
                                SOON,
                                source -> source.contains("Subject: " + subject + "\r\n"))
                        .getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<String> fields(Source source, String name) {
        return source.header()
                .replaceAll("\r\n(?=[ \t])", "")
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    @Test
    void signedMailInAnEnvelopeShouldBeReadableAndVerified() throws Exception {
        deliver("figures", encrypted(signed("The figures."), "-aes-256-gcm"), "bob@signet.test");

        Source mail = inbox("bob", "figures");
        assertThat(mail.body()).contains("The figures.");
        assertThat(fields(mail, DECRYPTED)).containsExactly("aes-256-gcm");
        assertThat(fields(mail, VERDICT)).containsExactly("valid");
        assertThat(fields(mail, SIGNER)).singleElement().asString().contains(MONA);
    }

    @Test
    void onlyOwnersOfAKeyShouldGetThePlaintext() throws Exception {
        deliver(
                "for two",
                encrypted(signed("For Bob."), "-aes-128-gcm"),
                "bob@signet.test",
                "alice@signet.test");

        assertThat(inbox("bob", "for two").body()).contains("For Bob.");
        Source sealed = inbox("alice", "for two");
        assertThat(sealed.body()).doesNotContain("For Bob.");
        assertThat(sealed.field("Content-Type")).startsWith("application/pkcs7-mime");
        assertThat(fields(sealed, DECRYPTED)).isEmpty();
        assertThat(fields(sealed, SIGNER)).isEmpty();
        assertThat(fields(sealed, VERDICT)).doesNotContain("valid");
    }

    /** EFAIL: what can be changed on the way stays closed. */
    @Test
    void cipherWithoutTagShouldStayEncrypted() throws Exception {
        deliver("old cipher", encrypted(signed("By CBC."), "-aes-256-cbc"), "bob@signet.test");

        Source mail = inbox("bob", "old cipher");
        assertThat(mail.field("Content-Type")).startsWith("application/pkcs7-mime");
        assertThat(fields(mail, DECRYPTED)).isEmpty();
    }

    @Test
    void alteredMailShouldBeMarkedInvalidForAllThatItClaims() throws Exception {
        deliver("altered", signed("Pay 100.").replace("Pay 100.", "Pay 900."), "bob@signet.test");

        Source mail = inbox("bob", "altered");
        assertThat(mail.body()).contains("Pay 900.");
        assertThat(fields(mail, VERDICT)).singleElement().asString().startsWith("invalid");
        assertThat(fields(mail, SIGNER)).isEmpty();
        assertThat(fields(mail, DECRYPTED)).isEmpty();
    }

    @Test
    void unsignedMailShouldLoseWhatItClaims() throws Exception {
        deliver("plain", "\r\nplain text\r\n", "bob@signet.test");

        Source mail = inbox("bob", "plain");
        assertThat(fields(mail, VERDICT)).doesNotContain("valid");
        assertThat(fields(mail, SIGNER)).isEmpty();
        assertThat(fields(mail, DECRYPTED)).isEmpty();
    }

    @Test
    void answerShouldBeEncryptedWithTheHarvestedCertificate() throws Exception {
        deliver("hello", signed("Hello."), "bob@signet.test");
        assertThat(fields(inbox("bob", "hello"), VERDICT)).containsExactly("valid");

        String card = "My card: 4111 1111 1111 1111, valid until 12/29, cvv 123.\r\n";
        Submission bob = new Submission(signet, signet.person("bob"));
        // Matcher and mailet look at a folder again after at most ten seconds.
        byte[] sealed =
                Waiting.forPresence(
                        "an encrypted answer",
                        SOON,
                        () -> {
                            bob.send("answer", card, MONA);
                            return signet.sandbox()
                                    .mailbox()
                                    .await(mail -> isSealedForMona(mail), Duration.ofSeconds(10))
                                    .map(ReceivedMail::source);
                        });

        write(folder.resolve("both.pem"), SENDER.keyPem() + SENDER.certificatePem());
        byte[] opened = OpenSsl.decrypt(folder, sealed, folder.resolve("both.pem"));
        assertThat(new String(opened, StandardCharsets.ISO_8859_1)).contains("4111 1111 1111 1111");
    }

    private static boolean isSealedForMona(ReceivedMail mail) {
        return mail.envelope().addresses().equals(List.of(MONA))
                && Source.of(mail.source())
                        .field("Content-Type")
                        .startsWith("application/pkcs7-mime");
    }
}
