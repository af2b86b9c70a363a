package org.signet.smime.pem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** What protects the private keys in a file: the first line of a file of its own. */
public final class Password {
    /** What a file with the password of another is called, after the name of that. */
    public static final String EXTENSION = ".password";

    private static final int LONGEST = 1024;
    private static final String ALLOWED =
            "a file with the password in its first line, in UTF-8, of at most "
                    + LONGEST
                    + " bytes";
    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rw-------");

    private final char[] characters;

    private Password(char[] characters) {
        this.characters = characters;
    }

    /** Reads a password; the line end does not belong to it. */
    public static Password read(Path file) throws UnusableFileException {
        String text;
        try {
            if (Files.size(file) > LONGEST) {
                throw new UnusableFileException(file, "it is too long", ALLOWED);
            }
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            // The cause may quote the content where it is not UTF-8.
            throw new UnusableFileException(
                    file, "it cannot be read (" + e.getClass().getSimpleName() + ")", ALLOWED);
        }
        return new Password(text.lines().findFirst().orElse("").toCharArray());
    }

    /**
     * Reads the password that lies beside a file of keys, {@code a.p12.password} beside {@code
     * a.p12}, and that nobody but its owner may read; nothing if there is none.
     */
    public static Optional<Password> beside(Path keys) throws UnusableFileException {
        Path file = keys.resolveSibling(keys.getFileName() + EXTENSION);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new UnusableFileException(
                        file, "others than its owner may read or write it", "chmod 600 " + file);
            }
        } catch (IOException e) {
            throw new UnusableFileException(file, "it cannot be read (" + e + ")", ALLOWED);
        }
        return Optional.of(read(file));
    }

    /** The characters, for who clears them after use. */
    public char[] characters() {
        return characters.clone();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Password";
    }
}
