package org.signet.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.signet.rights.TestRights.ALICE;
import static org.signet.rights.TestRights.BOB;
import static org.signet.rights.TestRights.CAROL;
import static org.signet.rights.TestRights.MIME;
import static org.signet.rights.TestRights.START;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.rights.MessageControl.Target;
import org.signet.rights.MessageStatus.Recipient;
import org.signet.rights.MessageStatus.State;
import org.signet.rights.RightsException.Reason;
import org.signet.rights.audit.AuditVerdict;
import org.signet.rights.store.MessageSearch;
import org.signet.rights.template.Template;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class MessageControlTest {
    @Parameter TestDatabase database;
    @TempDir Path base;
    private TestRights rights;
    private Protected message;
    private RecipientLink bob;
    private RecipientLink carol;

    @BeforeEach
    void sendToTwo() throws Exception {
        rights = new TestRights(base, database);
        message = rights.protect(BOB, CAROL);
        bob = message.links().getFirst();
        carol = message.links().getLast();
    }

    @AfterEach
    void close() {
        rights.close();
    }

    private MessageControl control() {
        return rights.messages.control();
    }

    private Target forBob() {
        return Target.of(message.message(), BOB, "test");
    }

    private Target forAll() {
        return Target.all(message.message(), "test");
    }

    private Access find(RecipientLink link) {
        return rights.messages.find(link.token());
    }

    private void sql(String statement) throws Exception {
        try (Connection connection = rights.messages.dataSource().getConnection();
                Statement plain = connection.createStatement()) {
            plain.execute(statement);
        }
    }

    private void assertTampered(RecipientLink link, String why) {
        assertThat(find(link))
                .isInstanceOfSatisfying(
                        Access.Unavailable.class,
                        refused -> assertThat(refused.cause()).contains(why));
    }

    @Nested
    class Revoking {
        @Test
        void itShouldHoldAtTheNextReadForOneAndLeaveTheOther() throws Exception {
            assertThat(control().revoke(forBob())).isEqualTo(new ControlVerdict.Done(1, 0));
            assertThat(find(bob))
                    .isEqualTo(new Access.Revoked(message.message(), ALICE, BOB, START));
            assertThat(rights.read(carol)).isEqualTo(MIME);
        }

        @Test
        void forAllItShouldHoldForAll() {
            assertThat(control().revoke(forAll())).isEqualTo(new ControlVerdict.Done(2, 0));
            assertThat(find(bob)).isInstanceOf(Access.Revoked.class);
            assertThat(find(carol)).isInstanceOf(Access.Revoked.class);
        }

        @Test
        void aSecondTimeItShouldChangeNothingAndSaySo() {
            control().revoke(forBob());
            rights.clock.advance(Duration.ofHours(1));
            assertThat(control().revoke(forAll())).isEqualTo(new ControlVerdict.Done(1, 1));
            assertThat(find(bob))
                    .isEqualTo(new Access.Revoked(message.message(), ALICE, BOB, START));
        }

        @Test
        void itShouldBeUnknownForWhoIsNoRecipientAndForNoMessage() {
            assertThat(control().revoke(Target.of(message.message(), ALICE, "test")))
                    .isEqualTo(new ControlVerdict.Unknown());
            assertThat(control().revoke(Target.all(new MessageId("0".repeat(32)), "test")))
                    .isEqualTo(new ControlVerdict.Unknown());
        }
    }

    @Nested
    class Regranting {
        @Test
        void itShouldOpenTheSameLinkAgain() throws Exception {
            control().revoke(forAll());
            assertThat(control().regrant(forBob())).isEqualTo(new ControlVerdict.Done(1, 0));
            assertThat(rights.read(bob)).isEqualTo(MIME);
            assertThat(find(carol)).isInstanceOf(Access.Revoked.class);
        }

        @Test
        void itShouldNotOutliveTheExpiry() {
            control().revoke(forBob());
            rights.clock.advance(Duration.ofDays(31));
            control().regrant(forBob());
            assertThat(find(bob)).isInstanceOf(Access.Expired.class);
        }

        @Test
        void whoWasNotRevokedShouldStayAsHeIs() {
            assertThat(control().regrant(forAll())).isEqualTo(new ControlVerdict.Done(0, 2));
        }
    }

    @Nested
    class Expiring {
        @Test
        void itShouldEndSooner() throws Exception {
            Instant soon = START.plus(Duration.ofMinutes(5));
            control().expire(forBob(), soon);
            rights.clock.advance(Duration.ofMinutes(5));
            assertThat(find(bob))
                    .isEqualTo(new Access.Expired(message.message(), ALICE, BOB, soon));
            assertThat(rights.read(carol)).isEqualTo(MIME);
        }

        @Test
        void itShouldEndLaterThanTheLicenceSaid() throws Exception {
            control().expire(forAll(), START.plus(Duration.ofDays(400)));
            rights.clock.advance(Duration.ofDays(399));
            assertThat(rights.read(bob)).isEqualTo(MIME);
            assertThat(rights.granted(bob).expiry()).isEqualTo(START.plus(Duration.ofDays(400)));
        }

        @Test
        void whatHadExpiredShouldOpenAgain() throws Exception {
            rights.clock.advance(Duration.ofDays(31));
            assertThat(find(bob)).isInstanceOf(Access.Expired.class);
            control().expire(forBob(), START.plus(Duration.ofDays(32)));
            assertThat(rights.read(bob)).isEqualTo(MIME);
        }

        @Test
        void whatIsRevokedShouldStayRevoked() {
            control().revoke(forBob());
            control().expire(forBob(), START.plus(Duration.ofDays(400)));
            assertThat(find(bob)).isInstanceOf(Access.Revoked.class);
        }

        @Test
        void moreThanTenYearsShouldBeRefused() {
            assertThatThrownBy(() -> control().expire(forBob(), START.plus(Duration.ofDays(3654))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Shredding {
        @Test
        void nothingShouldBeReadAfterwards() throws Exception {
            Access.Granted before = rights.granted(bob);
            assertThat(control().shred(message.message(), "test"))
                    .isEqualTo(new ControlVerdict.Done(2, 0));
            assertThat(find(bob)).isInstanceOf(Access.Revoked.class);
            assertThat(find(carol)).isInstanceOf(Access.Revoked.class);
            assertThatThrownBy(() -> rights.messages.open(before))
                    .isInstanceOfSatisfying(
                            RightsException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.NO_LONGER_GRANTED));
            assertThat(rights.contentFiles()).isEmpty();
        }

        @Test
        void noActShouldBringItBack() {
            control().shred(message.message(), "test");
            ControlVerdict shredded = new ControlVerdict.Shredded(START);
            assertThat(control().regrant(forAll())).isEqualTo(shredded);
            assertThat(control().revoke(forAll())).isEqualTo(shredded);
            assertThat(control().expire(forAll(), START.plus(Duration.ofDays(9))))
                    .isEqualTo(shredded);
            assertThat(control().shred(message.message(), "test")).isEqualTo(shredded);
        }

        @Test
        void aKeyThatIsPutBackShouldNotOpenItUnnoticed() throws Exception {
            Object key = one("SELECT wrapped_key FROM rights_message");
            control().shred(message.message(), "test");
            try (Connection connection = rights.messages.dataSource().getConnection();
                    PreparedStatement back =
                            connection.prepareStatement(
                                    "UPDATE rights_message SET wrapped_key = ?,"
                                            + " shredded = NULL")) {
                back.setObject(1, key);
                back.execute();
            }
            assertThat(find(bob)).isInstanceOf(Access.Revoked.class);
        }

        @Test
        void aKeyThatIsGoneWithoutShreddingShouldBeFound() throws Exception {
            sql("UPDATE rights_message SET wrapped_key = NULL");
            assertTampered(bob, "has no key, and the log knows of no shredding");
        }
    }

    /** What somebody can try who writes rows and has no keys. */
    @Nested
    class ForgedGrants {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "UPDATE rights_grant SET revoked = NULL",
                    "UPDATE rights_grant SET expiry = expiry + 1",
                    "UPDATE rights_grant SET version = version + 1",
                    "UPDATE rights_grant SET version = 1, revoked = NULL",
                    "UPDATE rights_grant SET seal = NULL",
                    "UPDATE rights_grant SET seal = (SELECT seal FROM rights_tenant)",
                    "UPDATE rights_grant SET seal = (SELECT MAX(licence_seal) FROM rights_message)"
                })
        void aChangedRowShouldOpenNothing(String change) throws Exception {
            control().revoke(forBob());
            sql(change);
            assertTampered(bob, "has a seal that does not verify");
        }

        @Test
        void theDigestOfAnotherLinkShouldOpenNothing() throws Exception {
            Protected other = rights.protect(BOB);
            sql(
                    "UPDATE rights_grant SET token_digest = seal WHERE message = '"
                            + other.message()
                            + "'");
            assertThat(find(other.links().getFirst())).isInstanceOf(Access.Unknown.class);
            assertThat(
                            rights.messages
                                    .overview()
                                    .status(other.message())
                                    .orElseThrow()
                                    .recipients())
                    .extracting(Recipient::state)
                    .containsExactly(State.TAMPERED);
        }

        @Test
        void theRowFromBeforeTheRevocationShouldOpenNothing() throws Exception {
            sql("CREATE TABLE kept AS SELECT * FROM rights_grant");
            control().revoke(forBob());
            sql("DELETE FROM rights_grant");
            sql("INSERT INTO rights_grant SELECT * FROM kept");
            assertTampered(bob, "is version 1, and the audit log knows of version 2");
            assertThat(rights.messages.overview().verify())
                    .isInstanceOfSatisfying(
                            AuditVerdict.Contradicted.class,
                            found -> assertThat(found.message()).isEqualTo(message.message()));
            assertThat(rights.read(carol)).isEqualTo(MIME);
        }

        @Test
        void theSameWithTheRecordRemovedShouldBreakTheLog() throws Exception {
            sql("CREATE TABLE kept AS SELECT * FROM rights_grant");
            control().revoke(forBob());
            sql("DELETE FROM rights_grant");
            sql("INSERT INTO rights_grant SELECT * FROM kept");
            sql("DELETE FROM rights_audit WHERE kind = 'revoked'");
            assertThat(rights.messages.overview().verify()).isInstanceOf(AuditVerdict.Broken.class);
        }

        @Test
        void aRowThatDoesNotVerifyShouldStillBeRevocable() throws Exception {
            sql("UPDATE rights_grant SET expiry = expiry + 1");
            assertThat(control().regrant(forBob())).isInstanceOf(ControlVerdict.Unavailable.class);
            assertThat(control().revoke(forBob())).isEqualTo(new ControlVerdict.Done(1, 0));
            assertThat(find(bob)).isInstanceOf(Access.Revoked.class);
        }

        @Test
        void aMessageThatTheLogDoesNotKnowShouldBeFound() throws Exception {
            Protected second = rights.protect(BOB);
            sql(
                    "UPDATE rights_audit_head SET number = 1,"
                            + " seal = (SELECT seal FROM rights_audit WHERE number = 1)");
            sql("DELETE FROM rights_audit WHERE number > 1");
            assertThat(rights.messages.overview().verify())
                    .isEqualTo(
                            new AuditVerdict.Contradicted(
                                    second.message(),
                                    "the audit log knows nothing of this message"));
        }

        @Test
        void aGrantThatIsMissingShouldBeFound() throws Exception {
            sql("DELETE FROM rights_grant WHERE recipient = 'bob@partner.test'");
            assertThat(find(bob)).isInstanceOf(Access.Unknown.class);
            assertThat(rights.messages.overview().verify())
                    .isEqualTo(
                            new AuditVerdict.Contradicted(message.message(), "a grant is missing"));
        }
    }

    private Object one(String query) throws Exception {
        try (Connection connection = rights.messages.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getObject(1);
        }
    }

    @Nested
    class Telling {
        @Test
        void statusShouldTellOfEachRecipient() throws Exception {
            rights.read(bob);
            rights.read(bob);
            control().revoke(forBob());
            MessageStatus status =
                    rights.messages.overview().status(message.message()).orElseThrow();
            Instant end = START.plus(Duration.ofDays(30));
            assertThat(status.recipients())
                    .containsExactly(
                            new Recipient(BOB, State.REVOKED, end, Optional.of(START), 2),
                            new Recipient(CAROL, State.OPEN, end, Optional.empty(), 0));
        }

        @Test
        void everyActShouldBeInTheLogWithWhoDidIt() throws Exception {
            control().revoke(new Target(message.message(), Optional.of(BOB), "alice@ours.test"));
            control().regrant(forBob());
            control().expire(forBob(), START.plus(Duration.ofDays(1)));
            control().shred(message.message(), "test");
            assertThat(rights.messages.audit().of(message.message()))
                    .extracting(record -> record.event().kind() + ": " + record.event().detail())
                    .containsExactly(
                            "protected: encrypt-only for 2 until 2026-12-23T12:00:00Z",
                            "revoked: version 2; until 2026-12-23T12:00:00Z; by alice@ours.test",
                            "regranted: version 3; until 2026-12-23T12:00:00Z; by test",
                            "expiry-changed: version 4; until 2026-11-24T12:00:00Z; by test",
                            "shredded: by test");
            assertThat(rights.messages.overview().verify()).isInstanceOf(AuditVerdict.Intact.class);
        }

        @ParameterizedTest
        @CsvSource({
            "alice@ours.test, , , 2",
            "ALICE@OURS.TEST, , , 2",
            "bob@partner.test, , , 0",
            ", bob@partner.test, , 2",
            ", carol@other.test, , 1",
            "alice@ours.test, Carol@Other.test, , 1",
            ", , <one@ours.test>, 1",
            ", , <two@ours.test>, 0",
            ", , , 2"
        })
        void searchShouldFindBySenderRecipientAndMessageId(
                String sender, String recipient, String mailId, int found) throws Exception {
            rights.clock.advance(Duration.ofHours(1));
            rights.messages.protect(
                    new ByteArrayInputStream(MIME),
                    new Protection(ALICE, List.of(BOB), Template.ENCRYPT_ONLY, Duration.ofDays(1))
                            .ofMail("<one@ours.test>"));
            assertThat(rights.messages.overview().search(search(sender, recipient, mailId, 10)))
                    .hasSize(found);
        }

        private MessageSearch search(String sender, String recipient, String mailId, int limit) {
            return new MessageSearch(
                    Optional.ofNullable(sender),
                    Optional.ofNullable(recipient),
                    Optional.ofNullable(mailId),
                    Optional.empty(),
                    Optional.empty(),
                    limit);
        }

        @Test
        void searchShouldTellTheNewestFirstUpToTheLimitAndByTime() throws Exception {
            rights.clock.advance(Duration.ofHours(1));
            Protected second = rights.protect(BOB);
            assertThat(rights.messages.overview().search(search(null, null, null, 1)))
                    .extracting(MessageStatus::message)
                    .containsExactly(second.message());
            MessageSearch early =
                    new MessageSearch(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(START),
                            Optional.of(START.plusSeconds(1)),
                            10);
            assertThat(rights.messages.overview().search(early))
                    .extracting(MessageStatus::message)
                    .containsExactly(message.message());
        }
    }

    /** Two nodes have a store each, on one database and one content directory. */
    @Test
    void twoNodesShouldAgreeWhenBothChangeOneMessage() throws Exception {
        assumeTrue(
                database != TestDatabase.H2,
                "an H2 file is open in one process; threads are another test");
        try (TestRights other = new TestRights(base, database)) {
            changeFromManyThreads(List.of(rights, other));
        }
    }

    @Test
    void twoThreadsShouldAgreeWhenBothChangeOneMessage() throws Exception {
        changeFromManyThreads(List.of(rights, rights));
    }

    private void changeFromManyThreads(List<TestRights> nodes) throws Exception {
        List<Future<ControlVerdict>> acts = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 40; i++) {
                MessageControl node = nodes.get(i % 2).messages.control();
                boolean revoke = i % 4 < 2;
                acts.add(
                        threads.submit(
                                () -> revoke ? node.revoke(forAll()) : node.regrant(forAll())));
            }
        }
        for (Future<ControlVerdict> act : acts) {
            assertThat(act.get()).isInstanceOf(ControlVerdict.Done.class);
        }
        control().regrant(forAll());
        assertThat(rights.read(bob)).isEqualTo(MIME);
        assertThat(rights.messages.overview().verify()).isInstanceOf(AuditVerdict.Intact.class);
    }
}
