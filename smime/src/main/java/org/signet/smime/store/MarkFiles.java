package org.signet.smime.store;

import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.trust.Fingerprint;
import org.signet.smime.trust.Marks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the files {@code blocked} and {@code trusted} of a folder, which {@link Marks} reads.
 * Whatever else stands in them, remarks and lines of other hands, stays as it is.
 */
final class MarkFiles {
    private static final int LARGEST = 1024 * 1024;

    private final Path folder;
    private final StoreFiles files;

    MarkFiles(Path folder) {
        this.folder = folder;
        this.files = new StoreFiles(folder);
    }

    /** Those of a file in their order. */
    List<MarkLine> list(Mark mark) throws IOException, UnusableFileException {
        // Refuses what none of the readers would take.
        Marks.read(folder);
        return lines(mark).stream().map(MarkLine::parse).flatMap(Optional::stream).toList();
    }

    /** Sets one; false if it was there. */
    boolean set(Mark mark, Fingerprint fingerprint, Note note)
            throws IOException, UnusableFileException {
        return files.alone(
                () -> {
                    if (mark.in(Marks.read(folder)).contains(fingerprint)) {
                        return false;
                    }
                    List<String> lines = new ArrayList<>(lines(mark));
                    lines.add(fingerprint + " " + note.text());
                    write(mark, lines);
                    return true;
                });
    }

    /** Takes one away, in all its lines; false if it was not there. */
    boolean remove(Mark mark, Fingerprint fingerprint) throws IOException, UnusableFileException {
        return files.alone(
                () -> {
                    Marks.read(folder);
                    List<String> before = lines(mark);
                    List<String> rest =
                            before.stream().filter(line -> !names(line, fingerprint)).toList();
                    if (rest.size() == before.size()) {
                        return false;
                    }
                    write(mark, rest);
                    return true;
                });
    }

    private static boolean names(String line, Fingerprint fingerprint) {
        return MarkLine.parse(line)
                .filter(each -> each.fingerprint().equals(fingerprint))
                .isPresent();
    }

    private List<String> lines(Mark mark) throws IOException {
        Path file = folder.resolve(mark.word());
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Files.readAllLines(file) : List.of();
    }

    private void write(Mark mark, List<String> lines) throws IOException, UnusableFileException {
        Path file = folder.resolve(mark.word());
        byte[] content = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        if (content.length > LARGEST) {
            throw new UnusableFileException(file, "it would be larger than 1 MB", "at most 1 MB");
        }
        if (Files.isSymbolicLink(file)) {
            throw new UnusableFileException(
                    file, "it is a link, which would be lost", "a file of this folder");
        }
        files.write(file, content);
    }
}
