package org.signet.smime.decrypt;

/** Ends decrypting where something is not tried; never leaves this package. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final Decryption.Refused.Reason reason;

    RefusedException(Decryption.Refused.Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    Decryption.Refused.Reason reason() {
        return reason;
    }
}
