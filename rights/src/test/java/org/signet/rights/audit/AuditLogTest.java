package org.signet.rights.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signet.rights.TestRights.BOB;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.rights.Protected;
import org.signet.rights.TestDatabase;
import org.signet.rights.TestRights;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class AuditLogTest {
    @Parameter TestDatabase database;
    @TempDir Path base;
    private TestRights rights;
    private Protected message;

    @BeforeEach
    void writeFourRecords() throws Exception {
        rights = new TestRights(base, database);
        message = rights.protect(BOB);
        rights.read(message.links().getFirst());
        rights.revoke(message, BOB);
        rights.messages
                .audit()
                .append(new AuditEvent("passcode-sent", message.message(), BOB, "code 3 of 5"));
    }

    @AfterEach
    void close() {
        rights.close();
    }

    private void sql(String statement) throws Exception {
        try (Connection connection = rights.messages.dataSource().getConnection();
                Statement plain = connection.createStatement()) {
            plain.execute(statement);
        }
    }

    @Test
    void eventsOfAMessageShouldBeToldInOrder() throws Exception {
        assertThat(rights.messages.audit().of(message.message()))
                .extracting(record -> record.number() + " " + record.event().kind())
                .containsExactly("1 protected", "2 opened", "3 revoked", "4 passcode-sent");
    }

    @Test
    void anUntouchedLogShouldBeIntact() {
        assertThat(rights.messages.audit().verify())
                .isInstanceOfSatisfying(
                        AuditVerdict.Intact.class,
                        intact -> assertThat(intact.records()).isEqualTo(4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    UPDATE rights_audit SET kind = 'seen' WHERE number = 2 | 2
                    UPDATE rights_audit SET happened = happened + 1 WHERE number = 1 | 1
                    UPDATE rights_audit SET address = 'x@y' WHERE number = 3 | 3
                    UPDATE rights_audit SET address = '', detail = address WHERE number = 3 | 3
                    UPDATE rights_audit SET detail = '' WHERE number = 4 | 4
                    DELETE FROM rights_audit WHERE number = 1 | 1
                    DELETE FROM rights_audit WHERE number = 2 | 2
                    DELETE FROM rights_audit WHERE number = 4 | 4
                    DELETE FROM rights_audit | 1
                    UPDATE rights_audit SET number = 9 - number WHERE number IN (1, 4) | 1
                    UPDATE rights_audit_head SET number = 3 | 4
                    UPDATE rights_audit_head SET (number, seal) = (SELECT number, seal FROM rights_audit WHERE number = 3) | 4
                    UPDATE rights_audit_head SET number = 5 | 5
                    """)
    void aChangeShouldBeFoundWhereItIs(String change, long number) throws Exception {
        sql(change);
        assertThat(rights.messages.audit().verify())
                .isInstanceOfSatisfying(
                        AuditVerdict.Broken.class,
                        broken -> assertThat(broken.number()).isEqualTo(number));
    }

    @Test
    void aRemovedRecordShouldBeFoundAlsoWhenTheOthersAreRenumbered() throws Exception {
        sql("DELETE FROM rights_audit WHERE number = 2");
        sql("UPDATE rights_audit SET number = number - 1 WHERE number > 2");
        assertThat(rights.messages.audit().verify())
                .isInstanceOfSatisfying(
                        AuditVerdict.Broken.class,
                        broken -> assertThat(broken.number()).isEqualTo(2));
    }

    @Test
    void aRecordThatDoesNotEvenReadShouldBeFound() throws Exception {
        sql("UPDATE rights_audit SET kind = 'NOT A KIND' WHERE number = 2");
        assertThat(rights.messages.audit().verify()).isInstanceOf(AuditVerdict.Broken.class);
    }

    @Test
    void aLogThatWasCutWithItsHeadShouldBeFoundByTheHeadThatWasKept() throws Exception {
        String head = ((AuditVerdict.Intact) rights.messages.audit().verify()).head();
        assertThat(rights.messages.audit().holds(head)).isTrue();
        sql(
                "UPDATE rights_audit_head SET number = 3,"
                        + " seal = (SELECT seal FROM rights_audit WHERE number = 3)");
        sql("DELETE FROM rights_audit WHERE number = 4");
        assertThat(rights.messages.audit().verify()).isInstanceOf(AuditVerdict.Intact.class);
        assertThat(rights.messages.audit().holds(head)).isFalse();
    }

    @Test
    void manyWritersShouldMakeOneChain() throws Exception {
        List<Future<?>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 40; i++) {
                String detail = "event " + i;
                writers.add(
                        threads.submit(
                                () -> {
                                    rights.messages
                                            .audit()
                                            .append(
                                                    new AuditEvent(
                                                            "read",
                                                            message.message(),
                                                            BOB,
                                                            detail));
                                    return null;
                                }));
            }
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        assertThat(rights.messages.audit().verify())
                .isInstanceOfSatisfying(
                        AuditVerdict.Intact.class,
                        intact -> assertThat(intact.records()).isEqualTo(44));
    }

    @ParameterizedTest
    @CsvSource({"''", "Opened", "a b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void aKindShouldBeAWord(String kind) {
        assertThatThrownBy(() -> new AuditEvent(kind, message.message(), BOB, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
