package org.signet.extension;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * References that libraries make to things they can do without, each listed with its reason in
 * {@code optional-references.txt}. A line that nothing needs any more is reported too.
 */
final class OptionalReferences {
    private record Line(Pattern from, Pattern to, String text) {}

    private final List<Line> lines;
    private final Set<Line> used = new HashSet<>();

    OptionalReferences() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("optional-references.txt")) {
            lines =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(OptionalReferences::parse)
                            .toList();
        }
    }

    private static Line parse(String text) {
        String[] parts = text.split("\\s+->\\s+|\\s+:\\s+", 3);
        if (parts.length != 3 || parts[2].isBlank()) {
            throw new IllegalStateException("Not of the form «from -> to : reason»: " + text);
        }
        return new Line(prefix(parts[0]), prefix(parts[1]), text);
    }

    private static Pattern prefix(String written) {
        return Pattern.compile(
                written.replace('.', '/').replace("$", "\\$").replace("*", ".*") + "($|[/$;].*)");
    }

    boolean allow(String from, String to) {
        for (Line line : lines) {
            if (line.from().matcher(from).matches() && line.to().matcher(to).matches()) {
                used.add(line);
                return true;
            }
        }
        return false;
    }

    List<String> unused() {
        return lines.stream().filter(line -> !used.contains(line)).map(Line::text).toList();
    }
}
