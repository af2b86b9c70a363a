package org.signet.smime.pem;

import java.nio.file.Path;

/** A file or folder of keys or certificates cannot be used as it is. */
public final class UnusableFileException extends Exception {
    private static final long serialVersionUID = 1;

    private final String why;
    private final String allowed;

    /**
     * Says what is wrong.
     *
     * @param file the file, or the folder if it is about several files
     * @param why what is wrong with it
     * @param allowed what would be right
     */
    public UnusableFileException(Path file, String why, String allowed) {
        super(file + ": " + why + "; allowed: " + allowed);
        this.why = file + ": " + why;
        this.allowed = allowed;
    }

    /** The file and what is wrong with it. */
    public String why() {
        return why;
    }

    public String allowed() {
        return allowed;
    }
}
