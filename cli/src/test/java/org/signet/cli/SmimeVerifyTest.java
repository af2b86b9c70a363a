package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.smime.encrypt.MessageEncrypter;
import org.signet.smime.headers.HeaderProtection;
import org.signet.smime.key.Credential;
import org.signet.smime.key.SigningKey;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.pem.KeyFile;
import org.signet.smime.sign.MessageSigner;
import org.signet.smime.sign.SignatureForm;
import org.signet.smime.sign.SigningOptions;
import org.signet.testing.TestCa;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class SmimeVerifyTest {
    private static final String PLAIN =
            "From: a@example.org\r\nSubject: plan\r\nContent-Type: text/plain\r\n\r\nthe plan\r\n";

    @TempDir Path folder;

    /** What one run gave. */
    private record Run(int status, String out, String err) {}

    @BeforeEach
    void write() throws Exception {
        TestCa root = TestCa.root("Example Root");
        TestCa.Identity alice = root.person("a@example.org").issue();
        Path pem = folder.resolve("a.pem");
        Files.writeString(pem, alice.keyPem() + alice.chainPem());
        Files.writeString(folder.resolve("root.pem"), root.identity().certificatePem());
        Files.writeString(folder.resolve("none.pem"), alice.certificatePem());
        Files.writeString(folder.resolve("plain.eml"), PLAIN);
        KeyFile file = KeyFile.readPem(pem, Optional.empty());
        SigningKey key = SigningKey.of(Credential.of(file, file).get(0));
        MessageSource message = MessageSource.of(PLAIN.getBytes(StandardCharsets.US_ASCII));
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signer(SignatureForm.DETACHED).sign(message, key, signed);
        Files.write(folder.resolve("signed.eml"), signed.toByteArray());
        Files.writeString(
                folder.resolve("altered.eml"),
                signed.toString(StandardCharsets.US_ASCII).replace("the plan", "the plot"));
        Files.writeString(
                folder.resolve("other.eml"),
                signed.toString(StandardCharsets.US_ASCII)
                        .replace("From: a@example.org", "From: b@example.org"));
        ByteArrayOutputStream cms = new ByteArrayOutputStream();
        signer(SignatureForm.OPAQUE).signContent(message, key, cms);
        Files.write(folder.resolve("opaque.der"), cms.toByteArray());
        Files.writeString(
                folder.resolve("opaque.pem"),
                "-----BEGIN CMS-----\n"
                        + Base64.getMimeEncoder().encodeToString(cms.toByteArray())
                        + "\n-----END CMS-----\n");
        cms.reset();
        signer(SignatureForm.DETACHED).signContent(message, key, cms);
        Files.write(folder.resolve("beside.der"), cms.toByteArray());
    }

    private static MessageSigner signer(SignatureForm form) {
        return new MessageSigner(
                Clock.systemUTC(),
                new SecureRandom(),
                new SigningOptions(form, false, HeaderProtection.NONE));
    }

    /** Names of files in the folder are written with an {@code @} before them. */
    private Run run(String arguments) {
        return run("verify", arguments);
    }

    private Run run(String verb, String arguments) {
        List<String> all = new ArrayList<>(List.of("smime", verb));
        for (String argument : List.of(arguments.strip().split(" +", -1))) {
            all.add(
                    argument.startsWith("@")
                            ? folder.resolve(argument.substring(1)).toString()
                            : argument);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream oldOut = System.out;
        PrintStream oldErr = System.err;
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            int status = Signet.run(all.toArray(String[]::new));
            return new Run(
                    status,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(oldOut);
            System.setErr(oldErr);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--trust @root.pem @signed.eml                                     | 0 | valid",
                "--trust @root.pem @altered.eml                                    | 1 | invalid: altered",
                "--trust @root.pem @plain.eml                                      | 1 | invalid: not-signed",
                "--trust @root.pem @other.eml                                      | 1 | invalid: from-mismatch",
                "--trust @root.pem --no-from-check @other.eml                      | 0 | valid",
                "--trust @root.pem --at 2001-01-01T00:00:00Z @signed.eml           | 1 | invalid: not-yet-valid",
                "--trust @root.pem --cms @opaque.der                               | 0 | valid",
                "--trust @root.pem --cms @opaque.pem                               | 0 | valid",
                "--trust @root.pem --cms --content @plain.eml @beside.der          | 0 | valid",
                "--trust @root.pem --cms --content @altered.eml @beside.der        | 1 | invalid: altered",
                "--trust @root.pem --cms @plain.eml                                | 1 | invalid: malformed",
            })
    void verdictShouldBeWordAndExitStatus(String arguments, int status, String word) {
        Run run = run(arguments);

        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(status);
        assertThat(run.out()).startsWith(word);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@signed.eml                                        | --trust",
                "--trust @none.pem @signed.eml                      | there is no root in it",
                "--trust @missing.pem @signed.eml                   | cannot be read",
                "--trust @root.pem @missing.eml                     | cannot be read",
                "--trust @root.pem --crl @plain.eml @signed.eml     | no revocation list",
                "--trust @root.pem --at noon @signed.eml            | it is no moment",
                "--trust @root.pem --content @plain.eml @signed.eml | --cms",
            })
    void wrongUsageShouldSayWhatIsWrong(String arguments, String text) {
        Run run = run(arguments);

        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err()).contains(text);
    }

    @Test
    void jsonShouldHoldVerdictLayersAndSigners() throws Exception {
        JsonNode json =
                new ObjectMapper().readTree(run("--trust @root.pem --json @signed.eml").out());

        assertThat(json.at("/verdict").asText()).isEqualTo("valid");
        assertThat(json.at("/layers/0/kind").asText()).isEqualTo("multipart-signed");
        assertThat(json.at("/layers/0/signers/0/addresses/0").asText()).isEqualTo("a@example.org");
        assertThat(json.at("/layers/0/signers/0/revocation").asText()).isEqualTo("not-checked");
    }

    @Test
    void inspectShouldShowSignersWithoutTrustingThem() throws Exception {
        JsonNode json = new ObjectMapper().readTree(run("inspect", "--json @signed.eml").out());

        assertThat(json.at("/layers/0/kind").asText()).isEqualTo("multipart-signed");
        assertThat(json.at("/layers/0/signers/0/algorithm").asText()).isEqualTo("SHA256withECDSA");
        assertThat(json.at("/layers/0/signers/0/verdict").isMissingNode()).isTrue();
        assertThat(run("inspect", "@plain.eml").status()).isEqualTo(ExitStatus.NO);
        assertThat(run("inspect", "@missing.eml").status()).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void shouldBeUndecidableWhenRevocationIsAskedForAndNobodyCanSay() {
        for (String option : List.of("--ocsp", "--fetch-crls")) {
            Run asked = run(option + " --trust @root.pem @signed.eml");

            assertThat(asked.status()).as(asked.err()).isEqualTo(3);
            assertThat(asked.out()).contains("revocation-unknown");
        }
    }

    @Test
    void inspectShouldShowRecipientsAndCipher() throws Exception {
        TestCa.Identity bob = TestCa.root("Other Root").person("bob@example.com").issue();
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        new MessageEncrypter(new SecureRandom())
                .encrypt(
                        MessageSource.of(PLAIN.getBytes(StandardCharsets.US_ASCII)),
                        Set.of(bob.certificate()),
                        sealed);
        Files.write(folder.resolve("sealed.eml"), sealed.toByteArray());
        JsonNode json = new ObjectMapper().readTree(run("inspect", "--json @sealed.eml").out());

        assertThat(json.at("/layers/0/kind").asText()).isEqualTo("encrypted");
        assertThat(json.at("/cipher").asText()).isEqualTo("aes-256-gcm");
        assertThat(json.at("/recipients/0").asText())
                .contains(bob.certificate().getSerialNumber().toString(16));
    }
}
