package org.signet.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.rights.TestRights.BOB;
import static org.signet.rights.TestRights.CAROL;
import static org.signet.rights.TestRights.MIME;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.rights.audit.AuditVerdict;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that is killed while it works: what it had said to be done is done, and everything that
 * is there is whole.
 */
class KilledProcessTest {
    @TempDir Path base;

    /** After so many lines; what the process does at that moment differs from run to run. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 9, 17, 30})
    void whatWasDoneShouldBeDoneAndTheStoreWhole(int lines) throws Exception {
        List<String> said = workUntilKilled(lines);
        try (TestRights rights = new TestRights(base)) {
            for (String line : said) {
                String[] words = line.split(" ", -1);
                Access found = rights.messages.find(LinkToken.parse(words[1]).orElseThrow());
                if (words[0].equals("open")) {
                    assertThat(found).isInstanceOf(Access.Granted.class);
                    try (var in = rights.messages.open((Access.Granted) found)) {
                        assertThat(in.readAllBytes()).isEqualTo(MIME);
                    }
                } else {
                    assertThat(found).isInstanceOf(Access.Revoked.class);
                }
            }
            assertThat(rights.messages.overview().verify()).isInstanceOf(AuditVerdict.Intact.class);
            rights.protect(BOB);
        }
    }

    private List<String> workUntilKilled(int lines) throws Exception {
        Process worker =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Worker.class.getName(),
                                base.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader out = worker.inputReader(StandardCharsets.US_ASCII)) {
            while (said.size() < lines) {
                String line = out.readLine();
                assertThat(line).as("the process works until it is killed").isNotNull();
                said.add(line);
            }
        } finally {
            worker.destroyForcibly().waitFor();
        }
        return said;
    }

    /** Protects, revokes, shreds, rotates and wraps anew without end, and says what is done. */
    static final class Worker {
        private Worker() {}

        public static void main(String[] arguments) throws Exception {
            TestRights rights = new TestRights(Path.of(arguments[0]));
            for (int turn = 0; ; turn++) {
                Protected message = rights.protect(BOB, CAROL);
                rights.revoke(message, CAROL);
                say("open", message.links().getFirst());
                say("closed", message.links().getLast());
                Protected gone = rights.protect(BOB);
                rights.messages.control().shred(gone.message(), "test");
                say("closed", gone.links().getFirst());
                if (turn % 3 == 1) {
                    rights.messages.housekeeping().rotate("test");
                }
                rights.messages.housekeeping().rewrap("test");
            }
        }

        private static void say(String state, RecipientLink link) {
            System.out.println(state + " " + link.token().text());
            System.out.flush();
        }
    }
}
