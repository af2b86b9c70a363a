package org.signet.portal;

import org.jspecify.annotations.Nullable;

/** The portal cannot start; the message tells an operator what to change. */
public final class PortalException extends Exception {
    private static final long serialVersionUID = 1L;

    public PortalException(String message) {
        super(message);
    }

    public PortalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
