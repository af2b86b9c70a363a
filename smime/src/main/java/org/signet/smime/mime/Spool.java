package org.signet.smime.mime;

import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Bytes that are written once and then read any number of times: in memory while they are few, in a
 * temporary file that only this user can read when they are more. The file has no name from the
 * moment it is open, where the system allows that, so that nothing is left even if the process is
 * killed; elsewhere {@link #close} deletes it.
 */
public final class Spool implements MessageSource, AutoCloseable {
    /** What is kept in memory before a file is used. */
    public static final int MEMORY = 256 * 1024;

    private static final int CHUNK = 64 * 1024;

    private final Path folder;
    private final int memory;
    private ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private final Output output = new Output();
    private @Nullable FileChannel file;
    private @Nullable OutputStream fileOutput;
    private long size;

    private Spool(Path folder, int memory) {
        this.folder = folder;
        this.memory = memory;
    }

    /** Makes an empty spool whose file, if it needs one, is made in the given folder. */
    public static Spool in(Path folder) {
        return new Spool(folder, MEMORY);
    }

    static Spool in(Path folder, int memory) {
        return new Spool(folder, memory);
    }

    /** Makes an empty spool in the folder that the JVM has for temporary files. */
    public static Spool inTemporaryFolder() {
        return in(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** The stream to fill this spool with; closing it ends the writing. */
    public OutputStream output() {
        return output;
    }

    @Override
    public InputStream open() throws IOException {
        output.flush();
        return file == null ? new ByteArrayInputStream(buffer.toByteArray()) : new FileInput(file);
    }

    public long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        buffer = new ByteArrayOutputStream(0);
        try {
            output.close();
        } finally {
            if (file != null) {
                file.close();
            }
        }
    }

    private OutputStream target(int more) throws IOException {
        if (fileOutput != null) {
            return fileOutput;
        }
        if (size + more <= memory) {
            return buffer;
        }
        FileChannel created =
                FileChannel.open(
                        folder.resolve("signet-" + UUID.randomUUID() + ".spool"),
                        Set.of(
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.DELETE_ON_CLOSE),
                        onlyForThisUser());
        file = created;
        OutputStream opened = new BufferedOutputStream(Channels.newOutputStream(created), CHUNK);
        fileOutput = opened;
        buffer.writeTo(opened);
        buffer = new ByteArrayOutputStream(0);
        return opened;
    }

    private static FileAttribute<?>[] onlyForThisUser() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private final class Output extends OutputStream {
        private boolean closed;

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (closed) {
                throw new IOException("This spool is already filled");
            }
            target(length).write(bytes, offset, length);
            size += length;
        }

        @Override
        public void flush() throws IOException {
            if (fileOutput != null) {
                fileOutput.flush();
            }
        }

        @Override
        public void close() throws IOException {
            closed = true;
            if (fileOutput != null) {
                fileOutput.flush();
            }
        }
    }

    /** Reads the file from its start, whoever else reads it at the same time. */
    private static final class FileInput extends InputStream {
        private final FileChannel file;
        private long position;

        FileInput(FileChannel file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int count = file.read(ByteBuffer.wrap(bytes, offset, length), position);
            position += Math.max(0, count);
            return count;
        }
    }
}
