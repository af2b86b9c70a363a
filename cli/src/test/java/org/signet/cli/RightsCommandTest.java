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

    @Test
    void revokeShouldTellWhatItChanged() throws Exception {
        String[] bob = {"revoke", "--james", james.toString(), message, "bob@partner.test"};
        assertThat(run(bob)).satisfies(run -> assertThat(run.out()).startsWith("revoked; at "));
        assertThat(run(bob).out()).startsWith("revoked-before; at ");
        Run carol = run("revoke", "--james", james.toString(), message, "carol@other.test");
        assertThat(carol.status()).isEqualTo(ExitStatus.NO);
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
