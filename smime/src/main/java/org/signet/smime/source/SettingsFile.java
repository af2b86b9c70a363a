package org.signet.smime.source;

import org.signet.smime.pem.UnusableFileException;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** A properties file of the operator, of which every name must be known. */
final class SettingsFile {
    private static final long LARGEST = 64L * 1024;

    private final Path path;
    private final Properties values = new Properties();

    private SettingsFile(Path path) {
        this.path = path;
    }

    static SettingsFile read(Path path, Set<String> known) throws UnusableFileException {
        SettingsFile file = new SettingsFile(path);
        try {
            if (!Files.isRegularFile(path) || Files.size(path) > LARGEST) {
                throw new UnusableFileException(
                        path, "it is no file, or too large", "a file of at most 64 kB");
            }
            try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
                file.values.load(reader);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UnusableFileException(
                    path, "it cannot be read (" + e + ")", "a properties file in UTF-8");
        }
        for (String name : file.values.stringPropertyNames()) {
            if (!known.contains(name)) {
                throw new UnusableFileException(
                        path,
                        "there is no setting '" + name + "'",
                        String.join(", ", new TreeSet<>(known)));
            }
        }
        return file;
    }

    Path path() {
        return path;
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(values.getProperty(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    String required(String name, String allowed) throws UnusableFileException {
        return optional(name).orElseThrow(() -> refuse(name, "it is required", allowed));
    }

    boolean flag(String name, boolean otherwise) throws UnusableFileException {
        return switch (optional(name).orElse(Boolean.toString(otherwise))) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refuse(name, "it is not a truth value", "true, false");
        };
    }

    /** A duration up to a limit. */
    Duration duration(String name, Duration otherwise, Duration longest)
            throws UnusableFileException {
        String allowed = "ISO-8601, such as PT5S, up to " + longest;
        try {
            Duration value = Duration.parse(optional(name).orElse(otherwise.toString()));
            if (value.isPositive() && value.compareTo(longest) <= 0) {
                return value;
            }
        } catch (DateTimeParseException e) {
            throw refuse(name, "it is not a duration", allowed);
        }
        throw refuse(name, "it is out of range", allowed);
    }

    /** A file, relative to this one. */
    Path file(String name, String allowed) throws UnusableFileException {
        return path.toAbsolutePath().resolveSibling(required(name, allowed));
    }

    UnusableFileException refuse(String name, String why, String allowed) {
        return new UnusableFileException(
                path,
                "'%s' is '%s': %s".formatted(name, values.getProperty(name, ""), why),
                allowed);
    }
}
