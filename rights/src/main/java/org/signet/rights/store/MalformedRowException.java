package org.signet.rights.store;

/** A row holds what this code never writes: somebody else changed it. */
public final class MalformedRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedRowException(IllegalArgumentException cause) {
        super("a row of the store has not the form it was written in", cause);
    }
}
