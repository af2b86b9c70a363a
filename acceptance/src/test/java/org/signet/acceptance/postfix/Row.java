package org.signet.acceptance.postfix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One row of the tables in {@code docs/postfix.md}.
 *
 * <p>The rows of level {@code dane} are named by the scene and tell its story. Those of other
 * settings are named by setting and scene.
 *
 * @param why what the sides differ in, and why; empty where they agree
 */
record Row(String name, String story, String postfix, String signet, String why) {
    /** Returns the row for what came out; the explanation is left to people. */
    static Row of(Trial trial, List<Result> postfix, List<Result> signet, String why) {
        Scene scene = trial.scene();
        return trial.way() == Way.DANE
                ? new Row(
                        name(trial),
                        scene.story(),
                        shown(scene, postfix),
                        shown(scene, signet),
                        why)
                : new Row(name(trial), "", shown(scene, postfix), shown(scene, signet), why);
    }

    /** Returns the name of the row that is about a trial. */
    static String name(Trial trial) {
        return trial.way() == Way.DANE ? trial.scene().name() : trial.toString();
    }

    private static String shown(Scene scene, List<Result> tries) {
        return tries.stream()
                .map(result -> result.shownIn(scene))
                .collect(Collectors.joining("; then "));
    }

    String line() {
        String first = story.isEmpty() ? name.replace(" ", " | ") : name + " | " + story;
        return "| " + String.join(" | ", first, postfix, signet, why).strip() + " |";
    }

    /** Reads the tables of a page. */
    static Map<String, Row> table(Path page) throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        if (Files.notExists(page)) {
            return rows;
        }
        for (String line : Files.readAllLines(page)) {
            List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            if (cells.size() == 7 && cells.get(1).matches("[a-z0-9-]*[a-z0-9]")) {
                Row row = parse(cells);
                rows.put(row.name(), row);
            }
        }
        return rows;
    }

    private static Row parse(List<String> cells) {
        String first = cells.get(1);
        boolean ofWay = Arrays.stream(Way.values()).anyMatch(way -> way.word().equals(first));
        return new Row(
                ofWay ? first + " " + cells.get(2) : first,
                ofWay ? "" : cells.get(2),
                cells.get(3),
                cells.get(4),
                cells.get(5));
    }
}
