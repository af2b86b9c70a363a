package org.signet.sandbox.smtp;

/**
 * A command line: what came up to a CRLF, without it.
 *
 * @param text the line; empty if it has a defect
 * @param defect what is wrong with it
 */
record Line(String text, Defect defect) {
    enum Defect {
        NONE,
        TOO_LONG,
        /** A CR without LF, or an LF without CR (RFC 5321 §2.3.8). */
        BARE_CR_OR_LF,
        NOT_UTF8
    }

    static Line broken(Defect defect) {
        return new Line("", defect);
    }
}
