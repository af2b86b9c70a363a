package org.signet.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signet.rights.TestRights.ALICE;
import static org.signet.rights.TestRights.BOB;
import static org.signet.rights.TestRights.MIME;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.rights.MessageControl.Target;
import org.signet.rights.RightsException.Reason;
import org.signet.rights.audit.AuditVerdict;
import org.signet.rights.template.Template;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** PostgreSQL that is locked, read-only, or loses its connections while a message is written. */
class PostgresFailureTest {
    @TempDir Path base;
    private Map<String, String> settings;
    private TestRights rights;
    private Protected message;

    @BeforeEach
    void open() throws Exception {
        settings = new HashMap<>(TestDatabase.POSTGRESQL.settings(base));
        settings.put("store.timeout", "PT1S");
        rights = new TestRights(base, settings);
        message = rights.protect(BOB);
    }

    @AfterEach
    void close() {
        rights.close();
    }

    private Connection administrator() throws SQLException {
        return DriverManager.getConnection(settings.get("store.jdbc-url"));
    }

    private void administer(String statement) throws SQLException {
        try (Connection connection = administrator();
                Statement plain = connection.createStatement()) {
            plain.execute(statement);
        }
    }

    /** Ends every other connection to the database, as a restart of the server does. */
    private void endConnections() throws SQLException {
        administer(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    private void assertNothingHappens() throws Exception {
        int before = rights.contentFiles().size();
        assertThatThrownBy(() -> rights.protect(BOB))
                .isInstanceOfSatisfying(
                        RightsException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
        assertThat(rights.contentFiles()).hasSize(before);
        assertThat(rights.messages.control().revoke(Target.all(message.message(), "test")))
                .isInstanceOf(ControlVerdict.Unavailable.class);
    }

    @Test
    void aLockThatIsNotReleasedShouldEndTheWaitAndLeaveNothing() throws Exception {
        try (Connection other = administrator();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE rights_audit_head IN ACCESS EXCLUSIVE MODE");
            assertNothingHappens();
            assertThatThrownBy(() -> rights.read(message.links().getFirst()))
                    .isInstanceOf(RightsException.class);
            other.rollback();
        }
        assertThat(rights.read(message.links().getFirst())).isEqualTo(MIME);
        assertThat(rights.messages.overview().verify()).isInstanceOf(AuditVerdict.Intact.class);
    }

    @Test
    void aReadOnlyDatabaseShouldOpenNothingBecauseItCannotBeRecorded() throws Exception {
        String name = settings.get("store.jdbc-url").replaceAll("^.*/([a-z_0-9]+).*$", "$1");
        administer("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
        endConnections();
        assertNothingHappens();
        assertThat(rights.messages.find(message.links().getFirst().token()))
                .isInstanceOf(Access.Granted.class);
        assertThatThrownBy(() -> rights.read(message.links().getFirst()))
                .isInstanceOfSatisfying(
                        RightsException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
    }

    @Test
    void connectionsThatEndWhileTheContentIsWrittenShouldLeaveAllOrNothing() throws Exception {
        int before = rights.contentFiles().size();
        Protection request =
                new Protection(ALICE, List.of(BOB), Template.ENCRYPT_ONLY, Duration.ofDays(1));
        MessageSource source =
                out -> {
                    out.write(MIME);
                    try {
                        endConnections();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                };
        allOrNothing(source, request, before);
        MessageSource quiet = out -> out.write(MIME);
        // Each of the pool's dead connections may be tried once.
        boolean back = false;
        for (int attempt = 0; attempt <= 8 && !back; attempt++) {
            back = allOrNothing(quiet, request, rights.contentFiles().size());
        }
        assertThat(back).isTrue();
        assertThat(rights.messages.overview().verify()).isInstanceOf(AuditVerdict.Intact.class);
    }

    private boolean allOrNothing(MessageSource source, Protection request, int before)
            throws Exception {
        try {
            Protected made = rights.messages.protect(source, request);
            assertThat(rights.contentFile(made)).isNotEmptyFile();
            return true;
        } catch (RightsException e) {
            assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(rights.contentFiles()).hasSize(before);
            return false;
        }
    }

    @Test
    void aPasswordInTheUrlShouldNotBeShown() {
        assertThatThrownBy(
                        () ->
                                new TestRights(
                                        base,
                                        Map.of(
                                                "store.jdbc-url",
                                                "jdbc:postgresql://127.0.0.1:1/x?password=hush")))
                .isInstanceOf(RightsException.class)
                .hasMessageContaining("password=(hidden)")
                .hasMessageContaining("SQL state 08001");
    }
}
