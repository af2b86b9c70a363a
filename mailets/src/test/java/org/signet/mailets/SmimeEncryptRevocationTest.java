package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.testing.Crls;
import org.signet.testing.Ocsp;
import org.signet.testing.TestCa;
import org.signet.testing.WebServer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** To whom mail is encrypted where certificates need a chain and must not be revoked. */
class SmimeEncryptRevocationTest {
    private static final TestCa CA = TestCa.root("Trusted Root");
    private static final TestCa OTHER = TestCa.root("Other Root");
    private static final String DAVE = "dave@example.com";
    private static final String ERIN = "erin@example.com";
    private static final String SECRET = "3 m high";

    @TempDir Path folder;
    private final FakeMailContext context = FakeMailContext.defaultContext();
    private SmimeFixture fixture;
    private WebServer web;

    @BeforeEach
    void start() throws Exception {
        fixture = new SmimeFixture(folder);
        web = new WebServer();
        Files.createDirectories(folder.resolve("conf/roots"));
        fixture.write("conf/roots/root.pem", CA.identity().certificatePem());
    }

    @AfterEach
    void stop() throws Exception {
        web.close();
    }

    private SmimeEncrypt mailet(String onNoCertificate, String revocation, String... more)
            throws MessagingException {
        FakeMailetConfig.Builder config =
                FakeMailetConfig.builder()
                        .mailetName("test")
                        .mailetContext(context)
                        .setProperty("certificates", "file://conf/certificates/")
                        .setProperty("onNoCertificate", onNoCertificate)
                        .setProperty("encryptedProcessor", "relay")
                        .setProperty("trust", "file://conf/roots/")
                        .setProperty("revocation", revocation);
        if (!revocation.equals("off")) {
            config.setProperty("revocationHosts", web.host())
                    .setProperty("revocationTimeout", "PT1S");
        }
        for (int i = 0; i < more.length; i += 2) {
            config.setProperty(more[i], more[i + 1]);
        }
        return fixture.encrypter(config.build());
    }

    private void give(String name, TestCa.Identity identity) throws Exception {
        fixture.write("conf/certificates/" + name + ".pem", identity.chainPem());
        fixture.write(name + ".key", identity.keyPem());
        fixture.write(name + ".crt", identity.certificatePem());
    }

    private TestCa.Leaf asked(TestCa ca) {
        return ca.person(DAVE).responder(web.url("/ocsp"));
    }

    private TestCa.Leaf listed(TestCa ca) {
        return ca.person(DAVE).lists(web.url("/ca.crl"));
    }

    private TestCa.Identity certificate(String state) throws Exception {
        return switch (state) {
            case "asked" -> asked(CA).issue();
            case "listed" -> listed(CA).issue();
            case "silent" -> CA.person(DAVE).issue();
            case "expired" -> asked(CA).expired().issue();
            case "early" -> asked(CA).notYetValid().issue();
            case "stranger" -> asked(OTHER).issue();
            case "of-expired-authority" ->
                    asked(CA.below("Old CA").expired().issueAuthority()).issue();
            case "of-listed-authority" -> {
                TestCa below = CA.below("New CA").lists(web.url("/ca.crl")).issueAuthority();
                byte[] good = Crls.by(below).issue().getEncoded();
                web.at("/below.crl", (body, out) -> WebServer.ok(out, good));
                yield below.person(DAVE).lists(web.url("/below.crl")).issue();
            }
            default -> throw new IllegalArgumentException(state);
        };
    }

    private void answers(Ocsp answer) {
        web.at("/ocsp", (body, out) -> WebServer.ok(out, answer.answer(body, CA.certificate())));
    }

    private void hands(Crls list) throws Exception {
        byte[] encoded = list.issue().getEncoded();
        web.at("/ca.crl", (body, out) -> WebServer.ok(out, encoded));
    }

    /** Sets the servers up for the certificate of Dave, or of the authority above him. */
    private void behave(String server, TestCa.Identity dave) throws Exception {
        switch (server) {
            case "says-good" -> {
                answers(Ocsp.by(CA.identity()));
                hands(Crls.by(CA));
            }
            case "says-revoked" -> {
                answers(Ocsp.by(CA.identity()).saysRevoked());
                hands(
                        Crls.by(CA)
                                .revoked(dave.certificate())
                                .revoked(dave.chain().get(dave.chain().size() - 2)));
            }
            case "does-not-know" -> answers(Ocsp.by(CA.identity()).saysUnknown());
            case "is-stale" -> {
                answers(Ocsp.by(CA.identity()).valid(Duration.ofDays(-2), Duration.ofHours(-1)));
                hands(Crls.oldBy(CA));
            }
            case "is-forged" -> {
                answers(Ocsp.by(OTHER.identity()));
                hands(Crls.forged(CA, OTHER));
            }
            case "writes-garbage" -> {
                WebServer.Script garbage =
                        (body, out) ->
                                WebServer.ok(out, "<html>".getBytes(StandardCharsets.US_ASCII));
                web.at("/ocsp", garbage);
                web.at("/ca.crl", garbage);
            }
            case "hangs" -> {
                WebServer.Script silence = (body, out) -> Thread.sleep(Duration.ofSeconds(20));
                web.at("/ocsp", silence);
                web.at("/ca.crl", silence);
            }
            case "is-gone" -> web.close();
            default -> throw new IllegalArgumentException(server);
        }
    }

