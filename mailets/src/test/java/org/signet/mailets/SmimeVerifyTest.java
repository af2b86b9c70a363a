package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;

import org.apache.james.server.core.MailImpl;
import org.apache.mailet.ProcessingState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

class SmimeVerifyTest {
    @TempDir Path folder;
    private SmimeFixture fixture;

    @BeforeEach
    void makeFolder() throws Exception {
        fixture = new SmimeFixture(folder);
        Files.createDirectories(folder.resolve("conf/roots"));
        Files.move(folder.resolve("root.pem"), folder.resolve("conf/roots/root.pem"));
    }

    private SmimeVerify verifier(String... parameters) throws MessagingException {
        String[] all = new String[parameters.length + 2];
        all[0] = "trust";
        all[1] = "file://conf/roots/";
        System.arraycopy(parameters, 0, all, 2, parameters.length);
        SmimeVerify mailet = new SmimeVerify(fixture.files(), Clock.systemUTC());
        mailet.init(SmimeFixture.config(all));
        return mailet;
    }

    private MailImpl signed() throws Exception {
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, "bob@example.com");
        fixture.signer("keys", "file://conf/keys/").service(mail);
        return mail;
    }

    private static String attribute(MailImpl mail, org.apache.mailet.AttributeName name) {
        return String.valueOf(mail.getAttribute(name).orElseThrow().getValue().value());
    }

    private MailImpl changed(String from, String to) throws Exception {
        return SmimeFixture.mail(SmimeFixture.text(signed()).replace(from, to), "bob@example.com");
    }

    @Test
    void goodSignatureShouldBeMarkedAndLeaveTheBodyAlone() throws Exception {
        MailImpl mail = signed();
        String before = SmimeFixture.text(mail);
        verifier().service(mail);
        String after = SmimeFixture.text(mail);

        assertThat(attribute(mail, SmimeVerify.VERDICT)).isEqualTo("valid");
        assertThat(after)
                .contains("X-Signet-Smime-Verdict: valid\r\n")
                .contains("X-Signet-Smime-Signer: alice@example.org\r\n");
        assertThat(after.substring(after.indexOf("\r\n\r\n")))
                .isEqualTo(before.substring(before.indexOf("\r\n\r\n")));
        assertThat(mail.getState()).isEqualTo("root");
    }

    @Test
    void fieldsThatCameWithTheMailShouldBeRemoved() throws Exception {
        MailImpl mail =
                SmimeFixture.mail(
                        "X-Signet-Smime-Verdict: valid\r\nx-signet-smime-signer: boss@example.org\r\n"
                                + SmimeFixture.TEXT,
                        "bob@example.com");
        verifier().service(mail);

        assertThat(SmimeFixture.text(mail))
                .contains("X-Signet-Smime-Verdict: invalid (not-signed)")
                .doesNotContain("boss@example.org");
    }

    @ParameterizedTest
    @CsvSource({
        "3 m high,                     4 m high,                     altered",
        "From: Alice <alice@example.org>, From: Alice <eve@example.org>, from-mismatch",
    })
    void badSignatureShouldGoToItsProcessorWithTagAndReason(String from, String to, String reason)
            throws Exception {
        MailImpl mail = changed(from, to);
        verifier("invalidProcessor", "quarantine", "subjectTag", "[bad]").service(mail);

        assertThat(mail.getState()).isEqualTo("quarantine");
        assertThat(attribute(mail, SmimeVerify.VERDICT)).isEqualTo("invalid");
        assertThat(attribute(mail, SmimeVerify.REASON)).isEqualTo(reason);
        assertThat(SmimeFixture.text(mail))
                .contains("Subject: [bad] plan")
                .contains("X-Signet-Smime-Verdict: invalid (" + reason + ")")
                .doesNotContain("X-Signet-Smime-Signer");
    }

    @Test
    void badSignatureShouldGoOnWhereNothingElseIsSaid() throws Exception {
        MailImpl mail = changed("3 m high", "4 m high");
        verifier().service(mail);

        assertThat(mail.getState()).isEqualTo("root");
        assertThat(SmimeFixture.text(mail)).contains("Subject: plan");
    }

    @Test
    void unsignedMailShouldHaveAProcessorOfItsOwn() throws Exception {
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, "bob@example.com");
        SmimeVerify mailet =
                verifier(
                        "invalidProcessor", "quarantine",
                        "notSignedProcessor", "unsigned",
                        "subjectTag", "[bad]");
        mailet.service(mail);

        assertThat(mail.getState()).isEqualTo("unsigned");
        assertThat(SmimeFixture.text(mail)).contains("Subject: plan");
        assertThat(mailet.requiredProcessingState())
                .containsExactlyInAnyOrder(
                        new ProcessingState("quarantine"), new ProcessingState("unsigned"));
    }

    /** The certificates of the fixture name no place to ask at. */
    @ParameterizedTest
    @CsvSource({"require, undecidable, revocation-unknown, later", "prefer, valid, '', root"})
    void unknownRevocationShouldBeUndecidableWhereItIsRequired(
            String rule, String verdict, String reason, String state) throws Exception {
        MailImpl mail = signed();
        verifier("revocation", rule, "undecidableProcessor", "later").service(mail);

        assertThat(attribute(mail, SmimeVerify.VERDICT)).isEqualTo(verdict);
        assertThat(attribute(mail, SmimeVerify.REASON)).isEqualTo(reason);
        assertThat(mail.getState()).isEqualTo(state);
    }

    @Test
    void certificateOfTheAuthorShouldBeHarvestedForEncrypting() throws Exception {
        Files.createDirectories(folder.resolve("conf/harvested"));
        MailImpl mail = signed();
        verifier("harvest", "file://conf/harvested/").service(mail);
        assertThat(attribute(mail, SmimeVerify.VERDICT)).isEqualTo("valid");

        MailImpl answer = SmimeFixture.mail(SmimeFixture.TEXT, "alice@example.org");
        fixture.encrypter(
                        SmimeFixture.config(
                                "certificates", "file://conf/harvested/",
                                "onNoCertificate", "error"))
                .service(answer);
        assertThat(SmimeFixture.text(answer)).contains("authEnveloped-data");
    }

    @Test
    void harvestThatFailsShouldNotHarmTheMail() throws Exception {
        Files.createDirectories(folder.resolve("conf/harvested"));
        SmimeVerify mailet = verifier("harvest", "file://conf/harvested/");
        Files.createDirectories(folder.resolve("conf/harvested/.signet-new.tmp/in-the-way"));
        MailImpl mail = signed();
        mailet.service(mail);

        assertThat(attribute(mail, SmimeVerify.VERDICT)).isEqualTo("valid");
        assertThat(mail.getState()).isEqualTo("root");
        assertThat(folder.resolve("conf/harvested")).isDirectoryNotContaining("glob:**.pem");
    }

    @Test
    void wrongFolderForHarvestShouldStopTheStart() {
        assertThatThrownBy(() -> verifier("harvest", "file://conf/none/"))
                .hasMessageContaining("there is no such folder");
        assertThatThrownBy(() -> verifier("harvest", "file://conf/roots/"))
                .hasMessageContaining("it is the folder of <trust>");
        assertThat(folder.resolve("conf/roots/.signet.lock")).doesNotExist();
        assertThatThrownBy(
                        () ->
                                verifier(
                                        "harvest", "file://conf/certificates/",
                                        "certificates", "file://conf/certificates/"))
                .hasMessageContaining("it is the folder of <certificates>");
        assertThatThrownBy(() -> verifier("harvestPerDay", "0")).hasMessageContaining("1 to 10000");
    }

    @Test
    void wrongParametersShouldStopTheStart() {
        assertThatThrownBy(() -> verifier("revocation", "maybe"))
                .hasMessageContaining("off, prefer, require");
        assertThatThrownBy(() -> verifier("revocationHosts", "a"))
                .hasMessageContaining("prefer or require");
        assertThatThrownBy(() -> verifier("revocation", "require", "revocationTimeout", "PT2H"))
                .hasMessageContaining("PT1M");
        assertThatThrownBy(() -> verifier("rejectAll", "true")).hasMessageContaining("rejectAll");
        assertThatThrownBy(() -> verifier("crls", "file://conf/none/"))
                .hasMessageContaining("there is no such folder");
        assertThatThrownBy(() -> verifier("onMailetException", "ignore"))
                .hasMessageContaining("ignore");
    }
}
