package org.signet.rights;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** A protected message could not be made or opened; nothing of it was released. */
public final class RightsException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The stable code of each failure. */
    public enum Reason {
        /** The database, the content directory or the keys cannot be used now. */
        UNAVAILABLE,
        /** The settings or files are wrong; an operator has to mend them. */
        MISCONFIGURED,
        /** The right to open ended between {@code find} and {@code open}. */
        NO_LONGER_GRANTED,
        /** Stored content, licence or key does not verify. */
        TAMPERED
    }

    private final Reason reason;

    public RightsException(Reason reason, String message) {
        this(reason, message, null);
    }

    public RightsException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
