package org.signet.smime.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.smime.certificate.CertificateSource.Answer;
import org.signet.smime.certificate.Mailbox;
import org.signet.testing.TestCa;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

@Timeout(120)
class SqlPostgresTest {
    private static final TestCa.Identity BOB =
            TestCa.root("Example Root").person("bob@example.com").issue();
    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
    private static EmbeddedPostgres server;

    @TempDir Path folder;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table c (mail text, der bytea, pem text)");
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into c values (?, ?, ?)")) {
                insert.setString(1, "bob@example.com");
                insert.setBytes(2, BOB.certificate().getEncoded());
                insert.setString(3, BOB.certificatePem());
                insert.execute();
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private Answer ask(String query) throws Exception {
        Path settings =
                Files.writeString(
                        folder.resolve("sql.properties"),
                        "url=%s\nuser=postgres\nquery=%s\ntimeout=PT1S"
                                .formatted(server.getJdbcUrl("postgres", "postgres"), query));
        try (SqlSource source = SqlSource.open(SqlSettings.read(settings))) {
            return source.find(new Mailbox("bob", "example.com"), NOW);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"der", "pem"})
    void certificateShouldBeReadFromOctetsAndText(String column) throws Exception {
        assertThat(ask("select " + column + " from c where mail = ?"))
                .isEqualTo(new Answer.Found(List.of(BOB.certificate()), List.of(), List.of()));
    }

    @Test
    void nothingShouldBeChangedByAQuery() throws Exception {
        assertThat(ask("delete from c where mail = ? returning der"))
                .isInstanceOfSatisfying(
                        Answer.Failed.class,
                        failed -> assertThat(failed.why()).contains("read-only"));
    }

    @Test
    void slowQueryShouldBeAFailure() throws Exception {
        assertThat(ask("select der from c, pg_sleep(30) where mail = ?"))
                .isInstanceOf(Answer.Failed.class);
    }
}
