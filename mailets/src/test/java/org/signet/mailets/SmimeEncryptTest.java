package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.testing.TestCa;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;

class SmimeEncryptTest {
    private static final String CERTIFICATES = "file://conf/certificates/";
    private static final String BOB = "bob@example.com";
    private static final String CAROL = "Carol@Example.COM";
    private static final String NOBODY = "nobody@example.com";
    private static final String SECRET = "3 m high";

    @TempDir Path folder;
    private final FakeMailContext context = FakeMailContext.defaultContext();
    private SmimeFixture fixture;

    @BeforeEach
    void makeFolder() throws IOException {
        fixture = new SmimeFixture(folder);
    }

    private FakeMailetConfig.Builder config(MailetContext around, String onNoCertificate) {
        FakeMailetConfig.Builder config =
                FakeMailetConfig.builder()
                        .mailetName("test")
                        .mailetContext(around)
                        .setProperty("certificates", CERTIFICATES)
                        .setProperty("onNoCertificate", onNoCertificate);
        return onNoCertificate.equals("next")
                ? config.setProperty("encryptedProcessor", "relay")
                : config;
    }

    private void service(String onNoCertificate, Mail mail) throws Exception {
        fixture.encrypter(config(context, onNoCertificate).build()).service(mail);
    }

    /** The context, of which one method fails as James does when its queue is broken. */
    private MailetContext failing(String method) {
        return (MailetContext)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {MailetContext.class},
                        (proxy, called, arguments) -> {
                            if (called.getName().equals(method)) {
                                throw new MessagingException("queue is broken");
                            }
                            try {
                                return called.invoke(context, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @Nested
    class WhenAllHaveCertificates {
        @ParameterizedTest
        @ValueSource(strings = {"next", "bounce", "error"})
        void mailItselfShouldBeEncryptedForAll(String onNoCertificate) throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, BOB, CAROL);

            service(onNoCertificate, mail);

            byte[] sealed = SmimeFixture.bytes(mail);
            assertThat(fixture.decrypted(sealed, "bob")).contains(SECRET);
            assertThat(fixture.decrypted(sealed, "carol")).contains(SECRET);
            assertThat(SmimeFixture.text(mail))
                    .contains("smime-type=authEnveloped-data")
                    .contains("Subject: [...]")
                    .doesNotContain("plan")
                    .doesNotContain(SECRET);
            assertThat(mail.getRecipients()).hasSize(2);
            assertThat(context.getSentMails()).isEmpty();
        }

        @Test
        void signatureShouldVerifyAfterDecrypting() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, BOB);
            fixture.signer("keys", "file://conf/keys/").service(mail);

            service("error", mail);

            String opened = fixture.decrypted(SmimeFixture.bytes(mail), "bob");
            assertThat(fixture.verified(opened.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .contains(SECRET);
        }

        @Test
        void bytesShouldBeTheSameEachTimeTheyAreWritten() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, BOB);

            service("error", mail);

            assertThat(SmimeFixture.bytes(mail)).isEqualTo(SmimeFixture.bytes(mail));
        }

        @Test
        void encryptedMailShouldStayAsItIsWhoeverItIsFor() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, BOB);
            service("error", mail);
            byte[] once = SmimeFixture.bytes(mail);
            mail.setRecipients(List.of(new MailAddress(NOBODY)));

            service("error", mail);

