package org.signet.smime.encrypt;

import org.signet.smime.headers.HeaderProtection;

/**
 * What an operator chooses about encryption; the rest follows from the certificates.
 *
 * @param headers what becomes of the header fields: {@link HeaderProtection#NONE} or {@link
 *     HeaderProtection#CIPHER}
 */
public record EncryptionOptions(
        ContentCipher cipher, RsaPadding padding, HeaderProtection headers) {
    /** The strongest, with readable header fields. */
    public static final EncryptionOptions DEFAULT = of(ContentCipher.AES_256_GCM);

    public EncryptionOptions {
        if (headers == HeaderProtection.CLEAR) {
            throw new IllegalArgumentException("An encrypted copy of fields is not clear");
        }
    }

    /** A cipher, with what goes with it. */
    public static EncryptionOptions of(ContentCipher cipher) {
        return new EncryptionOptions(cipher, cipher.usualPadding(), HeaderProtection.NONE);
    }

    public EncryptionOptions with(RsaPadding other) {
        return new EncryptionOptions(cipher, other, headers);
    }

    public EncryptionOptions with(HeaderProtection other) {
        return new EncryptionOptions(cipher, padding, other);
    }
}
