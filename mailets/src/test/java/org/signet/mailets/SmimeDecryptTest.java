package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

class SmimeDecryptTest {
    private static final String CLEAR = "S=C3=A4ule is 3 m high";

    @TempDir Path folder;
    private final FakeMailContext context = FakeMailContext.defaultContext();
    private SmimeFixture fixture;

    @BeforeEach
    void makeFolder() throws Exception {
        fixture = new SmimeFixture(folder);
        Files.createDirectories(folder.resolve("conf/decryption"));
        for (String name : new String[] {"bob", "carol"}) {
            Files.writeString(
                    folder.resolve("conf/decryption/" + name + ".pem"),
                    Files.readString(folder.resolve(name + ".key"))
                            + Files.readString(folder.resolve(name + ".crt")));
        }
    }

    private SmimeDecrypt decrypter(String... parameters) throws MessagingException {
        FakeMailetConfig.Builder config =
                FakeMailetConfig.builder()
                        .mailetName("test")
                        .mailetContext(context)
                        .setProperty("keys", "file://conf/decryption/")
                        .setProperty("decryptedProcessor", "local-delivery");
        for (int i = 0; i < parameters.length; i += 2) {
            config.setProperty(parameters[i], parameters[i + 1]);
        }
        SmimeDecrypt mailet = new SmimeDecrypt(fixture.files(), Clock.systemUTC());
        mailet.init(config.build());
        return mailet;
    }

    private MailImpl sealed(String text, String... recipients) throws Exception {
        MailImpl mail = SmimeFixture.mail(text, recipients);
        fixture.encrypter(
                        FakeMailetConfig.builder()
                                .mailetName("test")
                                .mailetContext(FakeMailContext.defaultContext())
                                .setProperty("certificates", "file://conf/certificates/")
                                .setProperty("onNoCertificate", "next")
                                .setProperty("encryptedProcessor", "relay")
                                .build())
                .service(mail);
        return mail;
    }

    @Test
    void mailShouldBeDecryptedInPlaceWhereAllOwnAKey() throws Exception {
        MailImpl mail = sealed(SmimeFixture.TEXT, "bob@example.com");
        decrypter().service(mail);

        assertThat(SmimeFixture.text(mail))
                .contains("From: Alice <alice@example.org>\r\n")
                .contains("Content-Type: text/plain; charset=utf-8;\r\n hp=\"cipher\"\r\n")
                .contains(CLEAR)
                .contains("X-Signet-Smime-Decrypted: aes-256-gcm");
        assertThat(mail.getAttribute(SmimeDecrypt.DECRYPTED)).isPresent();
        assertThat(context.getSentMails()).isEmpty();
    }

    @Test
    void plaintextShouldNotGoToRecipientsWithoutTheKey() throws Exception {
        MailImpl mail = sealed(SmimeFixture.TEXT, "bob@example.com");
        mail.setRecipients(
                java.util.List.of(
                        new MailAddress("bob@example.com"),
                        new MailAddress("eve@example.net"),
                        new MailAddress("carol@example.com")));
        decrypter().service(mail);

        assertThat(context.getSentMails()).hasSize(1);
        SentMail sent = context.getSentMails().get(0);
        assertThat(sent.getRecipients()).containsExactly(new MailAddress("bob@example.com"));
        assertThat(sent.getState()).isEqualTo("local-delivery");
        assertThat(new String(SmimeFixture.bytes(sent.getMsg()), StandardCharsets.UTF_8))
                .contains(CLEAR);
        assertThat(mail.getRecipients())
                .containsExactlyInAnyOrder(
                        new MailAddress("eve@example.net"), new MailAddress("carol@example.com"));
        assertThat(SmimeFixture.text(mail))
                .contains("application/pkcs7-mime")
                .doesNotContain(CLEAR, "X-Signet-Smime-Decrypted");
    }

    @Test
    void mailOfSeveralOwnersShouldGoToEachOnce() throws Exception {
        MailImpl mail = sealed(SmimeFixture.TEXT, "bob@example.com", "carol@example.com");
        decrypter().service(mail);

        assertThat(context.getSentMails())
                .extracting(SentMail::getRecipients)
                .containsExactlyInAnyOrder(
                        java.util.List.of(new MailAddress("bob@example.com")),
                        java.util.List.of(new MailAddress("carol@example.com")));
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
    }

    @Test
    void signatureInsideShouldStayVerifiable() throws Exception {
        MailImpl signed = SmimeFixture.mail(SmimeFixture.TEXT, "bob@example.com");
        fixture.signer("keys", "file://conf/keys/").service(signed);
        MailImpl mail = sealed(SmimeFixture.text(signed), "bob@example.com");
        decrypter().service(mail);

        assertThat(fixture.verified(SmimeFixture.bytes(mail))).contains(CLEAR);
    }

    @Test
    void cbcShouldStayEncryptedUnlessAskedFor() throws Exception {
        Files.writeString(folder.resolve("plain.eml"), SmimeFixture.TEXT);
        String cbc =
                fixture.openssl(
                        "cbc.eml",
                        "Content-Type: text/plain\r\n\r\nthe plan\r\n"
                                .getBytes(StandardCharsets.US_ASCII),
                        "cms",
                        "-encrypt",
                        "-aes-256-cbc",
                        "-in",
                        "in.eml",
                        "-out",
                        "cbc.eml",
                        "bob.crt");
        MailImpl left = SmimeFixture.mail(cbc, "bob@example.com");
        decrypter().service(left);
        MailImpl opened = SmimeFixture.mail(cbc, "bob@example.com");
        decrypter("onUnauthenticated", "decrypt").service(opened);

        assertThat(SmimeFixture.text(left)).doesNotContain("the plan");
        assertThat(SmimeFixture.text(opened))
                .contains("the plan")
                .contains("X-Signet-Smime-Decrypted: aes-256-cbc (unauthenticated)");
    }

    @Test
    void damagedMailShouldGoOnEncryptedAndClaimsShouldBeRemoved() throws Exception {
        String text = SmimeFixture.text(sealed(SmimeFixture.TEXT, "bob@example.com"));
        int middle = text.length() - 60;
        char other = text.charAt(middle) == 'A' ? 'B' : 'A';
        MailImpl mail =
                SmimeFixture.mail(
                        "X-Signet-Smime-Decrypted: aes-256-gcm\r\n"
                                + text.substring(0, middle)
                                + other
                                + text.substring(middle + 1),
                        "bob@example.com");
        decrypter().service(mail);

        assertThat(SmimeFixture.text(mail))
                .contains("application/pkcs7-mime")
                .doesNotContain("X-Signet-Smime-Decrypted");
        assertThat(mail.getAttribute(SmimeDecrypt.DECRYPTED)).isEmpty();
    }

    @Test
    void wrongParametersShouldStopTheStart() {
        assertThatThrownBy(() -> decrypter("onUnauthenticated", "show"))
                .hasMessageContaining("leave, decrypt");
        assertThatThrownBy(() -> decrypter("anything", "x")).hasMessageContaining("anything");
    }
}
