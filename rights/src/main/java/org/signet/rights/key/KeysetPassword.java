package org.signet.rights.key;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.util.SecretBytes;

import java.security.GeneralSecurityException;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Makes the key that protects the keysets in their file out of a password. */
final class KeysetPassword {
    /** The rounds of PBKDF2 in a new file. */
    static final int ROUNDS = 600_000;

    /** A file that asks for more is refused, so that it cannot stall the start. */
    static final int MOST_ROUNDS = 20_000_000;

    private KeysetPassword() {}

    @AccessesPartialKey
    static Aead aead(String password, byte[] salt, int rounds) throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, rounds, 256);
        byte[] key =
                SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(spec)
                        .getEncoded();
        spec.clearPassword();
        return AesGcmJce.create(
                AesGcmKey.builder()
                        .setParameters(
                                AesGcmParameters.builder()
                                        .setKeySizeBytes(32)
                                        .setIvSizeBytes(12)
                                        .setTagSizeBytes(16)
                                        .build())
                        .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                        .build());
    }
}
