package org.signet.smime.expiry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** The day of the last warning, in a file that outlives a restart. */
public record LastWarning(Path file) {
    private static final int LONGEST = 64;

    /** The day; nothing if none was written, or something that is no day. */
    public Optional<LocalDate> read() throws IOException {
        if (!Files.exists(file) || Files.size(file) > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(Files.readString(file).strip()));
        } catch (DateTimeException | java.nio.charset.CharacterCodingException noDay) {
            return Optional.empty();
        }
    }

    /** Remembers a day, whole or not at all. */
    public void write(LocalDate day) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, day + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
