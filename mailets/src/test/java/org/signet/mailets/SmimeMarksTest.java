package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.testing.TestCa;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;

/** What the files {@code blocked} and {@code trusted} in a folder of certificates do to mail. */
class SmimeMarksTest {
    private static final TestCa TRUSTED = TestCa.root("Trusted Root");
    private static final TestCa OTHER = TestCa.root("Other Root");
    private static final String DAVE = "dave@example.com";
    private static final String CAROL = "carol@example.com";
    private static final String ERIN = "erin@example.com";
    private static final String BOTH = "file://conf/certificates/, file://conf/more/";
    private static final String SECRET = "3 m high";

    @TempDir Path folder;
    private final FakeMailContext context = FakeMailContext.defaultContext();
    private SmimeFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new SmimeFixture(folder);
        Files.createDirectories(folder.resolve("conf/roots"));
        fixture.write("conf/roots/root.pem", TRUSTED.identity().certificatePem());
    }

    /** A clock by which every look is later than the last one than a change may go unnoticed. */
    private static Clock hurried() {
        return new Clock() {
            private Instant now = Instant.now();

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                now = now.plusSeconds(11);
                return now;
            }
        };
    }

    private static String fingerprint(TestCa.Identity identity) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(identity.certificate().getEncoded()));
    }

    private SmimeEncrypt encrypter(String onNoCertificate, String... more)
            throws MessagingException {
        FakeMailetConfig.Builder config =
                FakeMailetConfig.builder()
                        .mailetName("test")
                        .mailetContext(context)
                        .setProperty("certificates", "file://conf/certificates/")
                        .setProperty("onNoCertificate", onNoCertificate);
        for (int i = 0; i < more.length; i += 2) {
            config.setProperty(more[i], more[i + 1]);
        }
        SmimeEncrypt mailet = new SmimeEncrypt(fixture.files(), hurried(), new SecureRandom());
        mailet.init(config.build());
        return mailet;
    }

    private TestCa.Identity dave(TestCa ca) throws Exception {
        TestCa.Identity dave = ca.person(DAVE).issue();
        fixture.write("conf/certificates/dave.pem", dave.chainPem());
        return dave;
    }

    @Test
    void blockedCertificateShouldNoLongerBeEncryptedToAndMailBeReturned() throws Exception {
        TestCa.Identity dave = dave(OTHER);
        SmimeEncrypt mailet = encrypter("bounce");
        MailImpl before = SmimeFixture.mail(SmimeFixture.TEXT, DAVE);
        mailet.service(before);
        assertThat(SmimeFixture.text(before)).contains("authEnveloped-data");

        fixture.write("conf/certificates/blocked", fingerprint(dave) + " 2026-11-24 by ada: lost");
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, DAVE, CAROL);
        mailet.service(mail);

        assertThat(mail.getRecipients()).containsExactly(new MailAddress(CAROL));
        assertThat(SmimeFixture.text(mail)).doesNotContain(SECRET);
        assertThat(context.getSentMails()).isEmpty();
        assertThat(context.getBouncedMails())
                .singleElement()
                .satisfies(bounce -> assertThat(bounce.getMessage()).contains(DAVE + " (blocked)"));
    }

    @Test
    void olderCertificateShouldTakeThePlaceOfABlockedOne() throws Exception {
        TestCa.Identity older = OTHER.person(DAVE).issue();
        Instant now = Instant.now();
        TestCa.Identity newer =
                OTHER.person(DAVE).valid(now.minusSeconds(60), now.plusSeconds(9999)).issue();
        fixture.write(
                "conf/certificates/dave.pem", older.certificatePem() + newer.certificatePem());
        fixture.write("conf/certificates/blocked", fingerprint(newer));
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, DAVE);
        encrypter("error").service(mail);

        assertThat(SmimeFixture.text(mail)).contains("authEnveloped-data");
    }

    @Test
    void mailShouldWaitForAllWhileTheListCannotBeReadAndGoOnAfterwards() throws Exception {
        SmimeEncrypt mailet = encrypter("next", "encryptedProcessor", "relay");
        fixture.write("conf/certificates/blocked", "carol");
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, CAROL, "nobody@example.com");
        assertThatThrownBy(() -> mailet.service(mail))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("blocked: line 1");
        assertThat(context.getSentMails()).isEmpty();
        assertThat(mail.getRecipients()).hasSize(2);

        fixture.write("conf/certificates/blocked", "# nobody");
        MailImpl again = SmimeFixture.mail(SmimeFixture.TEXT, CAROL);
        mailet.service(again);
        assertThat(SmimeFixture.text(again)).doesNotContain(SECRET);
    }

    @Test
    void brokenCertificateShouldNotHideWhatWasBlockedAtTheSameTime() throws Exception {
        TestCa.Identity dave = dave(OTHER);
        SmimeEncrypt mailet = encrypter("bounce");
        fixture.write("conf/certificates/broken.pem", "nonsense");
        fixture.write("conf/certificates/blocked", fingerprint(dave));
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, DAVE);
        mailet.service(mail);

        assertThat(context.getBouncedMails()).hasSize(1);
        assertThat(SmimeFixture.text(mail)).doesNotContain("authEnveloped-data");
    }

    @Test
    void listThatCannotBeReadShouldStopTheStart() throws Exception {
        fixture.write("conf/certificates/blocked", "carol");

        assertThatThrownBy(() -> encrypter("error"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("parameter <certificates>")
                .hasMessageContaining("line 1");
    }

    @Test
    void trustedCertificateShouldNeedNoChainToARoot() throws Exception {
        TestCa.Identity dave = dave(OTHER);
        SmimeEncrypt mailet = encrypter("error", "trust", "file://conf/roots/");
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, DAVE);
        assertThatThrownBy(() -> mailet.service(mail)).hasMessageContaining("(untrusted)");

        fixture.write("conf/certificates/trusted", fingerprint(dave));
        mailet.service(mail);
        assertThat(SmimeFixture.text(mail)).contains("authEnveloped-data");
    }

    @Test
    void blockedAdditionalRecipientShouldMakeMailWait() throws Exception {
        TestCa.Identity archive = OTHER.person("archive@example.org").issue();
        fixture.write("conf/archive.pem", archive.certificatePem());
        fixture.write("conf/certificates/blocked", fingerprint(archive));
        SmimeEncrypt mailet = encrypter("error", "additionalRecipients", "file://conf/archive.pem");
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, CAROL);

        assertThatThrownBy(() -> mailet.service(mail)).hasMessageContaining("blocked");
    }

    @Test
    void signatureShouldBeInvalidOnceItsCertificateIsBlocked() throws Exception {
        TestCa.Identity alice = TRUSTED.person("alice@example.org").issue();
        fixture.write("conf/keys/alice.pem", alice.keyPem() + alice.chainPem());
        SmimeVerify mailet = new SmimeVerify(fixture.files(), hurried());
        mailet.init(
                SmimeFixture.config(
                        "trust", "file://conf/roots/",
                        "certificates", "file://conf/certificates/"));

        assertThat(verdict(mailet)).isEqualTo("valid");
        fixture.write("conf/certificates/blocked", fingerprint(alice));
        assertThat(verdict(mailet)).isEqualTo("invalid (blocked)");
        fixture.write("conf/certificates/blocked", "alice");
        assertThat(verdict(mailet)).isEqualTo("undecidable (block-list-unreadable)");
    }

    @Test
    void certificateShouldNotBeEncryptedToThatAnotherFolderBlocks() throws Exception {
        TestCa.Identity dave = dave(OTHER);
        Files.createDirectories(folder.resolve("conf/more"));
        fixture.write("conf/more/erin.pem", OTHER.person(ERIN).issue().certificatePem());
        SmimeEncrypt mailet = encrypter("bounce", "certificates", BOTH);
        MailImpl before = SmimeFixture.mail(SmimeFixture.TEXT, DAVE, ERIN);
        mailet.service(before);
        assertThat(before.getRecipients()).hasSize(2);
        assertThat(SmimeFixture.text(before)).contains("authEnveloped-data");

        fixture.write("conf/more/blocked", fingerprint(dave));
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, DAVE, ERIN);
        mailet.service(mail);

        assertThat(mail.getRecipients()).containsExactly(new MailAddress(ERIN));
        fixture.write("conf/more/blocked", "dave");
        assertThatThrownBy(() -> mailet.service(SmimeFixture.mail(SmimeFixture.TEXT, CAROL)))
                .hasMessageContaining("blocked: line 1");
    }

    @Test
    void signatureShouldBeInvalidWhenEitherFolderBlocksItsCertificate() throws Exception {
        TestCa.Identity alice = TRUSTED.person("alice@example.org").issue();
        fixture.write("conf/keys/alice.pem", alice.keyPem() + alice.chainPem());
        Files.createDirectories(folder.resolve("conf/more"));
        fixture.write("conf/more/blocked", fingerprint(alice));
        for (String folders :
                new String[] {BOTH, "file://conf/more/\n file://conf/certificates/"}) {
            SmimeVerify mailet = new SmimeVerify(fixture.files(), hurried());
            mailet.init(
                    SmimeFixture.config("trust", "file://conf/roots/", "certificates", folders));

            assertThat(verdict(mailet)).isEqualTo("invalid (blocked)");
        }
    }

    private String verdict(SmimeVerify mailet) throws Exception {
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, "bob@example.com");
        fixture.signer("keys", "file://conf/keys/").service(mail);
        mailet.service(mail);
        return mail.getMessage().getHeader(SmimeVerify.VERDICT_FIELD, ",");
    }
}
