package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.smime.encrypt.MessageEncrypter;
import org.signet.smime.mime.MessageSource;
import org.signet.testing.TestCa;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class SmimeCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLAIN =
            "Subject: plan\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>x</p>\r\n";

    @TempDir Path folder;
    private final TestCa ca = TestCa.root("Example Root");
    private byte[] sealed = new byte[0];

    /** What one run gave. */
    private record Run(int status, String out, String err) {}

    @BeforeEach
    void seal() throws Exception {
        TestCa.Identity bob = ca.person("bob@example.com").issue();
        write("bob.key", bob.keyPem());
        write("bob.crt", bob.certificatePem());
        TestCa.Identity eve = ca.person("eve@example.com").key(TestCa.KeyKind.RSA_2048).issue();
        write("eve.pem", eve.keyPem() + eve.certificatePem());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MessageEncrypter(new SecureRandom())
                .encrypt(
                        MessageSource.of(PLAIN.getBytes(StandardCharsets.US_ASCII)),
                        Set.of(bob.certificate()),
                        out);
        sealed = out.toByteArray();
        Files.write(folder.resolve("sealed.eml"), sealed);
        write("plain.eml", PLAIN);
        String text = out.toString(StandardCharsets.US_ASCII);
        int inTag = text.length() - 30;
        char other = text.charAt(inTag) == 'A' ? 'B' : 'A';
        write("broken.eml", text.substring(0, inTag) + other + text.substring(inTag + 1));
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    /** Names of files in the folder are written with an {@code @} before them. */
    private Run run(byte[] input, String... arguments) {
        List<String> all = new ArrayList<>(List.of("smime", "decrypt"));
        for (String argument : arguments) {
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
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            System.setIn(new ByteArrayInputStream(input));
            int status = Signet.run(all.toArray(String[]::new));
            return new Run(
                    status,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(oldOut);
            System.setErr(oldErr);
            System.setIn(oldIn);
        }
    }

    @Nested
    class Decrypted {
        @Test
        void messageShouldBeWrittenAsItWas() {
            Run run = run(new byte[0], "--key", "@bob.key", "--cert", "@bob.crt", "@sealed.eml");

            assertThat(run).isEqualTo(new Run(ExitStatus.YES, PLAIN, ""));
        }

        @Test
        void messageShouldBeReadFromStandardInput() {
            Run run = run(sealed, "--key", "@bob.key", "--cert", "@bob.crt");

            assertThat(run.out()).isEqualTo(PLAIN);
        }

        @Test
        void entityAloneShouldBeWrittenWhenAskedFor() {
            Run run =
                    run(
                            new byte[0],
                            "--entity",
                            "--key",
                            "@bob.key",
                            "--cert",
                            "@bob.crt",
                            "@sealed.eml");

            assertThat(run.out()).isEqualTo("Content-Type: text/html\r\n\r\n<p>x</p>\r\n");
        }

        @Test
        void verdictShouldBeOneJsonObjectAndTheMessageAFileForOneReader() throws Exception {
            Run run =
                    run(
                            new byte[0],
                            "--json",
                            "--out",
                            "@opened.eml",
                            "--key",
                            "@bob.key",
                            "--cert",
                            "@bob.crt",
                            "@sealed.eml");

            assertThat(JSON.readTree(run.out()))
                    .isEqualTo(
                            JSON.readTree(
                                    """
                                    {"verdict": "decrypted", "algorithm": "aes-256-gcm",
                                     "authenticated": true, "bytes": 37}
                                    """));
            assertThat(Files.readString(folder.resolve("opened.eml"))).isEqualTo(PLAIN);
            assertThat(Files.getPosixFilePermissions(folder.resolve("opened.eml"))).hasSize(2);
        }
    }

    @Nested
    class NotDecrypted {
        @ParameterizedTest
        @CsvSource({
            "@plain.eml,  @bob.key, @bob.crt, not-encrypted",
            "@sealed.eml, @eve.pem, @eve.pem, no-matching-key",
            "@broken.eml, @bob.key, @bob.crt, broken",
        })
        void clearNoShouldWriteNothing(String mail, String key, String certificate, String verdict)
                throws Exception {
            Run run =
                    run(
                            new byte[0],
                            "--out",
                            "@opened.eml",
                            "--key",
                            key,
                            "--cert",
                            certificate,
                            mail);
            Run json = run(new byte[0], "--json", "--key", key, "--cert", certificate, mail);

            assertThat(run.status()).isEqualTo(ExitStatus.NO);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains(verdict);
            assertThat(folder.resolve("opened.eml")).doesNotExist();
            assertThat(json.status()).isEqualTo(ExitStatus.NO);
            assertThat(JSON.readTree(json.out()))
                    .isEqualTo(JSON.createObjectNode().put("verdict", verdict));
        }

        @ParameterizedTest
        @CsvSource({
            "@sealed.eml,  @none.key, @bob.crt, none.key: it cannot be read",
            "@sealed.eml,  @bob.key,  @eve.pem, eve.pem: no certificate in it belongs",
            "@sealed.eml,  @bob.crt,  @bob.crt, bob.crt: there is no private key in it",
            "@missing.eml, @bob.key,  @bob.crt, missing.eml: it cannot be read",
            "--nothing,    @bob.key,  @bob.crt, --nothing",
        })
        void wrongUsageShouldSayWhatIsWrong(
                String mail, String key, String certificate, String text) {
            Run run = run(new byte[0], "--key", key, "--cert", certificate, mail);

            assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
            assertThat(run.err()).contains(text);
            assertThat(run.out()).isEmpty();
        }

        @Test
        void outputThatCannotBeWrittenShouldBeUndecidable() {
            Run run =
                    run(
                            new byte[0],
                            "--out",
                            "@no/such/folder/x",
                            "--key",
                            "@bob.key",
                            "--cert",
                            "@bob.crt",
                            "@sealed.eml");

            assertThat(run.status()).isEqualTo(ExitStatus.UNDECIDABLE);
        }
    }

    @Test
    void missingVerbShouldBeWrongUsage() {
        assertThat(Signet.run("smime")).isEqualTo(ExitStatus.USAGE);
    }
}
