package org.signet.smime.key;

import java.io.IOException;

/** The token that holds a key does not use it at present. */
public final class KeyUnavailableException extends IOException {
    private static final long serialVersionUID = 1;

    KeyUnavailableException(String message) {
        super(message);
    }

    public KeyUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
