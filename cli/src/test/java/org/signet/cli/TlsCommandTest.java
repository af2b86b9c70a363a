package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.sandbox.Sandbox;
import org.signet.sandbox.SandboxOptions;
import org.signet.sandbox.recipient.RecipientDomains;
import org.signet.testing.TestCa;
import org.signet.transport.dane.Tlsa;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** {@code tls explain}, {@code tlsa create} and {@code tlsa check}, on the small internet. */
class TlsCommandTest {
    private static final TestCa CA = TestCa.root("Root");
    private static final TestCa.Identity SERVER = CA.server("mx.example").issue();

    @TempDir private static Path folder;
    private static Sandbox sandbox;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.in(folder).withDomains(RecipientDomains.all()));
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    private int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private int asking(Object command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(
                List.of(
                        "--resolver",
                        "127.0.0.1:" + sandbox.dnsAddress().getPort(),
                        "--trust-anchor",
                        sandbox.trustAnchorFile().toString(),
                        "--port",
                        String.valueOf(sandbox.smtpPort())));
        return run(command, all.toArray(String[]::new));
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper().readTree(out.toString());
    }

    @ParameterizedTest
    @CsvSource({
        // domain, decided, status, connected, status
        "dane.test, deliver dane-verified, 0, deliver dane-verified, 0",
        "dane-ta.test, deliver dane-verified, 0, deliver dane-verified, 0",
        "ee-alias.test, deliver dane-verified, 0, deliver dane-verified, 0",
        "mismatch.test, deliver dane-verified, 0, defer tlsa-mismatch, 1",
        "ta-name.test, deliver dane-verified, 0, defer certificate-name-mismatch, 1",
        "ta-expired.test, deliver dane-verified, 0, defer certificate-expired, 1",
        "no-tls.test, deliver dane-verified, 0, defer starttls-not-offered, 1",
        "unusable.test, deliver encrypted, 0, deliver encrypted, 0",
        "bogus.test, defer tlsa-bogus, 3, defer tlsa-bogus, 3",
        "tls.test, deliver opportunistic, 0, deliver encrypted, 0",
        "plain.test, deliver opportunistic, 0, deliver plain, 0",
        "nowhere.test, bounce no-such-domain, 1, bounce no-such-domain, 1",
    })
    void explainShouldSayWhatDeliveryWouldDo(
            String domain, String decided, int status, String connected, int statusThen)
            throws Exception {
        assertThat(asking(new TlsCommand(), "explain", domain, "--json")).isEqualTo(status);
        assertThat(verdict()).isEqualTo(decided);
        out.getBuffer().setLength(0);
        assertThat(asking(new TlsCommand(), "explain", domain, "--json", "--connect"))
                .as(out.toString())
                .isEqualTo(statusThen);
        assertThat(verdict()).isEqualTo(connected);
    }

    private String verdict() throws Exception {
        return json().get("verdict").asText() + " " + json().get("reason").asText();
    }

    @Test
    void explainShouldShowEveryAnswerAndTheChain() throws Exception {
        assertThat(asking(new TlsCommand(), "explain", "dane-ta.test", "--connect", "--json"))
                .isZero();
        JsonNode host = json().get("hosts").get(0);
        assertThat(json().get("questions").get(0).get("status").asText()).isEqualTo("secure");
        assertThat(host.get("questions").findValuesAsText("type"))
                .containsExactlyInAnyOrder("AAAA", "A", "TLSA");
        assertThat(host.get("questions").findValuesAsText("status")).containsOnly("secure");
        assertThat(host.get("policy").get("baseDomain").asText()).isEqualTo("mx.dane-ta.test");
        assertThat(host.get("policy").get("names").get(1).asText()).isEqualTo("dane-ta.test");
        JsonNode connection = host.get("connections").get(0);
        assertThat(connection.get("sni").asText()).isEqualTo("mx.dane-ta.test");
        assertThat(connection.get("depth").asInt()).isEqualTo(2);
        assertThat(connection.get("chain")).hasSize(3);
        String ofRoot = connection.get("chain").get(2).get("keySha256").asText();
        assertThat(connection.get("record").asText()).isEqualTo("2 1 1 " + ofRoot);
    }

    @Test
    void explainShouldDrawATreeForPeople() {
        assertThat(asking(new TlsCommand(), "explain", "mismatch.test", "--connect")).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("mismatch.test\n|- MX mismatch.test: secure, records\n")
                .contains("|  |- A mx.mismatch.test: secure, records\n")
                .contains("policy (level dane by tlsLevel): TLS, and the server must be the one")
                .contains("tlsa-mismatch: the server's key has the SHA-256 digest")
                .contains("`- verdict: defer (tlsa-mismatch), mx.mismatch.test[127.0.1.13]:");
    }

    @Test
    void explainShouldFollowLevelAndExceptions() throws Exception {
        assertThat(
                        asking(
                                new TlsCommand(),
                                "explain",
                                "tls.test",
                                "--tls-level",
                                "dane-only",
                                "--json"))
                .isEqualTo(1);
        assertThat(verdict()).isEqualTo("defer dane-required");
        out.getBuffer().setLength(0);
        Path map =
                Files.writeString(folder.resolve("map"), ".test may\nmismatch.test encrypt # x\n");
        assertThat(
                        asking(
                                new TlsCommand(),
                                "explain",
                                "mismatch.test",
                                "--connect",
                                "--tls-policy-map",
                                map.toString(),
                                "--json"))
                .isZero();
        assertThat(verdict()).isEqualTo("deliver encrypted");
        assertThat(json().get("hosts").get(0).get("setBy").asText()).isEqualTo(map + ":2, 'x'");
    }

    @ParameterizedTest
    @CsvSource({
        "two words, is not a domain name",
        "dane.test --port 0, is no port",
        "dane.test --tls-level mandatory, is no level",
        "dane.test --insecure-mx-policy none, is none of",
        "dane.test --tls-policy-map none, there is no such file",
        "dane.test --resolver nowhere, is not an address",
        "dane.test --trust-anchor none, there is no such file",
    })
    void wrongUsageShouldBeTold(String arguments, String message) {
        List<String> all = new ArrayList<>(List.of("explain"));
        if (arguments.startsWith("two")) {
            all.add(arguments);
        } else {
            all.addAll(List.of(arguments.split(" ", -1)));
        }
        assertThat(run(new TlsCommand(), all.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({
        "mx.dane.test, authenticated, no-rollover, 0",
        "mx.dane-ta.test, authenticated, no-rollover, 0",
        "mx.ee-rollover.test, authenticated, matches-nothing, 0",
        "mx.ee-full.test, authenticated, full-data no-rollover certificate-not-key, 0",
        "mx.mismatch.test, tlsa-mismatch, matches-nothing no-rollover, 1",
        "mx.ta-absent.test, tlsa-mismatch, anchor-not-served no-rollover, 1",
        "mx.ta-expired.test, certificate-expired, expiring no-rollover, 1",
        "mx.unusable.test, all-unusable, unusable, 1",
        "mx.mixed.test, authenticated, unusable unusable no-rollover, 0",
        "mx.no-tls.test, starttls-not-offered, no-rollover, 1",
        "mx.tls.test, no-records, '', 1",
        "mx.plain.test, starttls-not-offered, '', 1",
    })
    void checkShouldComparePublishedAndServed(String host, String result, String advice, int status)
            throws Exception {
        assertThat(asking(new TlsaCommand(), "check", host, "--json"))
                .as("%s %s", out, err)
                .isEqualTo(status);
        JsonNode address = json().get("addresses").get(0);
        assertThat(address.get("result").asText()).isEqualTo(result);
        assertThat(json().get("advice").findValuesAsText("code"))
                .containsExactlyInAnyOrder(
                        advice.isEmpty() ? new String[0] : advice.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({
        "mx.bogus.test, 3, tlsa-bogus",
        "mx.nowhere.test, 1, host-without-address",
        "mx.tls.test, 1, the host's addresses are not signed",
    })
    void checkShouldSayWhatIsInTheWay(String host, int status, String why) {
        assertThat(asking(new TlsaCommand(), "check", host)).isEqualTo(status);
        assertThat(out.toString()).contains("verdict: ").contains(why);
    }

    private String file(X509Certificate certificate) throws Exception {
        return Files.writeString(
                        folder.resolve("cert.pem"),
                        new TestCa.Identity(SERVER.key(), List.of(certificate)).certificatePem())
                .toString();
    }

    @ParameterizedTest
    @CsvSource({
        "3, 1, 1, ''",
        "3, 1, 2, every sender knows SHA-256",
        "3, 0, 1, changes at each renewal",
        "3, 0, 0, whole objects",
        "2, 1, 1, must send this authority",
        "2, 0, 1, must send this authority",
    })
    void createShouldPrintARecordThatMatches(int usage, int selector, int matching, String advice)
            throws Exception {
        X509Certificate of = usage == 2 ? CA.certificate() : SERVER.certificate();
        int status =
                run(
                        new TlsaCommand(),
                        "create",
                        "--cert",
                        file(of),
                        "--host",
                        "MX.example.",
                        "--usage",
                        String.valueOf(usage),
                        "--selector",
                        String.valueOf(selector),
                        "--matching",
                        String.valueOf(matching));
        assertThat(status).as(err.toString()).isZero();
        String head = "_25._tcp.mx.example. IN TLSA ";
        assertThat(out.toString()).startsWith(head);
        Tlsa record = Tlsa.parsePresentation(out.toString().substring(head.length()));
        assertThat(record.presentation()).startsWith(usage + " " + selector + " " + matching + " ");
        assertThat(((Tlsa.Usable) record).matches(of)).isTrue();
        assertThat(err.toString()).contains(advice);
        assertThat(err.toString().isEmpty()).isEqualTo(advice.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "--usage, 0, cannot be used with SMTP",
        "--usage, 1, cannot be used with SMTP",
        "--usage, 2, names an authority",
        "--usage, 4, is unknown",
        "--selector, 2, is unknown",
        "--matching, 3, is unknown",
        "--port, 0, is no port",
        "--host, ., is not a host name",
        "--cert, none.pem, there is no such file",
    })
    void createShouldRefuseWhatIsOfNoUse(String option, String value, String message)
            throws Exception {
        List<String> all = new ArrayList<>(List.of("create"));
        if (!option.equals("--cert")) {
            all.addAll(List.of("--cert", file(SERVER.certificate())));
        }
        if (!option.equals("--host")) {
            all.addAll(List.of("--host", "mx.example"));
        }
        all.addAll(List.of(option, value));
        assertThat(run(new TlsaCommand(), all.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void verbsShouldBeReachableFromTheEntryPoint() throws Exception {
        assertThat(
                        Signet.run(
                                "tlsa",
                                "create",
                                "--cert",
                                file(SERVER.certificate()),
                                "--host",
                                "mx.example"))
                .isZero();
        assertThat(Signet.run("tls", "explain", "not a name")).isEqualTo(2);
    }
}
