package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.testing.TestCa;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

class DaneCommandTest {
    private static final TestCa CA = TestCa.root("Root");
    private static final TestCa.Identity SERVER = CA.server("mx.example").issue();

    @TempDir private Path folder;
    private Path chain;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void write() throws Exception {
        chain = Files.writeString(folder.resolve("chain.pem"), SERVER.chainPem());
    }

    private int verify(String... more) {
        List<String> arguments = new ArrayList<>(List.of("verify"));
        arguments.addAll(List.of(more));
        return new CommandLine(new DaneCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    private static String tlsa(String head, X509Certificate of) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(of.getPublicKey().getEncoded());
        return head + " " + HexFormat.of().formatHex(digest);
    }

    @Test
    void matchShouldBeYesWithRecordAndDepth() throws Exception {
        String record = tlsa("2 1 1", CA.certificate());
        int status =
                verify(
                        "--name",
                        "MX.example.",
                        "--tlsa",
                        record,
                        "--chain",
                        chain.toString(),
                        "--json");
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(status).as(err.toString()).isZero();
        assertThat(json.get("verdict").asText()).isEqualTo("authenticated");
        assertThat(json.get("record").asText()).isEqualTo(record);
        assertThat(json.get("depth").asInt()).isEqualTo(1);
        assertThat(json.get("name").asText()).isEqualTo("mx.example");
    }

    @Test
    void mismatchShouldBeNoWithReason() throws Exception {
        String record = tlsa("3 1 1", CA.certificate());
        assertThat(verify("--name", "mx.example", "--tlsa", record, "--chain", chain.toString()))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("verdict: rejected")
                .contains("reason: no-match")
                .contains("code: tlsa-mismatch");
    }

    @Test
    void onlyUnusableRecordsShouldBeUndecidableWithTheirReason() throws Exception {
        String record = tlsa("1 1 1", SERVER.certificate());
        assertThat(verify("--name", "mx.example", "--tlsa", record, "--chain", chain.toString()))
                .isEqualTo(3);
        assertThat(out.toString())
                .contains("verdict: encrypt-only")
                .contains("reason: all-unusable")
                .contains("usages 0 and 1 cannot be used with SMTP");
    }

    @Test
    void timeAndFurtherNamesShouldCount() throws Exception {
        String record = tlsa("2 1 1", CA.certificate());
        String[] base = {"--tlsa", record, "--chain", chain.toString()};
        assertThat(verify("--name", "mx.other.example", base[0], base[1], base[2], base[3]))
                .isEqualTo(1);
        assertThat(out.toString()).contains("reason: name-mismatch");
        assertThat(
                        verify(
                                "--name",
                                "mx.other.example",
                                "--name",
                                "mx.example",
                                base[0],
                                base[1],
                                base[2],
                                base[3]))
                .isZero();
        assertThat(
                        verify(
                                "--name",
                                "mx.example",
                                "--at",
                                "2099-01-01T00:00:00Z",
                                base[0],
                                base[1],
                                base[2],
                                base[3]))
                .isEqualTo(1);
        assertThat(out.toString()).contains("reason: expired");
    }

    @ParameterizedTest
    @CsvSource({
        "--tlsa, 3 1, is not a TLSA record",
        "--name, not a name, is not a domain name",
        "--at, yesterday, is no time",
        "--chain, none.pem, there is no such file",
    })
    void wrongUsageShouldBeTold(String option, String value, String message) throws Exception {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--name",
                                "mx.example",
                                "--tlsa",
                                tlsa("3 1 1", SERVER.certificate()),
                                "--chain",
                                chain.toString()));
        int at = arguments.indexOf(option);
        if (at >= 0) {
            arguments.set(at + 1, value);
        } else {
            arguments.addAll(List.of(option, value));
        }
        assertThat(verify(arguments.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void fileWithoutCertificateShouldBeWrongUsage() throws Exception {
        Files.writeString(chain, "nothing here", StandardCharsets.US_ASCII);
        assertThat(
                        verify(
                                "--name",
                                "mx.example",
                                "--tlsa",
                                tlsa("3 1 1", SERVER.certificate()),
                                "--chain",
                                chain.toString()))
                .isEqualTo(2);
    }

    @Test
    void verbShouldBeReachableFromTheEntryPoint() throws Exception {
        String record = tlsa("3 1 1", SERVER.certificate());
        assertThat(
                        Signet.run(
                                "dane",
                                "verify",
                                "--name",
                                "mx.example",
                                "--tlsa",
                                record,
                                "--chain",
                                chain.toString()))
                .isZero();
    }
}
