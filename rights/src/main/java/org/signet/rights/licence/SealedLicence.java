package org.signet.rights.licence;

import org.jspecify.annotations.Nullable;
import org.signet.rights.MessageId;
import org.signet.rights.RightsException;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A licence in its canonical bytes, with the seal that proves who issued it.
 *
 * @param text the canonical form
 * @param seal the MAC over it by the tenant's keys
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
public record SealedLicence(byte[] text, byte[] seal) {
    /** Makes and verifies seals; the tenant's keys do. */
    public interface Sealer {
        /** The MAC of {@code value} for one purpose. */
        byte[] seal(String purpose, byte[] value);

        /** Tells whether {@code seal} is a MAC of {@code value} for this purpose. */
        boolean verifies(String purpose, byte[] value, byte[] seal);
    }

    private static final String PURPOSE = "signet licence v1";

    public SealedLicence {
        text = text.clone();
        seal = seal.clone();
    }

    public static SealedLicence seal(Licence licence, Sealer sealer) {
        byte[] text = LicenceText.write(licence);
        return new SealedLicence(text, sealer.seal(PURPOSE, text));
    }

    /**
     * The licence, after the seal was found good.
     *
     * @param message the message that it must be for
     */
    public Licence open(MessageId message, Sealer sealer) throws RightsException {
        if (!sealer.verifies(PURPOSE, text, seal)) {
            throw refused(message, "its seal does not verify", null);
        }
        Licence licence;
        try {
            licence = LicenceText.parse(text);
        } catch (IllegalArgumentException e) {
            throw refused(message, "it is not a licence", e);
        }
        if (!licence.message().equals(message)) {
            throw refused(message, "it belongs to another message", null);
        }
        return licence;
    }

    /** SHA-256 of the canonical form. */
    public byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public byte[] text() {
        return text.clone();
    }

    @Override
    public byte[] seal() {
        return seal.clone();
    }

    private static RightsException refused(
            MessageId message, String why, @Nullable Throwable cause) {
        return new RightsException(
                RightsException.Reason.TAMPERED,
                "the licence of protected message " + message + " is refused: " + why,
                cause);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedLicence licence
                && Arrays.equals(text, licence.text)
                && Arrays.equals(seal, licence.seal);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(text);
    }

    @Override
    public String toString() {
        return "SealedLicence[" + text.length + " bytes]";
    }
}
