package org.signet.classification.text;

/**
 * How much of a message is read. A limit that is reached ends the reading and sets {@link
 * Fact#LIMIT_EXCEEDED}; what was read until then still counts.
 *
 * @param messageBytes bytes of the message as it stands in the mail
 * @param textBytes bytes of text over all parts, after transfer decoding; the longest text held in
 *     memory at a time
 * @param parts bodies and multiparts of the message and of the messages inside it
 * @param depth how deep parts and messages are nested
 */
public record Limits(long messageBytes, int textBytes, int parts, int depth) {
    public static final Limits DEFAULT = new Limits(256L * 1024 * 1024, 16 * 1024 * 1024, 1000, 32);

    /** The most characters that one header field is read for. */
    public static final int FIELD_CHARACTERS = 16 * 1024;

    /** The most bytes of one header field, folded lines together. */
    public static final int FIELD_BYTES = 512 * 1024;

    /** The most header fields of one part. */
    public static final int FIELDS = 5000;

    public Limits {
        if (messageBytes < 1 || textBytes < 1 || parts < 1 || depth < 1) {
            throw new IllegalArgumentException("A limit is at least 1");
        }
    }
}
