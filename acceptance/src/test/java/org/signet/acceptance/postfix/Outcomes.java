package org.signet.acceptance.postfix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What came out of all scenes, as files between processes. */
final class Outcomes {
    private static final String SEEN = "seen ";

    private final Map<String, List<Result>> postfix;
    private final Map<String, List<Result>> signet;
    private final List<String> seen;

    private Outcomes(
            Map<String, List<Result>> postfix,
            Map<String, List<Result>> signet,
            List<String> seen) {
        this.postfix = postfix;
        this.signet = signet;
        this.seen = seen;
    }

    /** Reads a file of lines: recipient and one try, separated by a tab. */
    static Map<String, List<Result>> read(Path file) throws IOException {
        return tries(Files.readAllLines(file), "");
    }

    private static Map<String, List<Result>> tries(List<String> lines, String prefix) {
        Map<String, List<Result>> tries = new HashMap<>();
        for (String line : lines) {
            if (line.startsWith(prefix)) {
                String[] fields = line.substring(prefix.length()).split("\t", 2);
                tries.computeIfAbsent(fields[0], to -> new ArrayList<>())
                        .add(Result.parse(fields[1]));
            }
        }
        return tries;
    }

    static List<String> lines(String prefix, Map<String, List<Result>> tries) {
        List<String> lines = new ArrayList<>();
        tries.forEach(
                (recipient, results) ->
                        results.forEach(
                                result -> lines.add(prefix + recipient + "\t" + result.line())));
        return lines;
    }

    static void write(
            Path file,
            Map<String, List<Result>> postfix,
            Map<String, List<Result>> signet,
            List<String> seen)
            throws IOException {
        List<String> lines = new ArrayList<>(lines("postfix ", postfix));
        lines.addAll(lines("signet ", signet));
        seen.forEach(mail -> lines.add(SEEN + mail));
        Files.write(file, lines);
    }

    static Outcomes of(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return new Outcomes(
                tries(lines, "postfix "),
                tries(lines, "signet "),
                lines.stream()
                        .filter(line -> line.startsWith(SEEN))
                        .map(line -> line.substring(SEEN.length()))
                        .toList());
    }

    List<Result> postfix(Trial trial) {
        return postfix.getOrDefault(trial.recipient(), List.of());
    }

    List<Result> signet(Trial trial) {
        return signet.getOrDefault(trial.recipient(), List.of());
    }

    /** Returns how the mail of one client came: {@code plain host} or {@code encrypted host}. */
    List<String> seen(Trial trial, String client) {
        String prefix = trial.recipient() + " " + client + " ";
        return seen.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }
}
