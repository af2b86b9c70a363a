package org.signet.smime.verify;

/** Ends the check of one signer where something is not right; never leaves this package. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final Verdict.Reason reason;

    Refusal(Verdict.Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    Verdict.Invalid verdict() {
        return new Verdict.Invalid(reason, String.valueOf(getMessage()));
    }
}
