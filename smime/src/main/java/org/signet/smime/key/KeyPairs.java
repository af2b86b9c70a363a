package org.signet.smime.key;

import org.signet.smime.provider.Providers;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Optional;

/** Finds out which certificate belongs to a private key. */
public final class KeyPairs {
    private static final byte[] PROBE = {1, 2, 3};

    private KeyPairs() {}

    public static Optional<X509Certificate> certificateOf(
            PrivateKey key, List<X509Certificate> certificates) {
        return certificates.stream().filter(each -> belongs(key, each)).findFirst();
    }

    /** Signs with the one and verifies with the other, which also shows that the key works. */
    private static boolean belongs(PrivateKey key, X509Certificate certificate) {
        boolean elliptic = !"RSA".equals(key.getAlgorithm());
        try {
            PublicKey publicKey =
                    KeyFactory.getInstance(
                                    elliptic ? "EC" : "RSA",
                                    elliptic ? Providers.bouncyCastle() : Providers.rsa())
                            .generatePublic(
                                    new X509EncodedKeySpec(
                                            certificate.getPublicKey().getEncoded()));
            Signature signature =
                    elliptic
                            ? Signature.getInstance("SHA256withECDSA", Providers.bouncyCastle())
                            : Signature.getInstance("SHA256withRSA", Providers.rsa());
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException | IllegalArgumentException otherKind) {
            return false;
        }
    }
}
