package org.signet.smime.store;

/** What became of a mark that was to be set. */
public sealed interface Marked {
    /** It holds now, and is on the disk. */
    record Set() implements Marked {}

    /** It held before; what was noted then stays. */
    record Already() implements Marked {}

    /** It would mean nothing. */
    record Refused(Reason reason) implements Marked {}

    /** Why a certificate is not marked. */
    enum Reason {
        BLOCKED("it or its key is blocked, which outweighs trust"),
        KEY("this is the fingerprint of a key; single certificates only are trusted");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
