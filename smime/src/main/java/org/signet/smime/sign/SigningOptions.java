package org.signet.smime.sign;

import org.signet.smime.headers.HeaderProtection;
import org.signet.smime.mime.EntityHeader;
import org.signet.smime.mime.Header;
import org.signet.smime.mime.HeaderField;

import java.util.List;

/**
 * What an operator chooses about signatures; the rest follows from the key.
 *
 * @param pss whether RSA signs with PSS instead of PKCS#1 v1.5
 * @param headers whether the signature covers the header fields too; {@link
 *     HeaderProtection#CIPHER} where another step encrypts the message
 */
public record SigningOptions(SignatureForm form, boolean pss, HeaderProtection headers) {
    /** What every receiver can verify. */
    public static final SigningOptions DEFAULT =
            new SigningOptions(SignatureForm.DETACHED, false, HeaderProtection.NONE);

    /**
     * The fields outside stay readable, whatever the entity says: only who encrypts hides them, so
     * that none is lost if nobody does.
     */
    EntityHeader division() {
        return new InsideOnly(headers);
    }

    /** Inside as the protection says, outside unchanged. */
    private record InsideOnly(HeaderProtection protection) implements EntityHeader {
        @Override
        public List<HeaderField> inner(Header message) {
            return protection.inner(message);
        }

        @Override
        public List<HeaderField> outer(Header message) {
            return EntityHeader.CONTENT.outer(message);
        }
    }
}
