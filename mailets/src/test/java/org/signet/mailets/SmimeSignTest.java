package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMultipart;

import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
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
import java.util.ArrayList;
import java.util.List;

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
    class ByRule {
        @ParameterizedTest
        @CsvSource({
            "calendar, 'Content-Type: text/calendar; method=REQUEST; charset=utf-8'",
            "calendar, 'Content-Type: Text/Calendar'",
            "lists,    'List-Id: <all.example.org>\r\nContent-Type: text/plain; charset=utf-8'",
        })
        void mailShouldPassOrBeSigned(String rule, String field) throws Exception {
            String text =
                    SmimeFixture.TEXT.replace("Content-Type: text/plain; charset=utf-8", field);
            MailImpl passed = SmimeFixture.mail(text, "bob@example.com");
            MailImpl signed = SmimeFixture.mail(text, "bob@example.com");

            fixture.signer("keys", KEYS).service(passed);
            fixture.signer("keys", KEYS, rule, "sign").service(signed);

            assertThat(SmimeFixture.text(passed)).doesNotContain("multipart/signed");
            assertThat(fixture.verified(SmimeFixture.bytes(signed))).contains("3 m high");
        }

        @Test
        void signedMailShouldBeSignedAgainWhenAskedFor() throws Exception {
            MailImpl mail = signed(SmimeFixture.TEXT);

            fixture.signer("keys", KEYS, "alreadySigned", "sign").service(mail);

            String inner = fixture.verified(SmimeFixture.bytes(mail));
            assertThat(fixture.verified(inner.getBytes(StandardCharsets.UTF_8)))
                    .contains("3 m high");
        }

        /** Who logged in is known even where the envelope has no sender. */
        @ParameterizedTest
        @CsvSource({"alice@example.org, true", "mallory@example.org, false", "alice, false"})
        void mailWithoutSenderShouldBeSignedForWhoLoggedIn(String user, boolean signed)
                throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, "bob@example.com");
            mail.setSender(MailAddress.nullSender());
            mail.setAttribute(Attribute.convertToAttribute(Mail.SMTP_AUTH_USER.asString(), user));

            fixture.signer("keys", KEYS, "bounces", "sign").service(mail);

            assertThat(SmimeFixture.text(mail).contains("multipart/signed")).isEqualTo(signed);
        }
    }

    @Nested
    class Forms {
        @Test
        void contentShouldLieInsideWhenOpaque() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, "bob@example.com");

            fixture.signer("keys", KEYS, "opaque", "true").service(mail);

            assertThat(SmimeFixture.text(mail))
                    .contains("application/pkcs7-mime; smime-type=signed-data")
                    .doesNotContain("3 m high");
            assertThat(fixture.verified(SmimeFixture.bytes(mail))).contains("3 m high");
        }

        @Test
        void headerFieldsShouldBeSignedWhenAskedFor() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, "bob@example.com");

            fixture.signer("keys", KEYS, "protectHeaders", "clear").service(mail);

            assertThat(fixture.verified(SmimeFixture.bytes(mail)))
                    .contains("hp=\"clear\"", "\r\nSubject: plan\r\n");
        }
    }

    @Nested
    class KeysOfMany {
        private String signedBy(String sender, String... more) throws Exception {
            String text = SmimeFixture.TEXT.replace("alice@example.org", sender);
            MailImpl mail = SmimeFixture.mail(text, "bob@example.com");
            mail.setSender(new MailAddress(sender));
            List<String> all = new ArrayList<>(List.of("keys", KEYS, "onNoKey", "error"));
            all.addAll(List.of(more));
            fixture.signer(all.toArray(String[]::new)).service(mail);
            return fixture.openssl(
                    "signers",
                    SmimeFixture.bytes(mail),
                    "cms",
                    "-verify",
                    "-in",
                    "in.eml",
                    "-CAfile",
                    "root.pem",
                    "-signer",
                    "signers",
                    "-out",
                    "content");
        }

        private TestCa.Identity write(String name, TestCa.Leaf leaf) throws Exception {
            TestCa.Identity identity = leaf.issue();
            fixture.write("conf/keys/" + name, identity.keyPem() + identity.chainPem());
            return identity;
        }

        private static TestCa.Leaf gateway(String domain) {
            return SmimeFixture.CA.server(domain).forMail();
        }

        @Test
        void ownKeyShouldComeBeforeThatOfTheDomainAndThatBeforeTheOneForAll() throws Exception {
            TestCa.Identity domain = write("domain.pem", gateway("example.org"));
            TestCa.Identity global = write("all.pem", SmimeFixture.CA.person("gw@example.net"));

            assertThat(signedBy("alice@example.org", "globalKey", "all.pem"))
                    .isNotEqualTo(domain.certificatePem());
            assertThat(signedBy("dora@example.org", "globalKey", "all.pem"))
                    .isEqualToIgnoringNewLines(domain.certificatePem());
            assertThat(signedBy("dora@example.com", "globalKey", "all.pem"))
                    .isEqualToIgnoringNewLines(global.certificatePem());
        }

        /** RFC 3183 §2.3.1. */
        @Test
        void roleShouldSignForItsDomain() throws Exception {
            TestCa.Identity role =
                    write(
                            "role.pem",
                            SmimeFixture.CA.person("domain-signing-authority@example.org"));

            assertThat(signedBy("dora@example.org"))
                    .isEqualToIgnoringNewLines(role.certificatePem());
        }

        @Test
        void keyOfADomainShouldNotSignForAnother() throws Exception {
            write("domain.pem", gateway("example.org"));

            assertThatThrownBy(() -> signedBy("dora@sub.example.org"))
                    .hasMessageContaining("NONE_FOR_ADDRESS");
        }

        @Test
        void globalKeyThatIsNotThereShouldBeRefused() {
            assertThatThrownBy(() -> fixture.signer("keys", KEYS, "globalKey", "none.pem"))
                    .hasMessageContaining("none.pem: there is no such file");
        }
    }

    @Nested
    class WithoutKey {
        private final FakeMailContext context = FakeMailContext.defaultContext();

        private void service(String onNoKey, Mail mail, String... more) throws Exception {
            SmimeSign mailet = new SmimeSign(fixture.files(), Clock.systemUTC());
            FakeMailetConfig.Builder config =
                    FakeMailetConfig.builder()
                            .mailetName("test")
                            .mailetContext(context)
                            .setProperty("keys", KEYS)
                            .setProperty("onNoKey", onNoKey);
            for (int i = 0; i < more.length; i += 2) {
                config.setProperty(more[i], more[i + 1]);
            }
            mailet.init(config.build());
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
        void mailShouldGoOnWithTheReasonAsAttribute() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, "bob@example.com");
            mail.setSender(new MailAddress("mallory@example.org"));

            service("attribute", mail);

            assertThat(
                            mail.getAttribute(AttributeName.of("org.signet.smime.unsigned"))
                                    .orElseThrow()
                                    .getValue()
                                    .value())
                    .isEqualTo("AUTHOR_IS_NOT_ENVELOPE_SENDER");
            assertThat(SmimeFixture.text(mail)).doesNotContain("multipart/signed");
        }

        @Test
        void reportOfAServerShouldPassUnlessTheRuleSaysOtherwise() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, "bob@example.com");
            mail.setSender(MailAddress.nullSender());

            service("error", mail);

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

            assertThatThrownBy(() -> service("bounce", mail, "bounces", "sign"))
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
                            + " bounce, attribute, error",
                    "requireAuthentication | yes | 'yes': it is not a truth value;",
                    "onMailetException | ignore | 'ignore': a mail that could not be protected",
                    "onMatchException | nomatch | 'nomatch': a mail that could not be protected",
                    "key | x | 'x': this mailet has no such parameter; allowed:",
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
                    .hasMessageContaining("there is no file *.pem, *.p12, *.pfx or *.pkcs11 in it");
        }

        @Test
        void tokenThatIsNotThereShouldStopTheStart() throws Exception {
            fixture.write("pin", "4711");
            fixture.write(
                    "conf/keys/hsm.pkcs11",
                    "pkcs11:?module-path=/nowhere/libhsm.so&pin-source=file:"
                            + folder.resolve("pin"));

            assertThatThrownBy(() -> fixture.signer("keys", "file://conf/keys/"))
                    .hasMessageContaining("hsm.pkcs11")
                    .hasMessageContaining("the token cannot be used")
                    .hasMessageNotContaining("4711");
        }

        @Test
        void absolutePathShouldBeAccepted() throws Exception {
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, "bob@example.com");

            fixture.signer("keys", folder.resolve("conf/keys").toString()).service(mail);

            assertThat(SmimeFixture.text(mail)).contains("multipart/signed");
        }
    }
}