    private static String reasons(MailImpl mail) {
        return mail.getAttribute(AttributeName.of("org.signet.smime.unencrypted.reasons"))
                .map(each -> ((AttributeValue<?>) ((List<?>) each.getValue().value()).get(0)))
                .map(each -> String.valueOf(each.value()))
                .orElse("");
    }

    /** What became of a mail for Dave: {@code encrypted}, {@code none: REASON} or {@code waits}. */
    private String outcome(MailImpl mail, String onNoCertificate, String revocation)
            throws Exception {
        byte[] before = SmimeFixture.bytes(mail);
        SmimeEncrypt mailet = mailet(onNoCertificate, revocation);
        try {
            mailet.service(mail);
        } catch (MessagingException e) {
            assertThat(e)
                    .hasMessageStartingWith("Mail cannot be encrypted now")
                    .hasMessageContaining(DAVE);
            assertThat(SmimeFixture.bytes(mail)).isEqualTo(before);
            assertThat(mail.getRecipients()).contains(new MailAddress(DAVE));
            assertThat(mail.getState()).isEqualTo("root");
            assertThat(context.getSentMails()).isEmpty();
            assertThat(context.getBouncedMails()).isEmpty();
            return "waits";
        }
        if (SmimeFixture.text(mail).contains(SECRET)) {
            assertThat(SmimeFixture.bytes(mail)).isEqualTo(before);
            assertThat(context.getSentMails()).isEmpty();
            return "none: " + reasons(mail);
        }
        assertThat(fixture.decrypted(SmimeFixture.bytes(mail), "dave")).contains(SECRET);
        return "encrypted";
    }

    @ParameterizedTest
    @CsvSource({
        "asked,                off,     says-good,      encrypted",
        "asked,                off,     says-revoked,   encrypted",
        "asked,                prefer,  says-good,      encrypted",
        "asked,                require, says-good,      encrypted",
        "asked,                prefer,  says-revoked,   none: dave@example.com (revoked)",
        "asked,                require, says-revoked,   none: dave@example.com (revoked)",
        "asked,                prefer,  does-not-know,  encrypted",
        "asked,                require, does-not-know,  waits",
        "asked,                prefer,  is-stale,       encrypted",
        "asked,                require, is-stale,       waits",
        "asked,                prefer,  is-forged,      encrypted",
        "asked,                require, is-forged,      waits",
        "asked,                require, writes-garbage, waits",
        "asked,                prefer,  hangs,          encrypted",
        "asked,                require, hangs,          waits",
        "asked,                prefer,  is-gone,        encrypted",
        "asked,                require, is-gone,        waits",
        "listed,               require, says-good,      encrypted",
        "listed,               prefer,  says-revoked,   none: dave@example.com (revoked)",
        "listed,               require, says-revoked,   none: dave@example.com (revoked)",
        "listed,               prefer,  is-stale,       encrypted",
        "listed,               require, is-stale,       waits",
        "listed,               require, is-forged,      waits",
        "listed,               require, writes-garbage, waits",
        "listed,               require, hangs,          waits",
        "listed,               require, is-gone,        waits",
        "of-listed-authority,  require, says-good,      encrypted",
        "of-listed-authority,  require, says-revoked,   none: dave@example.com (revoked)",
        "of-listed-authority,  require, is-stale,       waits",
        "silent,               off,     says-good,      encrypted",
        "silent,               prefer,  says-good,      encrypted",
        "silent,               require, says-good,      waits",
        "expired,              off,     says-good,      none: dave@example.com (expired)",
        "expired,              require, is-gone,        none: dave@example.com (expired)",
        "early,                require, says-good,      none: dave@example.com (not-yet-valid)",
        "stranger,             off,     says-good,      none: dave@example.com (untrusted)",
        "stranger,             require, is-gone,        none: dave@example.com (untrusted)",
        "of-expired-authority, off,     says-good,      none: dave@example.com (expired)",
        "of-expired-authority, require, is-gone,        none: dave@example.com (expired)",
    })
    void certificateShouldBeUsedOnlyIfItIsKnownToBeGoodEnough(
            String state, String revocation, String server, String expected) throws Exception {
        TestCa.Identity dave = certificate(state);
        give("dave", dave);
        behave(server, dave);

        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, DAVE);

