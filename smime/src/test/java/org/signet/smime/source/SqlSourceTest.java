package org.signet.smime.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.smime.certificate.CertificateSource.Answer;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.pem.UnusableFileException;
import org.signet.testing.TestCa;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

@Timeout(60)
class SqlSourceTest {
    private static final TestCa CA = TestCa.root("Example Root");
    private static final TestCa.Identity BOB = CA.person("bob@example.com").issue();
    private static final X509Certificate GATEWAY =
            CA.person("domain-confidentiality-authority@example.com").issue().certificate();
    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
    private static final String QUERY = "select der from c where mail = ?";

    @TempDir Path folder;
    private final JdbcDataSource database = new JdbcDataSource();
    private Connection kept;
    private SqlSource source;

    @BeforeEach
    void tables() throws Exception {
        database.setURL("jdbc:h2:" + folder.resolve("db") + ";AUTO_SERVER=FALSE");
        database.setUser("signet");
        database.setPassword("geheim");
        kept = database.getConnection();
        try (Statement statement = kept.createStatement()) {
            statement.execute(
                    "create table c (mail varchar, der varbinary, pem varchar, b blob, t clob)");
        }
        add("bob@example.com", BOB.certificate().getEncoded(), BOB.chainPem());
        add("frank@example.com", BOB.certificate().getEncoded(), BOB.chainPem());
        add("grace@example.com", new byte[] {0x30, 1}, "-----BEGIN CERTIFICATE-----\nAAAA");
        add("heidi@example.com", null, null);
        add("example.com", GATEWAY.getEncoded(), null);
    }

    private void add(String mail, byte[] der, String pem) throws SQLException {
        try (PreparedStatement insert =
                kept.prepareStatement("insert into c values (?, ?, ?, ?, ?)")) {
            insert.setString(1, mail);
            insert.setBytes(2, der);
            insert.setString(3, pem);
            insert.setBytes(4, der);
            insert.setString(5, pem);
            insert.execute();
        }
    }

    @AfterEach
    void close() throws Exception {
        if (source != null) {
            source.close();
        }
        kept.close();
    }

    private Path settings(String text) throws Exception {
        Path password = Files.writeString(folder.resolve("sql.properties.password"), "geheim");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        return Files.writeString(folder.resolve("sql.properties"), text);
    }

    private Answer ask(String query, String local) throws Exception {
        return ask(database.getURL(), query, local);
    }

    private Answer ask(String url, String query, String local) throws Exception {
        source =
                SqlSource.open(
                        SqlSettings.read(
                                settings(
                                        "url=%s\nuser=signet\nquery=%s\ntimeout=PT1S"
                                                .formatted(url, query))));
        return source.find(new Mailbox(local, "example.com"), NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"der", "pem", "b", "t"})
    void certificateShouldBeReadFromOctetsAndText(String column) throws Exception {
        assertThat(ask("select " + column + " from c where mail = ?", "Bob"))
                .isInstanceOfSatisfying(
                        Answer.Found.class,
                        found -> assertThat(found.ofAddress()).containsExactly(BOB.certificate()));
    }

    @Test
    void secondValueShouldBeTheDomain() throws Exception {
        assertThat(ask("select der from c where mail = ? or mail = ?", "nobody"))
                .isEqualTo(new Answer.Found(List.of(), List.of(GATEWAY), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "frank", "grace", "heidi", "' or 'a'='a", "bob' --"})
    void thereShouldBeNoneForWhoeverHasNone(String local) throws Exception {
        for (String column : List.of("der", "pem")) {
            assertThat(ask("select " + column + " from c where mail = ?", local))
                    .isEqualTo(new Answer.None());
            source.close();
        }
    }

    @Test
    void tooManyRowsAndTooLargeValuesShouldBeFailures() throws Exception {
        add("large@example.com", new byte[1024 * 1024 + 1], null);
        assertThat(ask(QUERY, "large")).isInstanceOf(Answer.Failed.class);
        source.close();
        for (int i = 0; i < 21; i++) {
            add("many@example.com", BOB.certificate().getEncoded(), null);
        }
        assertThat(ask(QUERY, "many"))
                .isEqualTo(new Answer.Failed("it has more than 20 rows for the address"));
    }

    @Test
    void nothingShouldBeChangedByAQuery() throws Exception {
        assertThat(ask("select der from final table (delete from c where mail = ?)", "bob"))
                .isNotInstanceOf(Answer.None.class);
        source.close();

        assertThat(ask(QUERY, "bob")).isInstanceOf(Answer.Found.class);
    }

    @Test
    void brokenQueryShouldBeAFailure() throws Exception {
        assertThat(ask("select der from nowhere where mail = ?", "bob"))
                .isInstanceOfSatisfying(
                        Answer.Failed.class,
                        failed -> assertThat(failed.why()).contains("NOWHERE"));
    }

    @Test
    void silentDatabaseShouldBeAFailure() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            assertThat(ask(postgresql(silent), QUERY, "bob")).isInstanceOf(Answer.Failed.class);
        }
    }

    @Test
    void deadDatabaseShouldBeAFailureThatTellsNoPassword() throws Exception {
        String url;
        try (ServerSocket gone = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            url = postgresql(gone);
        }

        assertThat(ask(url, QUERY, "bob"))
                .isInstanceOfSatisfying(
                        Answer.Failed.class,
                        failed ->
                                assertThat(failed.why())
                                        .contains("refused")
                                        .doesNotContain("geheim"));
    }

    private static String postgresql(ServerSocket server) {
        return "jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/x";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    query=select ?                                       | 'url' is '': it is required
                    url=jdbc:mysql://a/b;query=select ?                  | there is no driver for it
                    url=jdbc:postgresql://a/b                            | 'query' is '': it is required
                    url=jdbc:postgresql://a/b;query=select 1             | it has 0 question marks
                    url=jdbc:postgresql://a/b;query=select ?, ?, ?       | it has 3 question marks
                    url=jdbc:postgresql://a/b;query=select ?;timeout=PT0.5S | it is out of range
                    url=jdbc:postgresql://a/b;password=x                 | there is no setting 'password'
                    """)
    void wrongSettingShouldBeRefusedByItsName(String text, String why) {
        assertThatThrownBy(() -> SqlSettings.read(settings(text.replace(";", "\n"))))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining(why);
    }
}
