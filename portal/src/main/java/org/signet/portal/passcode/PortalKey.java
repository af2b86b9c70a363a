package org.signet.portal.passcode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The portal's own key, with which every secret is digested before it is stored or compared. */
public final class PortalKey {
    /** Length of the key in bytes. */
    public static final int LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    public PortalKey(byte[] key) {
        if (key.length != LENGTH) {
            throw new IllegalArgumentException("a portal key has " + LENGTH + " bytes");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** What a digest is made for: digests of equal values for two purposes differ. */
    public enum Purpose {
        PASSCODE,
        BROWSER,
        SESSION,
        RECIPIENT,
        LINK,
        FORM
    }

    /** Digests values for a purpose; each value goes in with its length, so none can run over. */
    public Digest digest(Purpose purpose, String... values) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            update(mac, purpose.name());
            for (String value : values) {
                update(mac, value);
            }
            return new Digest(Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal()));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }

    private static void update(Mac mac, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        mac.update(bytes);
    }

    @Override
    public String toString() {
        return "PortalKey";
    }
}
