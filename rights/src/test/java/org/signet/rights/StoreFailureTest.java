package org.signet.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.signet.rights.TestRights.BOB;

import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.rights.RightsException.Reason;
import org.signet.rights.audit.AuditEvent;
import org.signet.rights.audit.AuditVerdict;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A database that stops while the service runs, and comes back. */
class StoreFailureTest {
    @TempDir Path base;
    private Server server;
    private TestRights rights;
    private Protected message;

    @BeforeEach
    void start() throws Exception {
        server = serve("0");
        rights =
                new TestRights(
                        base,
                        Map.of(
                                "store.timeout",
                                "PT0.25S",
                                "store.jdbc-url",
                                // Closing the database when its last connection ends would race
                                // with
                                // the connections that come back.
                                "jdbc:h2:tcp://127.0.0.1:%d/%s"
                                        .formatted(server.getPort(), base.resolve("remote"))));
        message = rights.protect(BOB);
    }

    private Server serve(String port) throws Exception {
        return Server.createTcpServer("-tcpPort", port, "-ifNotExists", "-baseDir", base.toString())
                .start();
    }

    @AfterEach
    void stop() {
        rights.close();
        server.stop();
    }

    @Test
    void findShouldBeUnavailableAndNeverUnknown() throws Exception {
        server.stop();
        assertThat(rights.messages.find(message.links().getFirst().token()))
                .isInstanceOfSatisfying(
                        Access.Unavailable.class,
                        access -> assertThat(access.cause()).contains("SQL state"));
    }

    /** The pool notices by and by that its connections are dead: until then it is unavailable. */
    private byte[] readAgain() throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        String last = "";
        while (System.nanoTime() < end) {
            Access found = rights.messages.find(message.links().getFirst().token());
            assertThat(found).isInstanceOfAny(Access.Granted.class, Access.Unavailable.class);
            last = found.toString();
            if (found instanceof Access.Granted granted) {
                try (InputStream in = rights.messages.open(granted)) {
                    return in.readAllBytes();
                } catch (RightsException e) {
                    assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE);
                    last = e.toString();
                }
            }
        }
        throw new AssertionError("the store did not come back: " + last);
    }

    @Test
    void protectShouldFailAndLeaveNoContent() throws Exception {
        int before = rights.contentFiles().size();
        server.stop();
        assertThatThrownBy(() -> rights.protect(BOB))
                .isInstanceOfSatisfying(
                        RightsException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
        assertThat(rights.contentFiles()).hasSize(before);
    }

    @Test
    void openShouldFailWhenTheDatabaseStoppedAfterFind() throws Exception {
        Access found = rights.messages.find(message.links().getFirst().token());
        server.stop();
        assertThatThrownBy(() -> rights.messages.open((Access.Granted) found))
                .isInstanceOfSatisfying(
                        RightsException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
    }

    @Test
    void revokeShouldSayThatNothingWasRevoked() throws Exception {
        server.stop();
        assertThat(
                        rights.messages
                                .control()
                                .revoke(MessageControl.Target.of(message.message(), BOB, "test")))
                .isInstanceOf(ControlVerdict.Unavailable.class);
    }

    @Test
    void auditShouldFailAndItsCheckBeUnavailable() throws Exception {
        server.stop();
        assertThatThrownBy(
                        () ->
                                rights.messages
                                        .audit()
                                        .append(
                                                new AuditEvent(
                                                        "signed-in", message.message(), BOB, "")))
                .isInstanceOf(RightsException.class);
        assertThat(rights.messages.audit().verify()).isInstanceOf(AuditVerdict.Unavailable.class);
    }

    @Test
    void everythingShouldWorkAgainWhenTheDatabaseIsBack() throws Exception {
        int port = server.getPort();
        server.stop();
        assertThat(rights.messages.find(message.links().getFirst().token()))
                .isInstanceOf(Access.Unavailable.class);
        server = serve(Integer.toString(port));
        assertThat(readAgain()).isEqualTo(TestRights.MIME);
        assertThat(rights.messages.audit().verify()).isInstanceOf(AuditVerdict.Intact.class);
    }

    @Test
    void failuresShouldNotCarryValues() throws Exception {
        server.stop();
        assertThatThrownBy(() -> rights.protect(BOB))
                .satisfies(
                        failure -> {
                            java.io.StringWriter trace = new java.io.StringWriter();
                            failure.printStackTrace(new java.io.PrintWriter(trace));
                            assertThat(trace.toString()).doesNotContain(BOB);
                        });
    }

    @Test
    void openingShouldFailWhenTheDatabaseCannotBeReached() {
        server.stop();
        assertThatThrownBy(
                        () ->
                                new TestRights(
                                        base,
                                        Map.of(
                                                "store.jdbc-url",
                                                "jdbc:h2:tcp://127.0.0.1:1/nothing")))
                .isInstanceOf(RightsException.class)
                .hasMessageStartingWith(
                        "signet-rights.properties: store.jdbc-url is"
                                + " 'jdbc:h2:tcp://127.0.0.1:1/nothing': the database cannot be"
                                + " used: SQL state 90067");
    }
}
