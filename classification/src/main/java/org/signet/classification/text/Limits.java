package org.signet.classification.text;

/**
 * How much of a message is read. A limit that is reached ends the reading and sets {@link
 * Fact#LIMIT_EXCEEDED}; what was read until then still counts.
 *
 * @param messageBytes bytes of the message as it stands in the mail
 * @param textBytes bytes of text over all parts, after transfer decoding; the longest text held in
 *     memory at a time
 * @param parts bodies and multiparts of the message and of the messages inside it
 * @param depth how deep parts, messages, archives and files inside files are nested
 * @param fileBytes bytes of one attached file, or of a file inside one, that are unpacked in memory
 * @param unpackedRatio how many times as large as the archive what comes out of it may be, once it
 *     is more than {@link #RATIO_FREE}
 * @param fileSeconds how long the reading of one file may take
 * @param messageSeconds how long the reading of the message may take
 */
public record Limits(
        long messageBytes,
        int textBytes,
        int parts,
        int depth,
        int fileBytes,
        int unpackedRatio,
        int fileSeconds,
        int messageSeconds) {
    public static final Limits DEFAULT =
            new Limits(
                    256L * 1024 * 1024, 16 * 1024 * 1024, 1000, 32, 32 * 1024 * 1024, 200, 20, 60);

    /** So many bytes may come out of an archive however small it is. */
    public static final int RATIO_FREE = 1024 * 1024;

    /** The most characters that one header field is read for. */
    public static final int FIELD_CHARACTERS = 16 * 1024;

    /** The most bytes of one header field, folded lines together. */
    public static final int FIELD_BYTES = 512 * 1024;

    /** The most header fields of one part. */
    public static final int FIELDS = 5000;

    /** The usual limits of files and time, with these others. */
    public Limits(long messageBytes, int textBytes, int parts, int depth) {
        this(
                messageBytes,
                textBytes,
                parts,
                depth,
                DEFAULT.fileBytes,
                DEFAULT.unpackedRatio,
                DEFAULT.fileSeconds,
                DEFAULT.messageSeconds);
    }

    public Limits {
        if (messageBytes < 1
                || Math.min(textBytes, fileBytes) < 1
                || Math.min(parts, depth) < 1
                || Math.min(fileSeconds, messageSeconds) < 1
                || unpackedRatio < 1) {
            throw new IllegalArgumentException("A limit is at least 1");
        }
    }
}
