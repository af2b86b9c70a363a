package org.signet.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signet.rights.TestRights.ALICE;
import static org.signet.rights.TestRights.BOB;
import static org.signet.rights.TestRights.CAROL;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.rights.RightsException.Reason;
import org.signet.rights.audit.AuditEvent;
import org.signet.rights.audit.AuditVerdict;
import org.signet.rights.store.MessageSearch;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store that schema 1 made, opened by this version. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SchemaUpgradeTest {
    private static final Map<String, String> TABLES_OF_SCHEMA_1 =
            Map.of(
                    "rights_tenant", "only_row, nonce, seal",
                    "rights_audit", "number, happened, kind, message, address, detail, seal");

    @Parameter TestDatabase database;
    @TempDir Path base;
    private Protected kept;
    private Protected revoked;

    @BeforeEach
    void makeAStoreOfSchema1() throws Exception {
        try (TestRights now = new TestRights(base, database)) {
            kept = now.protect(BOB, CAROL);
            revoked = now.protect(BOB);
            now.messages
                    .audit()
                    .append(new AuditEvent(AuditEvent.REVOKED, revoked.message(), BOB, ""));
            try (Connection from = now.messages.dataSource().getConnection();
                    Connection old = connect()) {
                copyToSchema1(from, old);
            }
        }
    }

    private String url() {
        String url = old().store().jdbcUrl();
        return database == TestDatabase.H2 ? url + ";USER=signet" : url;
    }

    private RightsSettings old() {
        try {
            return TestRights.settings(base, settings());
        } catch (RightsException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keys and content stay where they are; the database is another one. */
    private Map<String, String> settings() {
        return database == TestDatabase.H2
                ? Map.of("store.jdbc-url", "jdbc:h2:file:" + base.resolve("schema1"))
                : database.settings(base.resolve("schema1"));
    }

    private Connection connect() throws SQLException {
        String engine = database == TestDatabase.H2 ? "h2" : "postgresql";
        Flyway.configure()
                .dataSource(url(), null, null)
                .locations("classpath:org/signet/rights/store/migration/" + engine)
                .table("rights_schema_history")
                .target("1")
                .load()
                .migrate();
        return DriverManager.getConnection(url());
    }

    private void copyToSchema1(Connection from, Connection old) throws SQLException {
        copy(from, old, "rights_tenant", TABLES_OF_SCHEMA_1.get("rights_tenant"));
        copy(from, old, "rights_message", "message, created, licence, licence_seal, wrapped_key");
        copy(from, old, "rights_grant", "token_digest, message, recipient");
        copy(from, old, "rights_audit", TABLES_OF_SCHEMA_1.get("rights_audit"));
        try (Statement statement = old.createStatement()) {
            statement.execute("DELETE FROM rights_audit_head");
        }
        copy(from, old, "rights_audit_head", "only_row, number, seal");
        try (PreparedStatement statement =
                old.prepareStatement("UPDATE rights_grant SET revoked = ? WHERE message = ?")) {
            statement.setLong(1, TestRights.START.toEpochMilli());
            statement.setString(2, revoked.message().text());
            statement.execute();
        }
    }

    private static void copy(Connection from, Connection to, String table, String columns)
            throws SQLException {
        int count = columns.split(",", -1).length;
        try (Statement read = from.createStatement();
                ResultSet rows = read.executeQuery("SELECT " + columns + " FROM " + table);
                PreparedStatement write =
                        to.prepareStatement(
                                "INSERT INTO %s (%s) VALUES (%s)"
                                        .formatted(
                                                table,
                                                columns,
                                                String.join(
                                                        ", ",
                                                        java.util.Collections.nCopies(
                                                                count, "?"))))) {
            while (rows.next()) {
                for (int i = 1; i <= count; i++) {
                    write.setObject(i, rows.getObject(i));
                }
                write.execute();
            }
        }
    }

    private int sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement plain = connection.createStatement()) {
            return plain.executeUpdate(statement);
        }
    }

    @Test
    void messagesShouldStayReadableAndRevocationsHold() throws Exception {
        try (TestRights rights = new TestRights(base, settings())) {
            for (RecipientLink link : kept.links()) {
                assertThat(rights.read(link)).isEqualTo(TestRights.MIME);
            }
            assertThat(rights.messages.find(revoked.links().getFirst().token()))
                    .isEqualTo(new Access.Revoked(revoked.message(), ALICE, BOB, TestRights.START));
            assertThat(rights.messages.overview().verify()).isInstanceOf(AuditVerdict.Intact.class);
            assertThat(
                            rights.messages
                                    .overview()
                                    .search(
                                            new MessageSearch(
                                                    Optional.of("ALICE@ours.test"),
                                                    Optional.of(CAROL),
                                                    Optional.empty(),
                                                    Optional.empty(),
                                                    Optional.empty(),
                                                    10)))
                    .extracting(MessageStatus::message)
                    .containsExactly(kept.message());
        }
    }

    @Test
    void theUpgradeShouldBeDoneOnceAndBeInTheLog() throws Exception {
        for (int start = 0; start < 2; start++) {
            try (TestRights rights = new TestRights(base, settings())) {
                assertThat(rights.messages.audit().of(AuditEvent.STORE))
                        .extracting(record -> record.event().kind(), r -> r.event().detail())
                        .containsExactly(
                                org.assertj.core.groups.Tuple.tuple(
                                        "grants-sealed", "3 grants of schema 1"));
            }
        }
    }

    @Test
    void aRevocationThatWasTakenOutOfTheRowBeforeTheUpgradeShouldHold() throws Exception {
        sql("UPDATE rights_grant SET revoked = NULL");
        try (TestRights rights = new TestRights(base, settings())) {
            assertThat(rights.messages.find(revoked.links().getFirst().token()))
                    .isInstanceOf(Access.Revoked.class);
        }
    }

    @Test
    void aStoreThatClaimsToBeOldAgainShouldBeRefused() throws Exception {
        new TestRights(base, settings()).close();
        for (String forged :
                List.of(
                        "UPDATE rights_tenant SET grants_sealed = NULL",
                        "UPDATE rights_tenant SET grants_sealed = seal")) {
            sql(forged);
            assertThatThrownBy(() -> new TestRights(base, settings()))
                    .isInstanceOfSatisfying(
                            RightsException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.TAMPERED));
        }
    }

    @Test
    void anUpgradeThatDiedHalfWayShouldGoOn() throws Exception {
        new TestRights(base, settings()).close();
        sql("UPDATE rights_tenant SET grants_sealed = NULL");
        sql("DELETE FROM rights_audit WHERE kind = 'grants-sealed'");
        sql(
                "UPDATE rights_audit_head SET number = 3,"
                        + " seal = (SELECT seal FROM rights_audit WHERE number = 3)");
        sql("UPDATE rights_grant SET seal = NULL WHERE recipient = 'carol@other.test'");
        try (TestRights rights = new TestRights(base, settings())) {
            assertThat(rights.read(kept.links().getLast())).isEqualTo(TestRights.MIME);
            assertThat(rights.messages.overview().verify()).isInstanceOf(AuditVerdict.Intact.class);
        }
    }
}
