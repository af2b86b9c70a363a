package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.sandbox.Sandbox;
import org.signet.sandbox.SandboxOptions;
import org.signet.sandbox.dns.DnsFault;
import org.signet.sandbox.recipient.RecipientDomains;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command against the signed zones of the small internet. */
class DnsCommandTest {
    @TempDir private static Path folder;
    private static Sandbox sandbox;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.in(folder).withDomains(RecipientDomains.all()));
    }

    @AfterAll
    static void stop() throws IOException {
        sandbox.close();
    }

    @AfterEach
    void heal() {
        sandbox.dnsFault(".", DnsFault.NONE);
    }

    private int run(String... arguments) {
        return new CommandLine(new DnsCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private int lookup(String... more) {
        List<String> arguments = new ArrayList<>(List.of("lookup"));
        arguments.addAll(List.of(more));
        arguments.addAll(
                List.of(
                        "--resolver",
                        "127.0.0.1:" + sandbox.dnsAddress().getPort(),
                        "--trust-anchor",
                        sandbox.trustAnchorFile().toString()));
        return run(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "dane.test,        MX,   0, secure,   found",
        "dane.test,        mx,   0, secure,   found",
        "tls.test,         MX,   0, insecure, found",
        "dane.test,        TXT,  1, secure,   no-data",
        "tls.test,         TXT,  1, insecure, no-data",
        "nobody.dane.test, A,    1, secure,   no-such-name",
        "no.tls.test,      A,    1, insecure, no-such-name",
    })
    void answerShouldBeToldWithItsStatus(
            String name, String type, int exit, String status, String answer) throws Exception {
        assertThat(lookup(name, type, "--json")).isEqualTo(exit);
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("name").asText()).isEqualTo(name);
        assertThat(json.path("status").asText()).isEqualTo(status);
        assertThat(json.path("answer").asText()).isEqualTo(answer);
        assertThat(json.path("ttl").asInt()).isBetween(50, 60);
        assertThat(json.has("records")).isEqualTo(exit == 0);
    }

    @Test
    void aliasesShouldBeToldHopByHop() {
        assertThat(lookup("alias.ee-alias.test", "A")).isZero();
        assertThat(out.toString())
                .contains("name: alias.ee-alias.test" + System.lineSeparator())
                .contains("status: secure")
                .containsPattern(
                        "(?m)^alias: alias.ee-alias.test -> mx.ee-alias.test \\(secure\\)$")
                .containsPattern("(?m)^record: 127\\.0\\.\\d+\\.\\d+$")
                .containsPattern("(?m)^ttl: \\d+$");
    }

    @Test
    void tlsaShouldBeShownAsInAZoneFile() {
        assertThat(lookup("_" + sandbox.smtpPort() + "._tcp.mx.dane.test", "TLSA")).isZero();
        assertThat(out.toString()).containsPattern("(?m)^record: 3 1 1 [0-9a-f]{64}$");
    }

    @Test
    void failureShouldBeUndecidableWithTheExtendedError() throws Exception {
        sandbox.dnsFault(".", DnsFault.of(DnsFault.Kind.SERVFAIL));
        assertThat(lookup("dane.test", "MX", "--json")).isEqualTo(ExitStatus.UNDECIDABLE);
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("status").asText()).isEqualTo("failed");
        assertThat(json.path("extendedError").asInt()).isEqualTo(22);
        assertThat(json.path("extendedErrorName").asText()).isEqualTo("no reachable authority");
        assertThat(json.path("reason").asText())
                .startsWith("dane.test MX: the server answers SERVFAIL (extended DNS error 22");
    }

    @Test
    void strippedAnswersShouldBeUndecidableAndBogus() {
        sandbox.dnsFault(".", DnsFault.of(DnsFault.Kind.STRIP_DNSSEC));
        assertThat(lookup("tls.test", "MX")).isEqualTo(ExitStatus.UNDECIDABLE);
        assertThat(out.toString())
                .contains("status: bogus")
                .containsPattern("(?m)^reason: .*extended DNS error 10, rrsigs missing")
                .contains("extendedError: 10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lookup | '' | Missing required parameter",
                "lookup|dane.test SOA | 'SOA' is no type; allowed: [A, AAAA, CNAME, MX, TXT, TLSA, SMIMEA]",
                "lookup|a..b MX | 'a..b' is not a domain name",
                "lookup|dane.test MX --resolver x | 'x' is not an address with port",
                "lookup|dane.test MX --trust-anchor /nowhere | there is no such file",
                "lookup|dane.test MX --trust-ad --resolver 192.0.2.1 | is not on loopback",
                "lookup|dane.test MX --trust-ad --trust-anchor x | --trust-ad validates nothing",
                "what|'' | what",
            })
    void wrongUsageShouldSayWhatIsAllowed(String verb, String rest, String message) {
        List<String> arguments = new ArrayList<>(List.of(verb));
        if (!rest.isBlank()) {
            arguments.addAll(List.of(rest.strip().split(" ")));
        }
        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void unusableAnchorShouldBeWrongUsage() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty"), "; nothing\n");
        assertThat(run("lookup", "dane.test", "MX", "--trust-anchor", empty.toString()))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("it holds no usable trust anchor");
    }
}
