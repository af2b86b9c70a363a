package org.signet.smime.decrypt;

import org.signet.smime.mime.Spool;

/** What became of a message that was to be decrypted. */
public sealed interface Decryption {
    /**
     * It could be.
     *
     * @param entity the MIME entity that was inside; to be closed by who asked for it
     * @param algorithm what it was encrypted with
     */
    record Decrypted(Spool entity, ContentAlgorithm algorithm) implements Decryption {
        /** Whether it is certain that nobody changed the content on the way. */
        public boolean authenticated() {
            return algorithm.isAuthenticated();
        }
    }

    /** It is not encrypted with S/MIME. */
    record NotEncrypted() implements Decryption {}

    /** None of the keys is for it. */
    record NoMatchingKey() implements Decryption {}

    /** It was not tried. */
    record Refused(Reason reason) implements Decryption {
        /** Why it was not tried. */
        public enum Reason {
            CONTENT_ALGORITHM,
            KEY_ALGORITHM,
            TAG_TOO_SHORT,
            CONTENT_TYPE,
            HEAD_TOO_LONG,
            /** The cipher has to have all content in memory, and there is too much. */
            CONTENT_TOO_LONG
        }
    }

    /** It is damaged, or was changed; no more is said about it. */
    record Broken() implements Decryption {}
}
