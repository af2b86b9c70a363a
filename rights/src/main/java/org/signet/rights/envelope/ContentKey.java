package org.signet.rights.envelope;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key of one message: 256 random bits from which the keys that are used are derived. */
public final class ContentKey {
    /** The length of a content key. */
    public static final int BYTES = 32;

    private static final String ENCRYPTION = "signet envelope v1 encryption";
    private static final String COMMITMENT = "signet envelope v1 commitment";

    private final byte[] bytes;

    private ContentKey(byte[] bytes) {
        this.bytes = bytes;
    }

    public static ContentKey random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new ContentKey(bytes);
    }

    /** The key that was unwrapped. */
    public static ContentKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a content key has " + BYTES + " bytes");
        }
        return new ContentKey(bytes.clone());
    }

    /** The bytes to be wrapped. */
    public byte[] bytes() {
        return bytes.clone();
    }

    byte[] encryptionKey() {
        return expand(ENCRYPTION.getBytes(StandardCharsets.US_ASCII));
    }

    byte[] commitment(ContentContext context) {
        byte[] label = COMMITMENT.getBytes(StandardCharsets.US_ASCII);
        return expand(label, new byte[1], context.encoded());
    }

    /** HKDF-Expand to the length of one HMAC: {@code HMAC(key, info ‖ 01)}, RFC 5869 §2.3. */
    private byte[] expand(byte[]... info) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            for (byte[] piece : info) {
                mac.update(piece);
            }
            mac.update((byte) 1);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    @Override
    public String toString() {
        return "ContentKey[hidden]";
    }
}
