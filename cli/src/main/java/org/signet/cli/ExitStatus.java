package org.signet.cli;

/** What the exit status of {@code bin/signet} says; the same for every verb. */
final class ExitStatus {
    /** Yes, or done. */
    static final int YES = 0;

    /** A clear no: not of the class, not verified, not decryptable with these keys. */
    static final int NO = 1;

    /** Wrong usage: an unknown option, a file that is not there. */
    static final int USAGE = 2;

    /** Could not decide, because the environment is broken: a resolver that does not answer. */
    static final int UNDECIDABLE = 3;

    private ExitStatus() {}
}
