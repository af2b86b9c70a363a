package org.signet.acceptance.parity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A mail that a processor of James got, as {@code Recorder} wrote it down.
 *
 * @param as which processor
 * @param fields name, sender and the like; attributes begin with an at sign, type before value
 * @param source the message
 */
record Recorded(String as, Map<String, String> fields, List<String> recipients, String source) {
    Recorded {
        fields = Map.copyOf(fields);
        recipients = List.copyOf(recipients);
    }

    static List<Recorded> all(Path folder) throws IOException {
        List<Recorded> all = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder, "*.mail")) {
                for (Path file : files) {
                    all.add(read(Files.readString(file, StandardCharsets.ISO_8859_1)));
                }
            }
        }
        return all;
    }

    private static Recorded read(String text) {
        int end = text.indexOf("\n\n");
        Map<String, String> fields = new TreeMap<>();
        List<String> recipients = new ArrayList<>();
        for (String line : text.substring(0, end).split("\n", -1)) {
            int sign = line.indexOf('=');
            String name = line.substring(0, sign);
            String value = line.substring(sign + 1);
            if (name.equals("to")) {
                recipients.add(value);
            } else {
                fields.put(name, value);
            }
        }
        return new Recorded(
                fields.getOrDefault("as", ""), fields, recipients, text.substring(end + 2));
    }

    /** Whether it is of the case with this token: a mail of it, or something sent back for it. */
    boolean isOf(Stage stage) {
        return source.contains("X-Case: " + stage.token() + "\r\n")
                || recipients.contains(stage.sender())
                || fields.getOrDefault("case", "").equals(stage.token());
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    Optional<String> attribute(String name) {
        return field("@" + name);
    }
}
