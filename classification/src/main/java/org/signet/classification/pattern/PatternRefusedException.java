package org.signet.classification.pattern;

/** A regular expression that is refused; the message says why and is meant for the operator. */
public final class PatternRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    PatternRefusedException(String why) {
        super(why);
    }

    /** Why, as a sentence. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
