package org.signet.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.UnaryOperator;

/** The {@code conf/} folder of one James: a copy of a configuration, with keys added to it. */
public final class ConfFolder {
    private final Path path;

    private ConfFolder(Path path) {
        this.path = path;
    }

    static ConfFolder copy(Path source, Path target) throws IOException {
        Files.walkFileTree(
                source,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) throws IOException {
                        Files.createDirectories(target.resolve(source.relativize(folder)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.copy(
                                file,
                                target.resolve(source.relativize(file)),
                                StandardCopyOption.REPLACE_EXISTING);
                        return FileVisitResult.CONTINUE;
                    }
                });
        return new ConfFolder(target);
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    /** Adds a file that the configuration does not have yet. */
    void add(String name, Path source) throws IOException {
        Path file = path.resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Files.copy(source, file);
        }
    }

    /** Changes the text of a file, as an operator with an editor would. */
    public void edit(String name, UnaryOperator<String> change) {
        try {
            String before = Files.readString(file(name));
            String after = change.apply(before);
            if (after.equals(before)) {
                throw new IllegalArgumentException("The change leaves " + name + " as it is");
            }
            Files.writeString(file(name), after);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
