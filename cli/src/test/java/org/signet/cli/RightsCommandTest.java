package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.rights.Protected;
import org.signet.rights.ProtectedMessages;
import org.signet.rights.Protection;
import org.signet.rights.RightsSettings;
import org.signet.rights.template.Template;

import picocli.CommandLine;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class RightsCommandTest {
    private static final String URL = "https://portal.ours.test";

    @TempDir Path james;
    private String message;

    @BeforeEach
    void leaveAMessage() throws Exception {
        configure("portal.public-url=" + URL);
        try (ProtectedMessages messages = open()) {
            Protected made =
                    messages.protect(
                            new ByteArrayInputStream(new byte[10]),
                            new Protection(
                                    "alice@ours.test",
                                    List.of("bob@partner.test"),
                                    Template.ENCRYPT_ONLY,
                                    Duration.ofDays(1)));
            message = made.message().text();
        }
    }

    private ProtectedMessages open() throws Exception {
        return ProtectedMessages.open(
                RightsSettings.parse(Map.of("portal.public-url", URL), "test", james),
                Clock.systemUTC(),
                new SecureRandom());
    }

    private void configure(String... lines) throws Exception {
        Files.createDirectories(james.resolve("conf"));
        Files.write(james.resolve("conf/signet-rights.properties"), List.of(lines));
    }

    private record Run(int status, String out) {
        JsonNode json() throws Exception {
            return new ObjectMapper().readTree(out);
        }
    }

    private Run run(String... arguments) {
        StringWriter out = new StringWriter();
        int status =
                new CommandLine(new RightsCommand())
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(out))
                        .execute(arguments);
        return new Run(status, out.toString());
    }

    @Test
    void auditShouldBeIntactAsWritten() throws Exception {
        Run run = run("audit", "--james", james.toString(), "--json");
        assertThat(run.status()).isEqualTo(ExitStatus.YES);
        assertThat(run.json().get("verdict").asText()).isEqualTo("intact");
        assertThat(run.json().get("records").asInt()).isEqualTo(1);
    }

    @Test
    void auditShouldNameTheRecordThatWasChanged() throws Exception {
        try (ProtectedMessages messages = open();
                Connection connection = messages.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE rights_audit SET address = 'eve@evil.test'");
        }
        Run run = run("audit", "--james", james.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.NO);
        assertThat(run.out()).startsWith("broken; record 1; why ");
    }

    private Run on(String verb, String... more) {
        List<String> arguments =
                new java.util.ArrayList<>(List.of(verb, "--james", james.toString(), "--json"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private void assertVerdict(Run run, int status, String verdict) throws Exception {
        assertThat(run.json().get("verdict").asText()).isEqualTo(verdict);
        assertThat(run.status()).isEqualTo(status);
    }

    private String stateOfBob() throws Exception {
        return on("show", message).json().at("/recipients/0/state").asText();
    }

    @Test
    void revokeAndRegrantShouldTellWhatTheyChanged() throws Exception {
        assertVerdict(on("revoke", message, "bob@partner.test"), ExitStatus.YES, "revoked");
        assertVerdict(on("revoke", message, "--all"), ExitStatus.YES, "revoked-before");
        assertThat(stateOfBob()).isEqualTo("revoked");
        assertVerdict(on("regrant", message, "--all"), ExitStatus.YES, "granted");
        assertThat(stateOfBob()).isEqualTo("open");
        assertVerdict(on("revoke", message, "carol@other.test"), ExitStatus.NO, "unknown");
        assertVerdict(on("revoke", "0".repeat(32), "--all"), ExitStatus.NO, "unknown");
    }

    @Test
    void expireShouldTakeATimeOrADuration() throws Exception {
        assertVerdict(on("expire", message, "--all", "--at", "P2D"), ExitStatus.YES, "changed");
        assertVerdict(
                on("expire", message, "--all", "--at", "2026-01-01T00:00:00Z"),
                ExitStatus.YES,
                "changed");
        assertThat(stateOfBob()).isEqualTo("expired");
        assertThat(on("expire", message, "--all", "--at", "soon").status())
                .isEqualTo(ExitStatus.USAGE);
        assertThat(on("expire", message, "--all", "--at", "P9999D").status())
                .isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void shredShouldEndEverything() throws Exception {
        assertVerdict(on("shred", message), ExitStatus.YES, "shredded");
        assertVerdict(on("shred", message), ExitStatus.YES, "shredded-before");
        assertVerdict(on("regrant", message, "--all"), ExitStatus.NO, "shredded");
        assertThat(stateOfBob()).isEqualTo("shredded");
        assertVerdict(on("audit"), ExitStatus.YES, "intact");
    }

    @Test
    void listShouldFindWhatIsLookedFor() throws Exception {
        Run found = on("list", "--sender", "alice@ours.test", "--from", "2026-01-01T00:00:00Z");
        assertVerdict(found, ExitStatus.YES, "found");
        assertThat(found.json().at("/messages/0/message").asText()).isEqualTo(message);
        assertVerdict(on("list", "--recipient", "x@y.test"), ExitStatus.NO, "none");
        assertThat(on("list", "--limit", "0").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(on("list", "--from", "today").status()).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void showShouldTellRecipientsAndWhatHappened() throws Exception {
        Run run = run("show", "--james", james.toString(), message);
        assertThat(run.status()).isEqualTo(ExitStatus.YES);
        assertThat(run.out())
                .contains("recipient bob@partner.test; state open", "kind protected")
                .doesNotContain("Subject");
        assertVerdict(on("show", "0".repeat(32)), ExitStatus.NO, "unknown");
    }

    @Test
    void tasksShouldTellWhatTheyDid() throws Exception {
        assertVerdict(on("rotate"), ExitStatus.YES, "rotated");
        assertThat(on("rewrap").json().get("rewrapped").asInt()).isEqualTo(1);
        assertThat(on("rewrap").json().get("rewrapped").asInt()).isZero();
        Run gc = on("gc", "--ended", "P1D");
        assertVerdict(gc, ExitStatus.YES, "done");
        assertThat(gc.json().get("messages").asInt()).isZero();
        assertThat(gc.json().get("orphans").asInt()).isZero();
        assertThat(on("gc", "--age", "PT1M").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(on("gc", "--ended", "-P1D").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(stateOfBob()).isEqualTo("open");
        assertVerdict(on("verify-audit"), ExitStatus.YES, "intact");
    }

    @Test
    void aHeadThatWasKeptShouldShowThatTheLogWasCut() throws Exception {
        String head = on("verify-audit").json().get("head").asText();
        assertVerdict(on("verify-audit", "--head", head), ExitStatus.YES, "intact");
        assertVerdict(on("verify-audit", "--head", "1:00"), ExitStatus.NO, "cut");
        assertThat(on("verify-audit", "--head", "x").status()).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void aStoreThatDoesNotAnswerShouldBeUndecidable() throws Exception {
        configure("portal.public-url=" + URL, "store.jdbc-url=jdbc:h2:tcp://127.0.0.1:1/x");
        assertThat(run("audit", "--james", james.toString()).status())
                .isEqualTo(ExitStatus.UNDECIDABLE);
    }

    @Test
    void aDirectoryWithoutAStoreShouldBeWrongUsageAndStayEmpty() throws Exception {
        Path empty = Files.createDirectory(james.resolve("empty"));
        Files.createDirectory(empty.resolve("conf"));
        Files.writeString(
                empty.resolve("conf/signet-rights.properties"), "portal.public-url=" + URL);
        Run run = run("audit", "--james", empty.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.out()).contains("there is no such file, so there is no store to look at");
        assertThat(empty.resolve("var")).doesNotExist();
    }

    @Test
    void wrongUsageShouldBeTold() {
        assertThat(run("revoke", "--james", james.toString(), "zz", "a@b").status())
                .isEqualTo(ExitStatus.USAGE);
        assertThat(run("audit", "--james", james.resolve("none").toString()).status())
                .isEqualTo(ExitStatus.USAGE);
        assertThat(run().status()).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void settingsShouldReferToTheEnvironmentAsInJames() throws Exception {
        System.setProperty("signet.test.portal", "portal.ours.test");
        try {
            configure("portal.public-url=https://${sys:signet.test.portal}");
            assertThat(run("audit", "--james", james.toString()).status())
                    .isEqualTo(ExitStatus.YES);
            configure("portal.public-url=https://${env:SIGNET_NO_SUCH_NAME}");
            Run run = run("audit", "--james", james.toString());
            assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
            assertThat(run.out()).contains("'${env:SIGNET_NO_SUCH_NAME}', which is not set");
        } finally {
            System.clearProperty("signet.test.portal");
        }
    }
}
