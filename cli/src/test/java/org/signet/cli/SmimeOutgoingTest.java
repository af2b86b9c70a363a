package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.testing.Ocsp;
import org.signet.testing.TestCa;
import org.signet.testing.WebServer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code signet smime sign} and {@code encrypt}, read again by {@code openssl}. */
class SmimeOutgoingTest {
    private static final TestCa ROOT = TestCa.root("Example Root");
    private static final TestCa CA = ROOT.intermediate("Example Mail CA");
    private static final TestCa.Identity RSA = identity(TestCa.KeyKind.RSA_2048);
    private static final TestCa.Identity P256 = identity(TestCa.KeyKind.EC_P256);
    private static final TestCa.Identity ED25519 = identity(TestCa.KeyKind.ED25519);
    private static final String MAIL =
            "From: a@example.org\r\nSubject: plan\r\nContent-Type: text/plain\r\n\r\nHello\r\n";
    private static final String ENTITY = "Content-Type: text/plain\r\n\r\nHello\r\n";

    @TempDir Path folder;

    /** What one run gave. */
    private record Run(int status, String out, String err) {}

    private static TestCa.Identity identity(TestCa.KeyKind kind) {
        return CA.person("a@example.org").key(kind).issue();
    }

    @BeforeEach
    void write() throws Exception {
        write("root.pem", ROOT.identity().certificatePem());
        write("ca.pem", CA.identity().certificatePem());
        write("rsa.key", RSA.keyPem());
        write("rsa.crt", RSA.certificatePem());
        write("p256.pem", P256.keyPem() + P256.chainPem());
        write("p256.crt", P256.certificatePem());
        write("p256.key", P256.keyPem());
        write("ed25519.pem", ED25519.keyPem() + ED25519.certificatePem());
        write("mail.eml", MAIL);
        write("password", "secret\n");
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text, StandardCharsets.ISO_8859_1);
    }

    /** Names of files in the folder are written with an {@code @} before them. */
    private Run signet(String input, String line) {
        List<String> all = new ArrayList<>(List.of("smime"));
        for (String argument : line.strip().split(" +", -1)) {
            all.add(
                    argument.startsWith("@")
                            ? folder.resolve(argument.substring(1)).toString()
                            : argument);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream oldOut = System.out;
        PrintStream oldErr = System.err;
        InputStream oldIn = System.in;
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.ISO_8859_1));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1)));
            int status = Signet.run(all.toArray(String[]::new));
            return new Run(
                    status,
                    out.toString(StandardCharsets.ISO_8859_1),
                    err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(oldOut);
            System.setErr(oldErr);
            System.setIn(oldIn);
        }
    }

    /** Gives what openssl wrote to the file {@code content}, if it succeeded. */
    private String openssl(String input, String line) throws Exception {
        write("input", input);
        List<String> command = new ArrayList<>(List.of("openssl", "cms"));
        command.addAll(List.of(line.strip().split(" +", -1)));
        command.addAll(List.of("-in", "input", "-out", "content"));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
        return Files.readString(folder.resolve("content"), StandardCharsets.ISO_8859_1);
    }

    @Nested
    class Sign {
        @ParameterizedTest
        @CsvSource({
            "--key @rsa.key --cert @rsa.crt --chain @ca.pem",
            "--key @rsa.key --cert @rsa.crt --chain @ca.pem --pss",
            "--key @rsa.key --cert @rsa.crt --chain @ca.pem --opaque",
            "--key @p256.pem",
            "--key @p256.pem --opaque",
        })
        void opensslShouldVerifyWhatIsSigned(String options) throws Exception {
            Run run = signet(MAIL, "sign " + options);

            assertThat(run.err()).isEmpty();
            assertThat(run.status()).isEqualTo(ExitStatus.YES);
            assertThat(run.out()).startsWith("From: a@example.org\r\nSubject: plan\r\n");
            assertThat(openssl(run.out(), "-verify -CAfile root.pem")).isEqualTo(ENTITY);
        }

        @Test
        void fileAndStandardInputShouldBeTheSameAndOutAFile() throws Exception {
            Run run = signet("", "sign --json --out @signed.eml --key @p256.pem @mail.eml");

            JsonNode verdict = new ObjectMapper().readTree(run.out());
            assertThat(verdict.get("verdict").asText()).isEqualTo("signed");
            assertThat(verdict.get("key").asText()).isEqualTo("ec-p256");
            String signed = Files.readString(folder.resolve("signed.eml"));
            assertThat(openssl(signed, "-verify -CAfile root.pem")).isEqualTo(ENTITY);
        }

        @Test
        void cmsAloneShouldSignTheInputAsItStands() throws Exception {
            String content = "one\ntwo  \r\n\u0000\u00ff";
            write("raw", content);

            Run detached = signet(content, "sign --cms --key @p256.pem");
            Run opaque = signet("", "sign --cms --opaque --key @p256.pem @raw");

            assertThat(
                            openssl(
                                    detached.out(),
                                    "-verify -binary -inform DER -content raw -CAfile root.pem"))
                    .isEqualTo(content);
            assertThat(openssl(opaque.out(), "-verify -binary -inform DER -CAfile root.pem"))
                    .isEqualTo(content);
        }

        @Test
        void headersShouldBeProtectedWhenAskedFor() {
            Run clear = signet(MAIL, "sign --protect-headers --key @p256.pem");
            Run cipher = signet(MAIL, "sign --protect-headers --for-encryption --key @p256.pem");

            assertThat(clear.out())
                    .contains("hp=\"clear\"\r\nFrom: a@example.org\r\nSubject: plan\r\n")
                    .doesNotContain("HP-Outer");
            assertThat(cipher.out())
                    .startsWith("From: a@example.org\r\nSubject: plan\r\n")
                    .contains("hp=\"cipher\"", "\r\nHP-Outer: Subject: [...]\r\n");
        }

        @Test
        void pkcs12ShouldBeReadWithThePasswordInAFile() throws Exception {
            Process process =
                    new ProcessBuilder(
                                    ("openssl pkcs12 -export -inkey rsa.key -in rsa.crt -certfile"
                                                    + " ca.pem -passout file:password -out a.p12")
                                            .split(" ", -1))
                            .directory(folder.toFile())
                            .start();
            assertThat(process.waitFor()).isZero();

            Run run = signet(MAIL, "sign --p12 @a.p12 --password-file @password");

            assertThat(run.err()).isEmpty();
            assertThat(openssl(run.out(), "-verify -CAfile root.pem")).isEqualTo(ENTITY);
            Run sealed = signet(MAIL, "encrypt --recipient @rsa.crt");
            assertThat(signet(sealed.out(), "decrypt --p12 @a.p12 --password-file @password").out())
                    .endsWith("Hello\r\n");
        }

        @ParameterizedTest
        @CsvSource({
            "sign @mail.eml,                                  A key is missing",
            "sign --key @p256.pem --pss @mail.eml,            --pss: the key is ec-p256; allowed: RSA",
            "sign --key @p256.pem --p12 @a.p12,               'Either --p12, or --key and --cert'",
            "sign --key @p256.pem --for-encryption @mail.eml, --for-encryption is only for",
            "sign --key @p256.pem @none.eml,                  none.eml: it cannot be read",
            "sign --p12 @p256.pem,                            p256.pem: the password is missing",
            "sign --p12 @p256.pem --password-file @password,  cannot be read with this password",
            "encrypt @mail.eml,                               Missing required option: '--recipient",
            "encrypt --recipient @mail.eml,                   mail.eml: there is no certificate in it",
            "encrypt --recipient @ed25519.pem @mail.eml,      its key is of a kind that cannot do this",
            "encrypt --recipient @p256.crt --ocsp,            --ocsp and --fetch-crls go with --trust",
            "encrypt --recipient @p256.crt --cipher des3,     --cipher is 'des3'; allowed: aes256-gcm",
        })
        void wrongUsageShouldSayWhatIsWrong(String line, String text) {
            Run run = signet(MAIL, line);

            assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
            assertThat(run.err()).contains(text);
            assertThat(run.out()).isEmpty();
        }
    }

    @Nested
    class Encrypt {
        @ParameterizedTest
        @CsvSource({
            "--recipient @rsa.crt,                                authEnveloped-data",
            "--recipient @rsa.crt --cipher aes128-gcm,            authEnveloped-data",
            "--recipient @rsa.crt --cipher aes256-cbc,            enveloped-data",
            "--recipient @rsa.crt --cipher aes256-cbc --oaep,     enveloped-data",
            "--recipient @rsa.crt @p256.crt,                      authEnveloped-data",
            "--recipient @p256.crt --recipient @rsa.crt,          authEnveloped-data",
        })
        void opensslShouldDecryptWhatIsEncrypted(String options, String type) throws Exception {
            Run run = signet(MAIL, "encrypt " + options);

            assertThat(run.err()).isEmpty();
            assertThat(run.status()).isEqualTo(ExitStatus.YES);
            assertThat(run.out())
                    .startsWith("From: a@example.org\r\nSubject: plan\r\n")
                    .contains("smime-type=" + type + ";");
            assertThat(openssl(run.out(), "-decrypt -recip rsa.crt -inkey rsa.key"))
                    .isEqualTo(ENTITY);
        }

        @ParameterizedTest
        @CsvSource({
            "good,    --ocsp,       0, ''",
            "good,    --fetch-crls, 3, 'undecidable: revocation-unknown'",
            "revoked, --ocsp,       1, 'refused: revoked'",
            "revoked, '',           0, ''",
            "unknown, --ocsp,       3, 'undecidable: revocation-unknown'",
            "other,   --ocsp,       1, 'refused: untrusted'",
        })
        void statusShouldTellWhetherTheCertificateIsTrustedAndGood(
                String state, String option, int status, String text) throws Exception {
            try (WebServer web = new WebServer()) {
                TestCa ca = state.equals("other") ? CA : ROOT;
                TestCa.Identity bob = ca.person("b@example.org").responder(web.url("/")).issue();
                write("bob.crt", bob.certificatePem());
                Ocsp answer = Ocsp.by(ROOT.identity());
                switch (state) {
                    case "revoked" -> answer.saysRevoked();
                    case "unknown" -> answer.saysUnknown();
                    default -> {}
                }
                web.at(
                        "/",
                        (body, out) -> WebServer.ok(out, answer.answer(body, ROOT.certificate())));

                Run run =
                        signet(
                                MAIL,
                                "encrypt --trust @root.pem "
                                        + option
                                        + " --revocation-host "
                                        + web.host()
                                        + " --recipient @bob.crt");

                assertThat(run.status()).as(run.err()).isEqualTo(status);
                assertThat(run.err()).contains(text);
                assertThat(run.out().isEmpty()).isEqualTo(status != 0);
            }
        }

        @Test
        void messageMayFollowTheRecipients() throws Exception {
            Run run = signet("", "encrypt --recipient @p256.crt @rsa.crt @mail.eml");

            assertThat(openssl(run.out(), "-decrypt -recip rsa.crt -inkey rsa.key"))
                    .isEqualTo(ENTITY);
        }

        @Test
        void cmsAloneShouldEncryptTheInputAsItStands() throws Exception {
            String content = "one\ntwo\r\n\u0000\u00ff";

            Run run = signet(content, "encrypt --cms --recipient @rsa.crt");

            assertThat(
                            openssl(
                                    run.out(),
                                    "-decrypt -binary -inform DER -recip rsa.crt -inkey rsa.key"))
                    .isEqualTo(content);
        }

        @Test
        void subjectShouldBeHiddenAndInside() throws Exception {
            Run run = signet(MAIL, "encrypt --protect-headers --recipient @rsa.crt");

            assertThat(run.out())
                    .startsWith("From: a@example.org\r\nSubject: [...]\r\n")
                    .doesNotContain("plan");
            assertThat(openssl(run.out(), "-decrypt -recip rsa.crt -inkey rsa.key"))
                    .startsWith("Content-Type: text/plain;\r\n hp=\"cipher\"\r\n")
                    .contains("\r\nSubject: plan\r\n", "\r\nHP-Outer: Subject: [...]\r\n");
        }

        @Test
        void signedMessageShouldVerifyInsideTwoMoreLayers() throws Exception {
            Run signed = signet(MAIL, "sign --key @p256.pem");
            Run sealed = signet(signed.out(), "encrypt --recipient @rsa.crt");
            Run triple = signet(sealed.out(), "sign --key @p256.pem");

            String outer = openssl(triple.out(), "-verify -CAfile root.pem");
            String middle = openssl(outer, "-decrypt -recip rsa.crt -inkey rsa.key");
            assertThat(openssl(middle, "-verify -CAfile root.pem")).isEqualTo(ENTITY);
        }
    }
}
