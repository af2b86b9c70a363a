package org.signet.transport.policy;

/** A policy file cannot be used as it is. */
public final class TlsPolicyException extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;

    /**
     * Says what is wrong.
     *
     * @param source the file
     * @param line counted from 1; 0 where the trouble is with the file as a whole
     * @param column counted from 1; 0 where the trouble is with the line as a whole
     */
    TlsPolicyException(String source, int line, int column, String why, String allowed) {
        super(
                source
                        + (line > 0 ? ":" + line : "")
                        + (column > 0 ? ":" + column : "")
                        + ": "
                        + why
                        + (allowed.isEmpty() ? "" : "; allowed: " + allowed));
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
