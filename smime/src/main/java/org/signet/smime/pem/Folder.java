package org.signet.smime.pem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The files of one kind in a folder, in the order of their names; hidden files do not count. */
public final class Folder {
    private Folder() {}

    /** Lists the files whose names end in one of the extensions, such as {@code pem}. */
    public static List<Path> files(Path folder, Set<String> extensions)
            throws UnusableFileException {
        if (!Files.isDirectory(folder)) {
            throw new UnusableFileException(
                    folder,
                    Files.exists(folder) ? "it is not a folder" : "there is no such folder",
                    "a folder that this server may read");
        }
        try (Stream<Path> all = Files.list(folder)) {
            return new ArrayList<>(
                    all.filter(file -> isOneOf(file, extensions))
                            .filter(Files::isRegularFile)
                            .sorted()
                            .toList());
        } catch (IOException e) {
            throw new UnusableFileException(
                    folder, "it cannot be read (" + e + ")", "a folder that this server may read");
        }
    }

    private static boolean isOneOf(Path file, Set<String> extensions) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && extensions.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