        assertThat(outcome(mail, "attribute", revocation)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"next", "attribute", "bounce", "error"})
    void nobodyShouldGetTheMailWhileSomethingCannotBeFoundOut(String onNoCertificate)
            throws Exception {
        give("erin", CA.person(ERIN).lists(web.url("/ca.crl")).issue());
        give("dave", asked(CA).issue());
        hands(Crls.by(CA));
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, ERIN, DAVE, "nobody@example.com");

        assertThat(outcome(mail, onNoCertificate, "require")).isEqualTo("waits");
        assertThat(mail.getRecipients()).hasSize(3);
    }

    @Test
    void mailThatWaitedShouldBeEncryptedWhenTheResponderIsBack() throws Exception {
        give("dave", asked(CA).issue());
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, DAVE);

        assertThat(outcome(mail, "next", "require")).isEqualTo("waits");
        answers(Ocsp.by(CA.identity()));
        assertThat(outcome(mail, "next", "require")).isEqualTo("encrypted");
    }

    @Test
    void othersShouldGetItEncryptedWhenItIsReturnedForARevokedOne() throws Exception {
        give("erin", CA.person(ERIN).lists(web.url("/ca.crl")).issue());
        give("dave", asked(CA).issue());
        hands(Crls.by(CA));
        answers(Ocsp.by(CA.identity()).saysRevoked());
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, ERIN, DAVE);

        mailet("bounce", "require").service(mail);

        assertThat(context.getBouncedMails()).hasSize(1);
        assertThat(context.getBouncedMails().get(0).getMessage())
                .contains("dave@example.com (revoked)")
                .doesNotContain(ERIN);
        assertThat(mail.getRecipients()).containsExactly(new MailAddress(ERIN));
        assertThat(SmimeFixture.text(mail)).doesNotContain(SECRET);
        assertThat(fixture.decrypted(SmimeFixture.bytes(mail), "erin")).contains(SECRET);
    }

    @ParameterizedTest
    @CsvSource({"says-revoked, revoked", "is-gone, nothing is known"})
    void nothingShouldBeEncryptedForAnAdditionalRecipientWhoIsNotKnownToBeGood(
            String server, String why) throws Exception {
        give("erin", CA.person(ERIN).lists(web.url("/erin.crl")).issue());
        byte[] list = Crls.by(CA).issue().getEncoded();
        web.at("/erin.crl", (body, out) -> WebServer.ok(out, list));
        TestCa.Identity escrow = asked(CA).issue();
        fixture.write("conf/escrow.pem", escrow.certificatePem());
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, ERIN);
        SmimeEncrypt mailet =
                mailet("next", "require", "additionalRecipients", "file://conf/escrow.pem");
        if (server.equals("says-revoked")) {
            behave(server, escrow);
        }

        assertThatThrownBy(() -> mailet.service(mail))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("an additional recipient: " + why);
        assertThat(mail.getRecipients()).containsExactly(new MailAddress(ERIN));
        assertThat(context.getSentMails()).isEmpty();
    }

    @Test
    void rootsMayBeInOneFile() throws Exception {
        give("dave", asked(CA).issue());
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, DAVE);

        mailet("error", "off", "trust", "file://conf/roots/root.pem").service(mail);

        assertThat(fixture.decrypted(SmimeFixture.bytes(mail), "dave")).contains(SECRET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "revocation=require | <revocation> is 'require': nobody can be asked",
                "revocationHosts=a | <revocationHosts> is 'a': nobody is asked where",
                "trust=file://conf/roots/,revocation=maybe | off, prefer, require",
                "trust=file://conf/roots/,revocationTimeout=PT1S | nobody is asked where",
                "trust=file://conf/certificates/bob.pem | there is no root in it",
            })
    void wrongParametersShouldStopTheStart(String parameters, String message) {
        FakeMailetConfig.Builder config =
                FakeMailetConfig.builder()
                        .mailetName("test")
                        .setProperty("certificates", "file://conf/certificates/")
                        .setProperty("onNoCertificate", "error");
        for (String parameter : parameters.split(",", -1)) {
            String[] pair = parameter.split("=", 2);
            config.setProperty(pair[0], pair[1]);
        }

        assertThatThrownBy(() -> fixture.encrypter(config.build())).hasMessageContaining(message);
    }
}
