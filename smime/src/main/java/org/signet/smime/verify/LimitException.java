package org.signet.smime.verify;

import java.io.IOException;

/** Ends reading a structure that exceeds one of {@link VerifyLimits}. */
final class LimitException extends IOException {
    private static final long serialVersionUID = 1;

    LimitException(String what, long limit) {
        super("more than " + limit + " " + what);
    }
}
