package org.signet.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signet.rights.TestRights.BOB;
import static org.signet.rights.TestRights.CAROL;
import static org.signet.rights.TestRights.MIME;
import static org.signet.rights.TestRights.START;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.rights.MessageControl.Target;
import org.signet.rights.audit.AuditVerdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class HousekeepingTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir Path base;
    private TestRights rights;

    @BeforeEach
    void open() throws Exception {
        rights = new TestRights(base);
    }

    @AfterEach
    void close() {
        rights.close();
    }

    private Housekeeping housekeeping() {
        return rights.messages.housekeeping();
    }

    private void write(Path file, Instant at) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[100]);
        Files.setLastModifiedTime(file, FileTime.from(at));
    }

    private void age(Instant at) throws IOException {
        for (Path file : rights.contentFiles()) {
            Files.setLastModifiedTime(file, FileTime.from(at));
        }
    }

    @Nested
    class Collecting {
        @Test
        void onlyOldContentWithoutAKeyShouldGo() throws Exception {
            Protected kept = rights.protect(BOB);
            age(START.minus(Duration.ofDays(9)));
            Path content = rights.contentDirectory();
            Instant old = START.minus(Duration.ofDays(2));
            String id = "ab".repeat(16);
            write(content.resolve("ab/" + id + ".0"), old);
            write(content.resolve("incoming/" + id + ".0.part"), old);
            Path young = content.resolve("cd/" + "cd".repeat(16) + ".0");
            write(young, START.minus(Duration.ofHours(23)));
            Path foreign = content.resolve("ab/readme.txt");
            write(foreign, old);
            assertThat(housekeeping().collect(DAY)).isEqualTo(2);
            assertThat(rights.contentFiles())
                    .containsExactlyInAnyOrder(rights.contentFile(kept), young, foreign);
            assertThat(rights.read(kept.links().getFirst())).isEqualTo(MIME);
        }

        @Test
        void contentThatShreddingCouldNotRemoveShouldGo() throws Exception {
            Protected message = rights.protect(BOB);
            Path file = rights.contentFile(message);
            Path away = base.resolve("away");
            Files.copy(file, away);
            rights.messages.control().shred(message.message(), "test");
            Files.move(away, file, StandardCopyOption.REPLACE_EXISTING);
            age(START.minus(Duration.ofDays(2)));
            assertThat(housekeeping().collect(DAY)).isEqualTo(1);
            assertThat(rights.contentFiles()).isEmpty();
        }

        @Test
        void itShouldRefuseToCompeteWithAWriter() {
            assertThatThrownBy(() -> housekeeping().collect(Duration.ofMinutes(59)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Retention {
        @Test
        void whatEndedLongAgoShouldGoAndTheRestStay() throws Exception {
            Protected ended = rights.protect(BOB, CAROL);
            Protected extended = rights.protect(BOB, CAROL);
            rights.messages
                    .control()
                    .expire(
                            Target.of(extended.message(), CAROL, "test"),
                            START.plus(Duration.ofDays(90)));
            rights.clock.advance(Duration.ofDays(60));
            assertThat(housekeeping().removeEnded(Duration.ofDays(31))).isZero();
            assertThat(housekeeping().removeEnded(Duration.ofDays(29))).isEqualTo(1);
            assertThat(rights.messages.find(ended.links().getFirst().token()))
                    .isInstanceOf(Access.Unknown.class);
            assertThat(rights.contentFiles()).containsExactly(rights.contentFile(extended));
            assertThat(rights.read(extended.links().getLast())).isEqualTo(MIME);
            assertThat(rights.messages.overview().verify()).isInstanceOf(AuditVerdict.Intact.class);
        }
    }

    @Nested
    class Rotation {
        private byte[] wrapped(Protected message) throws Exception {
            try (Connection connection = rights.messages.dataSource().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery(
                                    "SELECT wrapped_key FROM rights_message WHERE message = '"
                                            + message.message()
                                            + "'")) {
                rows.next();
                return rows.getBytes(1);
            }
        }

        private void reopen() throws Exception {
            rights.close();
            rights = new TestRights(base);
        }

        @Test
        void whatWasProtectedBeforeAndAfterShouldBeRead() throws Exception {
            Protected before = rights.protect(BOB);
            housekeeping().rotate("test");
            reopen();
            Protected after = rights.protect(BOB);
            assertThat(Arrays.copyOf(wrapped(after), 5))
                    .isNotEqualTo(Arrays.copyOf(wrapped(before), 5));
            assertThat(rights.read(before.links().getFirst())).isEqualTo(MIME);
            assertThat(rights.read(after.links().getFirst())).isEqualTo(MIME);
            assertThat(rights.messages.overview().verify()).isInstanceOf(AuditVerdict.Intact.class);
        }

        @Test
        void rewrappingShouldReplaceEveryWrappedKeyOnceAndNoContent() throws Exception {
            Protected first = rights.protect(BOB);
            Protected shredded = rights.protect(BOB);
            rights.messages.control().shred(shredded.message(), "test");
            byte[] content = Files.readAllBytes(rights.contentFile(first));
            assertThat(housekeeping().rewrap("test")).isZero();
            housekeeping().rotate("test");
            reopen();
            byte[] old = wrapped(first);
            assertThat(housekeeping().rewrap("test")).isEqualTo(1);
            assertThat(housekeeping().rewrap("test")).isZero();
            assertThat(wrapped(first)).isNotEqualTo(old);
            assertThat(Files.readAllBytes(rights.contentFile(first))).isEqualTo(content);
            assertThat(rights.read(first.links().getFirst())).isEqualTo(MIME);
        }

        @Test
        void aRewrapThatStoppedHalfWayShouldLeaveAllReadableAndGoOn() throws Exception {
            Protected first = rights.protect(BOB);
            Protected second = rights.protect(BOB);
            housekeeping().rotate("test");
            reopen();
            byte[] old = wrapped(second);
            housekeeping().rewrap("test");
            try (Connection connection = rights.messages.dataSource().getConnection();
                    var back =
                            connection.prepareStatement(
                                    "UPDATE rights_message SET wrapped_key = ?"
                                            + " WHERE message = ?")) {
                back.setBytes(1, old);
                back.setString(2, second.message().text());
                back.execute();
            }
            for (Protected each : List.of(first, second)) {
                assertThat(rights.read(each.links().getFirst())).isEqualTo(MIME);
            }
            assertThat(housekeeping().rewrap("test")).isEqualTo(1);
        }

        @Test
        void aNodeThatRunsShouldTakeTheNewKeysWhenItMeetsThem() throws Exception {
            Map<String, String> shared = TestDatabase.POSTGRESQL.settings(base.resolve("shared"));
            Path both = base.resolve("shared");
            try (TestRights one = new TestRights(both, shared);
                    TestRights other = new TestRights(both, shared)) {
                Protected before = one.protect(BOB);
                one.messages.housekeeping().rotate("test");
                try (TestRights fresh = new TestRights(both, shared)) {
                    Protected after = fresh.protect(BOB);
                    assertThat(other.read(after.links().getFirst())).isEqualTo(MIME);
                    assertThat(one.read(after.links().getFirst())).isEqualTo(MIME);
                    assertThat(other.read(before.links().getFirst())).isEqualTo(MIME);
                }
                assertThat(other.messages.overview().verify())
                        .isInstanceOf(AuditVerdict.Intact.class);
            }
        }
    }
}
