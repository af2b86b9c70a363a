package org.signet.rights.content;

import org.signet.rights.MessageId;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stores content objects as files: whole or not at all. */
public final class ContentDirectory {
    private static final String INCOMING = "incoming";
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{32})\\.[0-9]{1,5}(\\.part)?");

    private final Path root;
    private final boolean posix;

    private ContentDirectory(Path root, boolean posix) {
        this.root = root;
        this.posix = posix;
    }

    /** Writes an object to the stream it is given. */
    @FunctionalInterface
    public interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Makes the directory where it is missing, and proves that it can be written. */
    public static ContentDirectory open(Path root) throws IOException {
        boolean posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
        ContentDirectory content = new ContentDirectory(root.toAbsolutePath(), posix);
        content.makeDirectory(content.root.resolve(INCOMING));
        Path probe = Files.createTempFile(content.root.resolve(INCOMING), "probe", ".part");
        Files.delete(probe);
        return content;
    }

    /** Stores an object; when this throws, no file is left. */
    public void write(MessageId message, int part, Writer writer) throws IOException {
        Path fresh = root.resolve(INCOMING).resolve(message + "." + part + ".part");
        Path place = place(message, part);
        try {
            writeDurably(fresh, writer);
            makeDirectory(directory(message));
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
            forceDirectory(directory(message));
        } catch (IOException | RuntimeException e) {
            discard(fresh, e);
            discard(place, e);
            throw e;
        }
    }

    /** An object that is stored, or the rest of one that was never finished. */
    public record Found(MessageId message, boolean finished, Path file) {}

    /**
     * Calls {@code visitor} for each object that was last written before a moment. Files that have
     * no name of an object are left alone.
     */
    public void walk(Instant writtenBefore, Visitor visitor) throws IOException {
        try (DirectoryStream<Path> directories =
                Files.newDirectoryStream(root, "{incoming,[0-9a-f][0-9a-f]}")) {
            for (Path directory : directories) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                    for (Path file : files) {
                        visit(file, writtenBefore, visitor);
                    }
                }
            }
        }
    }

    private static void visit(Path file, Instant writtenBefore, Visitor visitor)
            throws IOException {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return;
        }
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(writtenBefore)) {
                visitor.visit(new Found(new MessageId(name.group(1)), name.group(2) == null, file));
            }
        } catch (NoSuchFileException removed) {
            // Another process finished, removed or collected it meanwhile.
            return;
        }
    }

    /** Looks at an object. */
    @FunctionalInterface
    public interface Visitor {
        void visit(Found found) throws IOException;
    }

    /** Opens a stored object. */
    public InputStream read(MessageId message, int part) throws IOException {
        return new BufferedInputStream(Files.newInputStream(place(message, part)), 1 << 16);
    }

    /** Removes an object; does nothing if there is none. */
    public void remove(MessageId message, int part) throws IOException {
        Files.deleteIfExists(place(message, part));
    }

    private void writeDurably(Path file, Writer writer) throws IOException {
        FileAttribute<?>[] mode = posix ? mode("rw-------") : new FileAttribute<?>[0];
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        mode)) {
            OutputStream out = Channels.newOutputStream(channel);
            writer.writeTo(new UnclosedOutputStream(out));
            channel.force(true);
        }
    }

    private Path place(MessageId message, int part) {
        return directory(message).resolve(message + "." + part);
    }

    private Path directory(MessageId message) {
        return root.resolve(message.text().substring(0, 2));
    }

    private void makeDirectory(Path directory) throws IOException {
        Files.createDirectories(directory, posix ? mode("rwx------") : new FileAttribute<?>[0]);
    }

    private static FileAttribute<?>[] mode(String text) {
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
        };
    }

    private void forceDirectory(Path directory) throws IOException {
        if (posix) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void discard(Path file, Exception failure) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
