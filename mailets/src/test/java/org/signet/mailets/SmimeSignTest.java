package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMultipart;

import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.smime.mime.CanonicalEntity;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.MimeLimits;
import org.signet.testing.RandomMessage;
import org.signet.testing.TestCa;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

class SmimeSignTest {
    private static final String KEYS = "file://conf/keys/";

    @TempDir Path folder;
    private SmimeFixture fixture;

    @BeforeEach
    void makeFolder() throws IOException {
        fixture = new SmimeFixture(folder);
    }

    private MailImpl signed(String text) throws Exception {
        MailImpl mail = SmimeFixture.mail(text, "bob@example.com");
        fixture.signer("keys", KEYS).service(mail);
        return mail;
    }

    @Nested
    class Signed {
        @Test
        void mailShouldVerifyAndKeepWhatItSays() throws Exception {
            MailImpl mail = signed(SmimeFixture.TEXT);

            assertThat(fixture.verified(SmimeFixture.bytes(mail)))
                    .contains("S=C3=A4ule is 3 m high.=20");
            assertThat(SmimeFixture.text(mail))
                    .startsWith(
                            """
                            From: Alice <alice@example.org>\r
                            To: bob@example.com\r
                            Subject: plan\r
                            Message-ID: <1@example.org>\r
                            """)
                    .doesNotContain("Sender:")
                    .doesNotContain("Reply-To:");
        }

        /** James counts, stores and sends a message, and each time writes it anew. */
        @Test
        void bytesShouldBeTheSameEachTimeTheyAreWritten() throws Exception {
            MailImpl mail = signed(SmimeFixture.TEXT);

            assertThat(SmimeFixture.bytes(mail)).isEqualTo(SmimeFixture.bytes(mail));
            assertThat(SmimeFixture.bytes(MailImpl.duplicate(mail)))
                    .isEqualTo(SmimeFixture.bytes(mail));
        }

        @Test
        void bodyShouldStayWhenLaterMailetsTouchTheHeader() throws Exception {
            MailImpl mail = signed(SmimeFixture.TEXT);
            String before = SmimeFixture.text(mail);

            assertThat(mail.getMessage().getContent()).isInstanceOf(MimeMultipart.class);
            mail.getMessage().addHeader("X-Later", "yes");
            mail.getMessage().setSubject("Re: plan");
            mail.getMessage().saveChanges();
            String after = SmimeFixture.text(mail);

            assertThat(after).contains("X-Later: yes").contains("Subject: Re: plan");
            assertThat(after.substring(after.indexOf("\r\n\r\n")))
                    .isEqualTo(before.substring(before.indexOf("\r\n\r\n")));
            assertThat(fixture.verified(SmimeFixture.bytes(mail))).contains("3 m high");
        }

        /** The sign mailet of James wraps HTML into an explanation and loses its type. */
        @Test
        void typeOfTheBodyShouldStay() throws Exception {
            MailImpl mail =
                    signed(
                            SmimeFixture.TEXT.replace(
                                    "text/plain; charset=utf-8",
                                    "text/html; charset=utf-8\r\nContent-Language: de"));

            assertThat(fixture.verified(SmimeFixture.bytes(mail)))
                    .startsWith(
                            "Content-Type: text/html; charset=utf-8\r\nContent-Language: de\r\n");
            assertThat(SmimeFixture.text(mail)).doesNotContain("SignatureExplanation");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "multipart/signed; boundary=b; protocol=\"application/pkcs7-signature\"",
                    "Multipart/Signed; boundary=b; protocol=\"application/pgp-signature\"",
                    "multipart/encrypted; boundary=b"
                })
        void protectedMailShouldStayAsItIs(String type) throws Exception {
            MailImpl mail = signed(SmimeFixture.TEXT.replace("text/plain; charset=utf-8", type));

            assertThat(SmimeFixture.text(mail)).contains(type).doesNotContain("=_signed");
        }

        @Test
        void mailShouldBeSignedOnce() throws Exception {
            MailImpl mail = signed(SmimeFixture.TEXT);
            byte[] once = SmimeFixture.bytes(mail);

            fixture.signer("keys", KEYS).service(mail);

            assertThat(SmimeFixture.bytes(mail)).isEqualTo(once);
        }

        /** The sign mailet of James fails to start when EMAILADDRESS is the last of the name. */
        @Test
        void addressInTheSubjectShouldDo() throws Exception {
            TestCa.Identity old =
                    SmimeFixture.CA.person("dora@example.org").addressInSubjectOnly().issue();
            fixture.write("conf/keys/dora.pem", old.keyPem() + old.chainPem());
            MailImpl mail =
                    SmimeFixture.mail(
                            SmimeFixture.TEXT.replace("alice@", "dora@"), "bob@example.com");
            mail.setSender(new MailAddress("dora@example.org"));

            fixture.signer("keys", KEYS).service(mail);

            assertThat(SmimeFixture.text(mail)).contains("multipart/signed");
        }

        @Test
        void anyMessageShouldVerifyAndStayTheSame() throws Exception {
            SmimeSign mailet = fixture.signer("keys", KEYS);
            int verified = 0;
            for (long seed = 0; seed < 100; seed++) {
                String text = new String(RandomMessage.of(seed), StandardCharsets.UTF_8);
                MailImpl mail = SmimeFixture.mail(text, "bob@example.com");

                mailet.service(mail);
                byte[] signed = SmimeFixture.bytes(mail);

                assertThat(SmimeFixture.bytes(MailImpl.duplicate(mail)))
                        .as("seed %s", seed)
                        .isEqualTo(signed);
                if (isRobust(text)) {
                    verified++;
                    assertThat(fixture.verified(signed)).startsWith("Content-T");
                }
            }
            assertThat(verified).isGreaterThan(85);
        }

