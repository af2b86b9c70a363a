package org.signet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.sandbox.smtp.RawSmtp;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

@Timeout(120)
class SandboxMainTest {
    @TempDir Path directory;

    private static int status(ByteArrayOutputStream err, String... arguments)
            throws InterruptedException {
        return SandboxMain.run(
                arguments,
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new CountDownLatch(0));
    }

    @Test
    void processShouldTellWhereItIsAndEndOnSigterm() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                SandboxMain.class.getName(),
                                "--dir",
                                directory.toString(),
                                "--people",
                                directory.resolve("people").toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Path file = directory.resolve("sandbox.properties");
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("sandbox ready");
            Properties facts = new Properties();
            try (InputStream in = Files.newInputStream(file)) {
                facts.load(in);
            }
            assertAllServe(facts);
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(file).as("gone when nothing serves any more").doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void assertAllServe(Properties facts) throws IOException {
        int smtp = Integer.parseInt(facts.getProperty("smtp.port"));
        try (RawSmtp client = RawSmtp.connect("127.0.1.11", smtp)) {
            assertThat(client.reply()).startsWith("220 mx.dane.test");
        }
        try (InputStream health =
                URI.create(facts.getProperty("http.url") + "api/health").toURL().openStream()) {
            assertThat(new String(health.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\"dns\" : \"" + facts.getProperty("dns.server") + "\"");
        }
        assertThat(Path.of(facts.getProperty("trust-anchor.file")))
                .content()
                .matches("\\. IN DS \\d+ 13 2 [0-9A-F]{64}\n");
        assertThat(facts.getProperty("domains")).startsWith("dane.test,dane-ta.test,");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--dir                                | --dir needs a value",
                "--dns-port 0                         | --dir is missing",
                "--dir x --port 1                     | unknown option --port",
                "--dir x --dir y                      | --dir is given twice",
                "--dir x --smtp-port many             | --smtp-port is 'many'; allowed: 0 to 65535",
                "--dir x --domains some               | --domains is 'some'; allowed: standard, all",
                "--dir x --http-port 65536            | The http port is 65536; allowed: 0 to 65535",
            })
    void wrongUsageShouldBeExplained(String arguments, String message) throws Exception {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        assertThat(status(err, arguments.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("sandbox: " + message + "\n");
    }

    @Test
    void takenPortShouldBeNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, SandboxZones.address("127.0.1.13"))) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            String port = Integer.toString(taken.getLocalPort());

            assertThat(status(err, "--dir", directory.toString(), "--smtp-port", port))
                    .isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .contains("127.0.1.13:" + port)
                    .contains("mismatch.test");
            assertThat(directory.resolve("sandbox.properties")).doesNotExist();
        }
    }

    @Test
    void privateKeysShouldBeForTheirOwnerOnly() throws Exception {
        SandboxPeople.write(directory);
        SandboxPeople.write(directory);

        for (String name :
                new String[] {
                    "keys/alice@signet.test.pem",
                    "keys/bob@signet.test.pem",
                    "private/carol@dane.test.pem"
                }) {
            Path file = directory.resolve(name);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(name)
                    .isEqualTo("rw-------");
            assertThat(file).content().contains("BEGIN PRIVATE KEY", "BEGIN CERTIFICATE");
        }
        assertThat(directory.resolve("certificates/carol@dane.test.pem"))
                .content()
                .contains("BEGIN CERTIFICATE")
                .doesNotContain("PRIVATE");
        assertThat(directory.resolve("ca.pem")).content().doesNotContain("PRIVATE");
    }
}