            assertThat(SmimeFixture.bytes(mail)).isEqualTo(once);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "application/pkcs7-mime; smime-type=enveloped-data",
                    "application/pkcs7-mime; smime-type=authEnveloped-data; name=smime.p7m",
                    "application/octet-stream; name=smime.p7m",
                    "multipart/encrypted; boundary=b; protocol=\"application/pgp-encrypted\""
                })
        void mailThatOnlyClaimsToBeEncryptedShouldBeEncrypted(String type) throws Exception {
            MailImpl mail =
                    SmimeFixture.mail(
                            SmimeFixture.TEXT.replace("text/plain; charset=utf-8", type), BOB);

            service("error", mail);

            assertThat(SmimeFixture.text(mail)).doesNotContain(SECRET);
            fixture.decrypted(SmimeFixture.bytes(mail), "bob");
        }
    }

    @Nested
    class WhenSomeNeedCbc {
        private MailImpl service(Mail mail, String... more) throws Exception {
            FakeMailetConfig.Builder config =
                    FakeMailetConfig.builder()
                            .mailetName("test")
                            .mailetContext(context)
                            .setProperty("certificates", CERTIFICATES)
                            .setProperty("onNoCertificate", "error");
            for (int i = 0; i < more.length; i += 2) {
                config.setProperty(more[i], more[i + 1]);
            }
            fixture.encrypter(config.build()).service(mail);
            return (MailImpl) mail;
        }

        @Test
        void eachGroupShouldGetWhatItReads() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, BOB, CAROL);
            mail.setState("outbound");

            service(mail, "cbcFor", "Bob@EXAMPLE.com");

            assertThat(mail.getRecipients()).containsExactly(new MailAddress(CAROL));
            assertThat(SmimeFixture.text(mail)).contains("smime-type=authEnveloped-data");
            assertThat(fixture.decrypted(SmimeFixture.bytes(mail), "carol")).contains(SECRET);
            assertThat(context.getSentMails()).hasSize(1);
            SentMail sent = context.getSentMails().get(0);
            assertThat(sent.getState()).isEqualTo("outbound");
            assertThat(sent.getRecipients()).containsExactly(new MailAddress(BOB));
            byte[] copy = SmimeFixture.bytes(sent.getMsg());
            assertThat(new String(copy, java.nio.charset.StandardCharsets.UTF_8))
                    .contains("smime-type=enveloped-data");
            assertThat(fixture.decrypted(copy, "bob")).contains(SECRET);
        }

        @Test
        void mailShouldStayOneWhenAllOfADomainNeedIt() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, BOB, CAROL);

            service(mail, "cbcFor", "example.net, example.com");

            assertThat(SmimeFixture.text(mail)).contains("smime-type=enveloped-data");
            assertThat(mail.getRecipients()).hasSize(2);
            assertThat(context.getSentMails()).isEmpty();
        }

        @Test
        void additionalRecipientShouldReadEveryForm() throws Exception {
            fixture.write("conf/escrow.pem", fixture.read("carol.crt"));
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, BOB);

            service(mail, "additionalRecipients", "file://conf/escrow.pem", "cbcFor", BOB);

            assertThat(fixture.decrypted(SmimeFixture.bytes(mail), "carol")).contains(SECRET);
            assertThat(mail.getRecipients()).containsExactly(new MailAddress(BOB));
        }

        @Test
        void subjectShouldBeInsideUnlessSwitchedOff() throws Exception {
            MailImpl hidden = service(SmimeFixture.mail(SmimeFixture.TEXT, BOB));
            MailImpl open =
                    service(SmimeFixture.mail(SmimeFixture.TEXT, BOB), "protectHeaders", "false");

            assertThat(fixture.decrypted(SmimeFixture.bytes(hidden), "bob"))
                    .contains("hp=\"cipher\"", "Subject: plan", "HP-Outer: Subject: [...]");
            assertThat(SmimeFixture.text(open)).contains("Subject: plan");
            assertThat(fixture.decrypted(SmimeFixture.bytes(open), "bob"))
                    .doesNotContain("Subject");
        }

        @Test
        void tripleWrappedMailShouldVerifyInEachLayer() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, BOB);
            String[] keys = {"keys", "file://conf/keys/", "protectHeaders", "cipher"};
            fixture.signer(keys).service(mail);
            service(mail);
            fixture.signer("keys", "file://conf/keys/", "alreadyEncrypted", "sign").service(mail);

            String middle = fixture.verified(SmimeFixture.bytes(mail));
            String inner = fixture.decrypted(utf8(middle), "bob");
            assertThat(fixture.verified(utf8(inner)))
                    .contains(SECRET, "hp=\"cipher\"", "Subject: plan");
            assertThat(SmimeFixture.text(mail)).contains("Subject: [...]").doesNotContain("plan");
        }

        private static byte[] utf8(String text) {
            return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    @Nested
    class WhenSomeHaveNone {
        @Test
        void mailShouldBeDividedAndMarkedWithAttribute() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, BOB, NOBODY);
            fixture.encrypter(
                            config(context, "attribute")
                                    .setProperty("encryptedProcessor", "relay")
                                    .build())
                    .service(mail);

            assertThat(mail.getRecipients()).containsExactly(new MailAddress(NOBODY));
            assertThat(
                            mail.getAttribute(AttributeName.of("org.signet.smime.unencrypted"))
                                    .orElseThrow()
                                    .getValue()
                                    .value())
                    .isEqualTo(1);
            assertThat(context.getSentMails()).hasSize(1);
        }

        /** RFC 3183 §4.1. */
        @Test
        void certificateOfADomainShouldServeAllItsAddresses() throws Exception {
            TestCa.Identity gateway =
                    SmimeFixture.CA.person("domain-confidentiality-authority@example.net").issue();
            fixture.write("conf/certificates/gateway.pem", gateway.certificatePem());
            fixture.write("gateway.key", gateway.keyPem());
            fixture.write("gateway.crt", gateway.certificatePem());
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, "anybody@example.net");

            service("error", mail);

            assertThat(fixture.decrypted(SmimeFixture.bytes(mail), "gateway")).contains(SECRET);
        }

        @Test
        void mailShouldBeDividedWithNext() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, BOB, NOBODY, CAROL);

            service("next", mail);

            assertThat(mail.getRecipients()).containsExactly(new MailAddress(NOBODY));
            assertThat(SmimeFixture.text(mail)).contains(SECRET);
            assertThat(context.getSentMails()).hasSize(1);
            SentMail sent = context.getSentMails().get(0);
            assertThat(sent.getState()).isEqualTo("relay");
            assertThat(sent.getSender()).isEqualTo(new MailAddress("alice@example.org"));
            assertThat(sent.getRecipients())
                    .containsExactlyInAnyOrder(new MailAddress(BOB), new MailAddress(CAROL));
            assertThat(sent.getAttributes()).containsKey(Mail.SMTP_AUTH_USER);
            assertThat(fixture.decrypted(SmimeFixture.bytes(sent.getMsg()), "carol"))
                    .contains(SECRET);
        }

        @Test
        void mailShouldGoOnWithNextWhenNobodyHasOne() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, NOBODY);
            byte[] before = SmimeFixture.bytes(mail);

            service("next", mail);

            assertThat(SmimeFixture.bytes(mail)).isEqualTo(before);
            assertThat(mail.getRecipients()).containsExactly(new MailAddress(NOBODY));
            assertThat(context.getSentMails()).isEmpty();
        }

        @Test
        void mailShouldStayWholeWhenTheEncryptedCopyCannotBeSent() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, BOB, NOBODY);
            SmimeEncrypt mailet = fixture.encrypter(config(failing("sendMail"), "next").build());

            assertThatThrownBy(() -> mailet.service(mail)).hasMessage("queue is broken");

            assertThat(mail.getRecipients()).hasSize(2);
            assertThat(SmimeFixture.text(mail)).contains(SECRET);
        }

        @Test
        void othersShouldGetItEncryptedWhenItIsReturnedForThese() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, BOB, NOBODY);

            service("bounce", mail);

            assertThat(context.getBouncedMails()).hasSize(1);
            assertThat(context.getBouncedMails().get(0).getMessage())
                    .contains(NOBODY)
                    .doesNotContain(BOB);
            assertThat(mail.getRecipients()).containsExactly(new MailAddress(BOB));
            assertThat(SmimeFixture.text(mail)).doesNotContain(SECRET);
        }

        @Test
        void mailShouldEndWhenItIsReturnedForAll() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, NOBODY);

            service("bounce", mail);

            assertThat(context.getBouncedMails()).hasSize(1);
            assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        }

        @Test
        void mailShouldStayWholeWhenItCannotBeReturned() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, BOB, NOBODY);
            SmimeEncrypt mailet = fixture.encrypter(config(failing("bounce"), "bounce").build());

            assertThatThrownBy(() -> mailet.service(mail)).hasMessage("queue is broken");

            assertThat(mail.getRecipients()).hasSize(2);
            assertThat(SmimeFixture.text(mail)).contains(SECRET);
        }

        @Test
        void errorShouldNameThem() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, BOB, NOBODY);

            assertThatThrownBy(() -> service("error", mail))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining(NOBODY);
        }

        @Test
        void expiredCertificateShouldCountAsNone() throws Exception {
            fixture.write(
                    "conf/certificates/old.pem",
                    SmimeFixture.CA.person(NOBODY).expired().issue().certificatePem());
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, NOBODY);

            assertThatThrownBy(() -> service("error", mail)).hasMessageContaining(NOBODY);
        }
    }

    @Test
    void messageThatCannotBeReadShouldNotGoOn() throws Exception {
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, BOB);
        String tooDeep =
                "Content-Type: message/rfc822\r\n\r\n".repeat(100) + "Subject: x\r\n\r\n" + SECRET;
        mail.setMessage(SmimeFixture.message("Subject: x\r\n" + tooDeep));

        assertThatThrownBy(() -> service("error", mail))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("TOO_DEEP");
    }

    @Test
    void mailForNobodyShouldStayAsItIs() throws Exception {
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT);
        byte[] before = SmimeFixture.bytes(mail);

        service("error", mail);

        assertThat(SmimeFixture.bytes(mail)).isEqualTo(before);
    }

    @Test
    void processorShouldBeAskedFor() throws Exception {
        assertThat(fixture.encrypter(config(context, "next").build()).requiredProcessingState())
                .containsExactly(new ProcessingState("relay"));
        assertThat(fixture.encrypter(config(context, "error").build()).requiredProcessingState())
                .isEmpty();
    }

    @Nested
    class Start {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '"',
                value = {
                    "certificates=file://conf/none,encryptedProcessor=relay"
                            + " | <certificates> is 'file://conf/none': there is no such folder",
                    "encryptedProcessor=relay | <certificates> is '': it is required",
                    "certificates=file://conf/certificates"
                            + " | <encryptedProcessor> is '': it is required",
                    "certificates=file://conf/certificates,onNoCertificate=error,cbcFor=@x"
                            + " | <cbcFor> is '@x': one of it is neither",
                    "certificates=file://conf/certificates,onNoCertificate=error,"
                            + "additionalRecipients=file://conf/keys/alice.pem,oaep=1"
                            + " | <oaep> is '1': it is not a truth value",
                    "certificates=file://conf/certificates,onNoCertificate=error,"
                            + "additionalRecipients=file://conf/none.pem"
                            + " | <additionalRecipients> is 'file://conf/none.pem': there is no",
                    "certificates=file://conf/certificates,onNoCertificate=skip"
                            + " | <onNoCertificate> is 'skip': it is none of the choices;"
                            + " allowed: next, bounce, attribute, error",
                    "certificates=file://conf/certificates,onNoCertificate=error,"
                            + "onMailetException=ignore"
                            + " | <onMailetException> is 'ignore': a mail that could not be",
                    "certificate=x | <certificate> is 'x': this mailet has no such parameter",
                })
        void wrongParametersShouldBeRefused(String parameters, String message) {
            FakeMailetConfig.Builder config = FakeMailetConfig.builder().mailetName("test");
            for (String parameter : parameters.split(",", -1)) {
                String[] pair = parameter.split("=", 2);
                config.setProperty(pair[0], pair[1]);
            }

            assertThatThrownBy(() -> fixture.encrypter(config.build()))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageStartingWith("mailetcontainer.xml: mailet SmimeEncrypt: parameter ")
                    .hasMessageContaining(message)
                    .hasMessageContaining("allowed: ");
        }

        @Test
        void brokenCertificateShouldBeRefusedByItsName() throws Exception {
            fixture.write("conf/certificates/eve.pem", "nothing here");

            assertThatThrownBy(() -> service("error", SmimeFixture.mail("", BOB)))
                    .hasMessageContaining("eve.pem: there is no certificate in it");
        }

        @Test
        void certificateThatCannotBeUsedShouldNotStopTheStart() throws Exception {
            fixture.write(
                    "conf/certificates/eve.pem",
                    SmimeFixture.CA
                            .person("eve@example.com")
                            .key(TestCa.KeyKind.ED25519)
                            .issue()
                            .certificatePem());
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, "eve@example.com");

            assertThatThrownBy(() -> service("error", mail))
                    .hasMessageContaining("eve@example.com");
        }
    }
}