        private static boolean isRobust(String text) throws IOException {
            return CanonicalEntity.of(
                            MessageSource.of(text.getBytes(StandardCharsets.UTF_8)),
                            MimeLimits.DEFAULT)
                    .isRobust();
        }

        @Test
        void largeMailShouldBeSigned() throws Exception {
            MailImpl mail = signed(SmimeFixture.TEXT + "0123456789\r\n".repeat(200_000));

            assertThat(fixture.verified(SmimeFixture.bytes(mail))).hasSizeGreaterThan(2_400_000);
        }
    }

    @Nested
    class WithoutKey {
        private final FakeMailContext context = FakeMailContext.defaultContext();

        private void service(String onNoKey, Mail mail) throws Exception {
            SmimeSign mailet = new SmimeSign(fixture.files(), Clock.systemUTC());
            mailet.init(
                    FakeMailetConfig.builder()
                            .mailetName("test")
                            .mailetContext(context)
                            .setProperty("keys", KEYS)
                            .setProperty("onNoKey", onNoKey)
                            .build());
            mailet.service(mail);
        }

        @ParameterizedTest
        @CsvSource({
            "mallory@example.org, From: mallory@example.org",
            "mallory@example.org, From: alice@example.org",
            "alice@example.org,   From: mallory@example.org",
            "alice@example.org,   'From: alice@example.org, mallory@example.org'",
            "alice@example.org,   'From: alice@example.org\r\nFrom: mallory@example.org'",
            "alice@example.org,   'X-From: alice@example.org'",
            "alice@example.org,   'Sender: alice@example.org'",
            "alice@example.org,   'From: undisclosed: ;'",
        })
        void mailOfAnotherShouldNotBeSigned(String envelope, String from) throws Exception {
            String text = SmimeFixture.TEXT.replace("From: Alice <alice@example.org>", from);
            MailImpl mail = SmimeFixture.mail(text, "bob@example.com");
            mail.setSender(new MailAddress(envelope));
            byte[] before = SmimeFixture.bytes(mail);

            service("pass", mail);

            assertThat(SmimeFixture.bytes(mail)).isEqualTo(before);
        }

        @Test
        void mailOfSomebodyWhoDidNotLogInShouldNotBeSigned() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, "bob@example.com");
            mail.removeAttribute(Mail.SMTP_AUTH_USER);

            service("pass", mail);

            assertThat(SmimeFixture.text(mail)).doesNotContain("multipart/signed");
        }

        @Test
        void mailShouldBeReturnedWhenItIsToBounce() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, "bob@example.com");
            mail.setSender(new MailAddress("mallory@example.org"));

            service("bounce", mail);

            assertThat(context.getBouncedMails()).hasSize(1);
            assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        }

        @Test
        void mailWithoutSenderShouldNotVanishWhenItIsToBounce() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, "bob@example.com");
            mail.setSender(MailAddress.nullSender());

            assertThatThrownBy(() -> service("bounce", mail))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("NO_ENVELOPE_SENDER");
        }

        @Test
        void exceptionShouldBeThrownWhenItIsAnError() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, "bob@example.com");
            mail.setSender(new MailAddress("mallory@example.org"));

            assertThatThrownBy(() -> service("error", mail))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("AUTHOR_IS_NOT_ENVELOPE_SENDER");
        }
    }

    @Nested
    class Start {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '"',
                value = {
                    "keys | file://conf/nowhere | 'file://conf/nowhere': there is no such folder;",
                    "keys | conf/keys | 'conf/keys': it is neither of the two forms;",
                    "keys | /nowhere/at/all | /nowhere/at/all: there is no such folder;",
                    "keys | \"\" | '': it is required;",
                    "onNoKey | ignore | 'ignore': it is none of the choices; allowed: pass,"
                            + " bounce, error",
                    "requireAuthentication | yes | 'yes': it is not a truth value;",
                    "onMailetException | ignore | 'ignore': a mail that could not be protected",
                    "onMatchException | nomatch | 'nomatch': a mail that could not be protected",
                    "key | x | 'x': this mailet has no such parameter; allowed: keys,",
                })
        void wrongParameterShouldBeRefused(String name, String value, String message) {
            assertThatThrownBy(
                            () ->
                                    fixture.signer(
                                            name.equals("keys")
                                                    ? new String[] {name, value}
                                                    : new String[] {"keys", KEYS, name, value}))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageStartingWith("mailetcontainer.xml: mailet SmimeSign: parameter <")
                    .hasMessageContaining(message)
                    .hasMessageContaining("allowed: ");
        }

        @Test
        void brokenFileShouldBeRefusedByItsName() throws Exception {
            fixture.write(
                    "conf/keys/broken.pem",
                    "# a comment\n-----BEGIN PRIVATE KEY-----\n!!\n-----END PRIVATE KEY-----\n");

            assertThatThrownBy(() -> fixture.signer("keys", KEYS))
                    .hasMessageContaining("parameter <keys> is '" + KEYS + "'")
                    .hasMessageContaining("broken.pem: line 2: the block PRIVATE KEY is not base64")
                    .hasMessageContaining("allowed: ");
        }

        @Test
        void emptyFolderShouldBeRefused() throws Exception {
            Files.delete(folder.resolve("conf/keys/alice.pem"));

            assertThatThrownBy(() -> fixture.signer("keys", KEYS))
                    .hasMessageContaining("there is no file *.pem, *.p12 or *.pfx in it");
        }

        @Test
        void absolutePathShouldBeAccepted() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, "bob@example.com");

            fixture.signer("keys", folder.resolve("conf/keys").toString()).service(mail);

            assertThat(SmimeFixture.text(mail)).contains("multipart/signed");
        }
    }
}
