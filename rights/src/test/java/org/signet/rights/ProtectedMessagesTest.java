package org.signet.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.rights.RightsException.Reason;
import org.signet.rights.audit.AuditEvent;
import org.signet.rights.template.Right;
import org.signet.rights.template.Template;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.Random;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ProtectedMessagesTest {
    @Parameter TestDatabase database;
    @TempDir Path base;
    private TestRights rights;

    @BeforeEach
    void open() throws Exception {
        rights = new TestRights(base, database);
    }

    @AfterEach
    void close() {
        rights.close();
    }

    /** Changes a row behind the back of the service, as somebody who has the database can. */
    private int sql(String statement, Object... values) throws Exception {
        try (Connection connection = rights.messages.dataSource().getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                prepared.setObject(i + 1, values[i]);
            }
            return prepared.executeUpdate();
        }
    }

    private byte[] bytes(String query) throws Exception {
        try (Connection connection = rights.messages.dataSource().getConnection();
                PreparedStatement prepared = connection.prepareStatement(query);
                var rows = prepared.executeQuery()) {
            rows.next();
            return rows.getBytes(1);
        }
    }

    @Nested
    class RoundTrip {
        @ParameterizedTest
        @ValueSource(
                ints = {
                    0, 1, 15, 16, 65_479, 65_480, 65_481, 131_000, 131_001, 196_520, 196_521,
                    1_000_000
                })
        void openShouldGiveTheBytesThatWereProtected(int size) throws Exception {
            byte[] mime = new byte[size];
            new Random(size).nextBytes(mime);
            Protected message = rights.protect(mime, BOB);
            assertThat(rights.read(message.links().getFirst())).isEqualTo(mime);
        }

        @Test
        void everyRecipientShouldHaveAnOwnLinkToTheSameMessage() throws Exception {
            Protected message = rights.protect(BOB, CAROL);
            assertThat(message.links())
                    .extracting(RecipientLink::recipient)
                    .containsExactly(BOB, CAROL);
            assertThat(message.links()).extracting(RecipientLink::token).doesNotHaveDuplicates();
            for (RecipientLink link : message.links()) {
                assertThat(rights.read(link)).isEqualTo(MIME);
            }
        }

        @Test
        void findShouldTellWhoWhatAndUntilWhen() throws Exception {
            Protected message = rights.protect(BOB, CAROL);
            Access found = rights.messages.find(message.links().get(1).token());
            assertThat(found)
                    .isEqualTo(
                            new Access.Granted(
                                    message.message(),
                                    ALICE,
                                    CAROL,
                                    message.licence(),
                                    START.plus(Duration.ofDays(30))));
            assertThat(message.licence().rights()).isEqualTo(Template.ENCRYPT_ONLY.rights());
            assertThat(message.licence().allows(Right.EXPORT)).isFalse();
        }

        @Test
        void messagesShouldOutliveTheProcess() throws Exception {
            Protected message = rights.protect(BOB);
            rights.close();
            rights = new TestRights(base, database);
            assertThat(rights.read(message.links().getFirst())).isEqualTo(MIME);
        }

        @Test
        void findShouldBeUnknownForATokenThatWasNeverMade() throws Exception {
            rights.protect(BOB);
            assertThat(rights.messages.find(LinkToken.random(new SecureRandom())))
                    .isEqualTo(new Access.Unknown());
        }

        @Test
        void withdrawnMessageShouldBeUnknownAndItsContentGone() throws Exception {
            Protected message = rights.protect(BOB, CAROL);
            rights.messages.withdraw(message.message());
            for (RecipientLink link : message.links()) {
                assertThat(rights.messages.find(link.token())).isEqualTo(new Access.Unknown());
            }
            assertThat(rights.contentFiles()).isEmpty();
            assertThat(rights.messages.audit().of(message.message()))
                    .extracting(record -> record.event().kind())
                    .containsExactly(AuditEvent.PROTECTED, AuditEvent.WITHDRAWN);
        }
    }

    @Nested
    class Ending {
        @Test
        void revokeShouldEndOneRecipientAndLeaveTheOther() throws Exception {
            Protected message = rights.protect(BOB, CAROL);
            RecipientLink bob = message.links().getFirst();
            RecipientLink carol = message.links().getLast();
            rights.revoke(message, BOB);
            assertThat(rights.messages.find(bob.token()))
                    .isEqualTo(new Access.Revoked(message.message(), ALICE, BOB, START));
            assertThat(rights.read(carol)).isEqualTo(MIME);
        }

        @Test
        void openShouldRefuseWhenRevokedAfterFind() throws Exception {
            Protected message = rights.protect(BOB);
            Access.Granted granted =
                    (Access.Granted) rights.messages.find(message.links().getFirst().token());
            rights.revoke(message, BOB);
            assertThatThrownBy(() -> rights.messages.open(granted))
                    .isInstanceOfSatisfying(
                            RightsException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.NO_LONGER_GRANTED));
        }

        @Test
        void openShouldRefuseARecipientWhoWasNeverGranted() throws Exception {
            Protected message = rights.protect(BOB);
            Access.Granted forged =
                    new Access.Granted(
                            message.message(),
                            ALICE,
                            CAROL,
                            message.licence(),
                            message.licence().expiry());
            assertThatThrownBy(() -> rights.messages.open(forged))
                    .isInstanceOf(RightsException.class);
        }

        @Test
        void findShouldExpireAtTheMomentTheLicenceSays() throws Exception {
            Protected message = rights.protect(BOB);
            LinkToken token = message.links().getFirst().token();
            rights.clock.advance(Duration.ofDays(30).minusMillis(1));
            Access last = rights.messages.find(token);
            assertThat(last).isInstanceOf(Access.Granted.class);
            rights.clock.advance(Duration.ofMillis(1));
            assertThat(rights.messages.find(token))
                    .isEqualTo(
                            new Access.Expired(
                                    message.message(),
                                    ALICE,
                                    BOB,
                                    START.plus(Duration.ofDays(30))));
            assertThatThrownBy(() -> rights.messages.open((Access.Granted) last))
                    .isInstanceOfSatisfying(
                            RightsException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.NO_LONGER_GRANTED));
        }
    }

    @Nested
    class ForgedRows {
        @Test
        void findShouldBeUnavailableWhenTheLicenceWasChanged() throws Exception {
            Protected message = rights.protect(BOB);
            byte[] forged =
                    new String(bytes("SELECT licence FROM rights_message"), StandardCharsets.UTF_8)
                            .replace("2026-12", "2027-12")
                            .getBytes(StandardCharsets.UTF_8);
            sql("UPDATE rights_message SET licence = ?", forged);
            assertThat(rights.messages.find(message.links().getFirst().token()))
                    .isInstanceOfSatisfying(
                            Access.Unavailable.class,
                            refused ->
                                    assertThat(refused.cause()).contains("seal does not verify"));
        }

        @Test
        void findShouldBeUnavailableWhenTheLicenceIsThatOfAnotherMessage() throws Exception {
            Protected first = rights.protect(BOB);
            Protected second = rights.protect(BOB);
            sql(
                    "UPDATE rights_message SET (licence, licence_seal) = (SELECT licence,"
                            + " licence_seal FROM rights_message WHERE message = ?) WHERE message"
                            + " = ?",
                    second.message().text(),
                    first.message().text());
            assertThat(rights.messages.find(first.links().getFirst().token()))
                    .isInstanceOfSatisfying(
                            Access.Unavailable.class,
                            refused -> assertThat(refused.cause()).contains("another message"));
        }

        @Test
        void findShouldBeUnavailableWhenTheGrantIsForNobodyInTheLicence() throws Exception {
            Protected message = rights.protect(BOB);
            sql("UPDATE rights_grant SET recipient = ?", "mallory@evil.test");
            assertThat(rights.messages.find(message.links().getFirst().token()))
                    .isInstanceOf(Access.Unavailable.class);
        }

        @Test
        void findShouldBeUnavailableWhenARowHasNotTheFormItWasWrittenIn() throws Exception {
            Protected message = rights.protect(BOB);
            sql(
                    "INSERT INTO rights_message (message, created, licence, licence_seal,"
                            + " wrapped_key) SELECT 'zz', created, licence, licence_seal,"
                            + " wrapped_key FROM rights_message");
            sql("UPDATE rights_grant SET message = 'zz'");
            assertThat(rights.messages.find(message.links().getFirst().token()))
                    .isInstanceOf(Access.Unavailable.class);
        }

        @Test
        void openShouldRefuseTheWrappedKeyOfAnotherMessage() throws Exception {
            Protected first = rights.protect(BOB);
            Protected second = rights.protect(BOB);
            sql(
                    "UPDATE rights_message SET wrapped_key = (SELECT wrapped_key FROM"
                            + " rights_message WHERE message = ?) WHERE message = ?",
                    second.message().text(),
                    first.message().text());
            assertRefused(first);
        }

        @Test
        void openShouldRefuseTheContentOfAnotherMessage() throws Exception {
            Protected first = rights.protect(BOB);
            Protected second = rights.protect(BOB);
            Files.copy(
                    rights.contentFile(second),
                    rights.contentFile(first),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertRefused(first);
            assertThat(rights.read(second.links().getFirst())).isEqualTo(MIME);
        }

        @Test
        void openShouldRefuseWholesaleExchangeOfContentAndKey() throws Exception {
            Protected first = rights.protect(BOB);
            Protected second = rights.protect(BOB);
            Files.copy(
                    rights.contentFile(second),
                    rights.contentFile(first),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            sql(
                    "UPDATE rights_message SET (wrapped_key, licence, licence_seal) = (SELECT"
                            + " wrapped_key, licence, licence_seal FROM rights_message WHERE"
                            + " message = ?) WHERE message = ?",
                    second.message().text(),
                    first.message().text());
            assertThat(rights.messages.find(first.links().getFirst().token()))
                    .isInstanceOf(Access.Unavailable.class);
        }

        private void assertRefused(Protected message) {
            Access found = rights.messages.find(message.links().getFirst().token());
            assertThat(found).isInstanceOf(Access.Granted.class);
            assertThatThrownBy(() -> rights.messages.open((Access.Granted) found))
                    .isInstanceOfSatisfying(
                            RightsException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.TAMPERED));
        }
    }

    @Nested
    class Failing {
        @Test
        void protectShouldLeaveNothingWhenTheMessageCannotBeReadToItsEnd() throws Exception {
            MessageSource broken =
                    out -> {
                        out.write(new byte[200_000]);
                        throw new IOException("the disk of the spool failed");
                    };
            assertThatThrownBy(
                            () ->
                                    rights.messages.protect(
                                            broken,
                                            new Protection(
                                                    ALICE,
                                                    List.of(BOB),
                                                    Template.DO_NOT_FORWARD,
                                                    Duration.ofDays(1))))
                    .isInstanceOfSatisfying(
                            RightsException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
            assertThat(rights.contentFiles()).isEmpty();
        }

        @Test
        void openShouldBeUnavailableWhenTheContentFileIsMissing() throws Exception {
            Protected message = rights.protect(BOB);
            Files.delete(rights.contentFile(message));
            Access found = rights.messages.find(message.links().getFirst().token());
            assertThatThrownBy(() -> rights.messages.open((Access.Granted) found))
                    .isInstanceOfSatisfying(
                            RightsException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
        }

        @Test
        void protectShouldLeaveNoContentWhenTheRowsCannotBeWritten() throws Exception {
            sql("ALTER TABLE rights_grant RENAME TO rights_grant_away");
            assertThatThrownBy(() -> rights.protect(BOB)).isInstanceOf(RightsException.class);
            assertThat(rights.contentFiles()).isEmpty();
            sql("ALTER TABLE rights_grant_away RENAME TO rights_grant");
            try (Connection connection = rights.messages.dataSource().getConnection();
                    PreparedStatement count =
                            connection.prepareStatement("SELECT COUNT(*) FROM rights_message");
                    var rows = count.executeQuery()) {
                rows.next();
                assertThat(rows.getInt(1)).isZero();
            }
        }

        @Test
        void openShouldNotOpenWhenTheAuditLogCannotBeWritten() throws Exception {
            Protected message = rights.protect(BOB);
            Access found = rights.messages.find(message.links().getFirst().token());
            sql("ALTER TABLE rights_audit RENAME TO rights_audit_away");
            assertThatThrownBy(() -> rights.messages.open((Access.Granted) found))
                    .isInstanceOfSatisfying(
                            RightsException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
        }
    }

    @Test
    void nothingShouldDependOnTheContextClassLoaderOfTheThread() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try (TestRights elsewhere = new TestRights(base.resolve("elsewhere"), database)) {
            Protected message = elsewhere.protect(BOB);
            assertThat(elsewhere.read(message.links().getFirst())).isEqualTo(MIME);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void protectShouldWriteWhatTheSourceWrites() throws Exception {
        Protected message =
                rights.messages.protect(
                        (MessageSource) out -> new ByteArrayInputStream(MIME).transferTo(out),
                        new Protection(
                                ALICE,
                                List.of(BOB),
                                Template.DO_NOT_FORWARD,
                                Duration.ofMinutes(1)));
        assertThat(rights.read(message.links().getFirst())).isEqualTo(MIME);
        assertThat(message.licence().rights())
                .containsExactlyInAnyOrder(Right.VIEW, Right.REPLY, Right.REPLYALL);
    }
}
