package org.signet.portal.passcode;

import org.signet.rights.key.KeyedDigest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Turns every secret and address into a digest under the tenant's keys before it is stored or
 * compared.
 *
 * <p>When the keys are rotated, older digests are no longer found: readers who are signed in sign
 * in again. Nothing else is lost.
 */
public final class PortalKey {
    private final KeyedDigest digest;

    public PortalKey(KeyedDigest digest) {
        this.digest = digest;
    }

    /** What a digest is made for: digests of equal values for two purposes differ. */
    public enum Purpose {
        PASSCODE,
        BROWSER,
        SESSION,
        RECIPIENT,
        LINK,
        FORM,
        DRAFT
    }

    /** Digests values for a purpose; each value goes in with its length, so none can run over. */
    public Digest digest(Purpose purpose, String... values) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        add(input, purpose.name());
        for (String value : values) {
            add(input, value);
        }
        byte[] output = digest.compute(input.toByteArray());
        return new Digest(Base64.getUrlEncoder().withoutPadding().encodeToString(output));
    }

    private static void add(ByteArrayOutputStream input, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        input.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
        input.writeBytes(bytes);
    }
}
