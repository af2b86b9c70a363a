package org.signet.acceptance.postfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Postfix and Signet on the same zones and servers; what comes out is {@code docs/postfix.md}.
 *
 * <p>After a change on purpose take the rows from {@code target/postfix/table.md} and write down
 * why, where the sides differ.
 */
class PostfixTest {
    private static final Path PAGE = Path.of(System.getProperty("signet.root"), "docs/postfix.md");
    private static final Path RESULTS = Path.of("target/postfix").toAbsolutePath();
    private static final List<String> NAMESPACES =
            List.of(
                    "unshare",
                    "--net",
                    "--mount",
                    "--pid",
                    "--fork",
                    "--kill-child",
                    "--mount-proc");

    private static List<Trial> trials = List.of();
    private static String version = "";
    private static Outcomes outcomes;
    private static Map<String, Row> table;

    @BeforeAll
    static void deliverOnBothSides() throws Exception {
        for (String program :
                List.of(
                        "unshare",
                        "ip",
                        "mount",
                        "knotd",
                        "kzonesign",
                        "keymgr",
                        "unbound",
                        "postfix")) {
            assumeTrue(
                    Programs.find(program).isPresent(),
                    "the command " + program + " is not installed");
        }
        assumeTrue(
                run(List.of("true")) == 0,
                "namespaces of their own (unshare) need root and a kernel that allows it");
        Files.createDirectories(RESULTS);
        Files.deleteIfExists(RESULTS.resolve("outcomes"));
        Files.writeString(
                RESULTS.resolve("java.security"),
                "jdk.tls.disabledAlgorithms=\njdk.tls.legacyAlgorithms=\n");
        int status =
                run(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Djava.security.properties=" + RESULTS.resolve("java.security"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Laboratory.class.getName(),
                                RESULTS.toString()));
        assertThat(status).as("see %s", RESULTS.resolve("laboratory.log")).isZero();
        trials = Trial.of(Scenes.all());
        version = Programs.run("postconf", "-d", "-h", "mail_version").strip();
        outcomes = Outcomes.of(RESULTS.resolve("outcomes"));
        table = Row.table(PAGE);
        Files.write(
                RESULTS.resolve("table.md"),
                trials.stream()
                        .filter(trial -> trial.way() == Way.DANE || isNew(trial))
                        .map(trial -> row(trial).line())
                        .toList());
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(NAMESPACES);
        all.addAll(command);
        Files.createDirectories(RESULTS);
        Path log = RESULTS.resolve("laboratory.log");
        Files.deleteIfExists(log);
        Process process = Programs.start(log, all.toArray(String[]::new));
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("The laboratory did not end; see " + log);
        }
        return process.exitValue();
    }

    private static Row row(Trial trial) {
        return Row.of(
                trial,
                outcomes.postfix(trial),
                outcomes.signet(trial),
                written(Row.name(trial)).why());
    }

    private static Row written(String name) {
        return table.getOrDefault(name, new Row(name, "", "", "", ""));
    }

    static List<Trial> trials() {
        return trials;
    }

    static List<Trial> trialsAtDane() {
        return trials.stream().filter(trial -> trial.way() == Way.DANE).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trialsAtDane")
    void signetShouldDoWhatTheTableSays(Trial trial) {
        Row written = written(Row.name(trial));
        assertThat(row(trial).signet()).isEqualTo(written.signet());
        assertThat(row(trial).story()).isEqualTo(written.story());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trialsAtDane")
    void postfixShouldDoWhatTheTableSays(Trial trial) {
        assumeTrue(version.startsWith("3.7."), "the table is of Postfix 3.7, here is " + version);
        assertThat(row(trial).postfix()).isEqualTo(written(Row.name(trial)).postfix());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trials")
    void aDifferenceShouldBeExplained(Trial trial) {
        assumeTrue(version.startsWith("3.7."), "the table is of Postfix 3.7, here is " + version);
        Row row = row(trial);
        if (isNew(trial)) {
            assertThat(row.why()).as("%s: unexplained", row.line()).isNotEmpty();
            assertThat(row).isEqualTo(written(Row.name(trial)));
        } else {
            assertThat(row.why()).as("%s: nothing to explain", row.line()).isEmpty();
        }
    }

    /** Tells whether the sides differ, and otherwise than they do at level dane. */
    private static boolean isNew(Trial trial) {
        Trial atDane = new Trial(trial.scene(), Way.DANE);
        boolean asAtDane =
                trial.way() != Way.DANE
                        && isSame(outcomes.postfix(trial), outcomes.postfix(atDane), trial.scene())
                        && isSame(outcomes.signet(trial), outcomes.signet(atDane), trial.scene());
        return !asAtDane && !isSame(outcomes.postfix(trial), outcomes.signet(trial), trial.scene());
    }

    private static boolean isSame(List<Result> some, List<Result> others, Scene scene) {
        if (some.isEmpty() || some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (!some.get(i).agreesWith(others.get(i), scene)) {
                return false;
            }
        }
        return true;
    }

    /** Neither log is believed alone: a mail is where its side says, once, and came as it says. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("trials")
    void serversShouldHaveSeenWhatEachSideSays(Trial trial) {
        assertThat(outcomes.seen(trial, Postfix.NAME))
                .isEqualTo(claimed(trial.scene(), outcomes.postfix(trial)));
        assertThat(outcomes.seen(trial, SignetSide.NAME))
                .isEqualTo(claimed(trial.scene(), outcomes.signet(trial)));
    }

    private static List<String> claimed(Scene scene, List<Result> tries) {
        return tries.stream()
                .filter(result -> result.status().equals("delivered"))
                .map(
                        result ->
                                (result.level().equals("plain") ? "plain " : "encrypted ")
                                        + scene.server(result.host()))
                .toList();
    }

    @Test
    void pageShouldCountRight() throws Exception {
        List<Row> rows = trialsAtDane().stream().map(trial -> written(Row.name(trial))).toList();
        long explained = rows.stream().filter(row -> !row.why().isEmpty()).count();
        assertThat(Files.readString(PAGE))
                .contains(
                        "%d of %d set-ups".formatted(rows.size() - explained, rows.size()),
                        "The other %d".formatted(explained),
                        "%d mails in all".formatted(trials.size()));
    }

    @Test
    void tablesShouldHaveNoOtherRows() {
        assertThat(table.keySet())
                .containsExactlyElementsOf(
                        trials.stream()
                                .filter(trial -> trial.way() == Way.DANE || isNew(trial))
                                .map(Row::name)
                                .toList());
    }
}
