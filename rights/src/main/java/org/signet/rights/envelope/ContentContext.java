package org.signet.rights.envelope;

import org.signet.rights.MessageId;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** What a content object belongs to: a part of a message under one licence. */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
public record ContentContext(MessageId message, int part, byte[] licenceDigest) {
    /** The part that holds the whole message. */
    public static final int WHOLE_MESSAGE = 0;

    private static final int DIGEST_BYTES = 32;

    public ContentContext {
        if (part < 0 || part > 0xffff) {
            throw new IllegalArgumentException("a part id has 16 bits");
        }
        if (licenceDigest.length != DIGEST_BYTES) {
            throw new IllegalArgumentException("a licence digest has 32 bytes");
        }
        licenceDigest = licenceDigest.clone();
    }

    @Override
    public byte[] licenceDigest() {
        return licenceDigest.clone();
    }

    /** Message id, part id and licence digest, as they stand in the header. */
    byte[] encoded() {
        return ByteBuffer.allocate(MessageId.BYTES + Short.BYTES + DIGEST_BYTES)
                .put(message.bytes())
                .putShort((short) part)
                .put(licenceDigest)
                .array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContentContext context
                && message.equals(context.message)
                && part == context.part
                && Arrays.equals(licenceDigest, context.licenceDigest);
    }

    @Override
    public int hashCode() {
        return message.hashCode() * 31 + part;
    }

    @Override
    public String toString() {
        return "ContentContext[" + message + ", part " + part + "]";
    }
}
