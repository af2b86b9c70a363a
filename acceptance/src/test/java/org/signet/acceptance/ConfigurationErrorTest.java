package org.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** A James with a wrong configuration does not start, and says what to change. */
class ConfigurationErrorTest {
    private static final Duration START = Duration.ofMinutes(4);

    /** Starts James with the changed configuration, and returns what it logged until it ended. */
    private static String logOfRefusedStart(String name, Consumer<ConfFolder> change)
            throws Exception {
        try (LocalSignet signet =
                LocalSignet.launch(RunningSignet.setup("refused-" + name).with(change))) {
            int status =
                    Waiting.forPresence(
                            "the end of James; its log is " + signet.james().log(),
                            START,
                            signet.james()::ended);
            assertThat(status).as("exit status of James").isNotZero();
            return signet.james().logText();
        }
    }

    /** One line of the log says it all; an operator need not read a stack. */
    private static void assertOneLineSays(String log, String... parts) {
        assertThat(log.lines()).anySatisfy(line -> assertThat(line).contains(parts));
    }

    @Test
    void unknownParameterShouldStopTheStart() throws Exception {
        String log =
                logOfRefusedStart(
                        "parameter",
                        conf ->
                                conf.edit(
                                        "mailetcontainer.xml",
                                        text ->
                                                text.replace(
                                                        "<outgoing>outgoing</outgoing>",
                                                        "<outgoing>outgoing</outgoing>"
                                                                + "<dlayTime>5</dlayTime>")));

        assertOneLineSays(
                log,
                "mailetcontainer.xml",
                "SecureRemoteDelivery",
                "<dlayTime>",
                "'5'",
                "allowed:",
                "delayTime");
    }

    @Test
    void missingKeyFolderShouldStopTheStart() throws Exception {
        String log =
                logOfRefusedStart(
                        "keys",
                        conf ->
                                conf.edit(
                                        "mailetcontainer.xml",
                                        text ->
                                                text.replace(
                                                        "file://conf/smime/keys",
                                                        "file://conf/smime/kyes")));

        assertOneLineSays(
                log, "mailetcontainer.xml", "SmimeSign", "<keys>", "smime/kyes", "allowed:");
    }

    @Test
    void brokenPolicyShouldStopTheStart() throws Exception {
        String log =
                logOfRefusedStart(
                        "policy",
                        conf ->
                                conf.edit(
                                        "signet-classification.yaml",
                                        text -> text.replace("when:", "wehn:")));

        assertOneLineSays(
                log, "signet-classification.yaml", "line ", "column ", "wehn", "allowed:");
    }

    @Test
    void badTrustAnchorShouldStopTheStart() throws Exception {
        String log =
                logOfRefusedStart(
                        "anchor",
                        conf -> {
                            write(conf.file("broken.zone"), ". IN DS 20326 8 2 NOTHEX\n");
                            conf.edit(
                                    "mailetcontainer.xml",
                                    text ->
                                            text.replaceFirst(
                                                    "<trustAnchors>[^<]*",
                                                    "<trustAnchors>file://conf/broken.zone"));
                        });

        assertOneLineSays(log, "trustAnchors", "broken.zone", "line 1", "allowed:");
    }

    @Test
    void wrongSettingOfTheStoreShouldStopTheStart() throws Exception {
        String log =
                logOfRefusedStart(
                        "store",
                        conf ->
                                conf.edit(
                                        "signet-rights.properties",
                                        text -> text + "\nkeyset.fiel=file://conf/x\n"));

        assertOneLineSays(
                log, "signet-rights.properties", "keyset.fiel", "file://conf/x", "allowed:");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
