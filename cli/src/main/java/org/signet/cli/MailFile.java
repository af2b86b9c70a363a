package org.signet.cli;

import org.jspecify.annotations.Nullable;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.Spool;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The input of a command: a file, or standard input, which is kept so that it can be reread. */
final class MailFile implements MessageSource, AutoCloseable {
    private final MessageSource source;
    private final Spool spool;

    private MailFile(MessageSource source, Spool spool) {
        this.source = source;
        this.spool = spool;
    }

    /**
     * Opens the input.
     *
     * @param file null for standard input
     * @throws IllegalArgumentException if it is a file that cannot be read
     */
    static MailFile open(@Nullable Path file) throws IOException {
        Spool spool = Spool.inTemporaryFolder();
        if (file != null) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new IllegalArgumentException(file + ": it cannot be read");
            }
            return new MailFile(() -> Files.newInputStream(file), spool);
        }
        try (OutputStream out = spool.output()) {
            System.in.transferTo(out);
            return new MailFile(spool, spool);
        } catch (IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    @Override
    public InputStream open() throws IOException {
        return source.open();
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
