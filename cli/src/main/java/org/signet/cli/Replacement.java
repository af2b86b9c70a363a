package org.signet.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that appears when it is complete, in the place of the one that was there, and can be read
 * by this user only.
 */
final class Replacement implements AutoCloseable {
    private final Path target;
    private final Path draft;
    private final OutputStream output;

    Replacement(Path target) throws IOException {
        this.target = target.toAbsolutePath();
        this.draft = Files.createTempFile(this.target.getParent(), ".signet-", ".part");
        this.output = Files.newOutputStream(draft);
    }

    OutputStream output() {
        return output;
    }

    void commit() throws IOException {
        output.close();
        Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        output.close();
        Files.deleteIfExists(draft);
    }
}
