package org.signet.sandbox.web;

/** A request that cannot be served. */
final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    BadRequest(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** What is wrong, for the client. */
    String reason() {
        return reason;
    }
}
