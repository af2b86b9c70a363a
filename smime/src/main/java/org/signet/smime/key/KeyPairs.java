package org.signet.smime.key;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jcajce.interfaces.MLKEMPrivateKey;
import org.bouncycastle.jcajce.interfaces.XDHPrivateKey;
import org.signet.smime.provider.Providers;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Finds out which certificate belongs to a private key. */
public final class KeyPairs {
    private static final byte[] PROBE = {1, 2, 3};

    private KeyPairs() {}

    public static Optional<X509Certificate> certificateOf(
            PrivateKey key, List<X509Certificate> certificates) {
        return certificates.stream()
                .filter(each -> belongs(key, each, Optional.empty()))
                .findFirst();
    }

    /**
     * Whether a key belongs to a certificate.
     *
     * @param token the provider of the key, if that does not give the key away
     */
    static boolean belongs(PrivateKey key, X509Certificate certificate, Optional<Provider> token) {
        try {
            return switch (key) {
                case XDHPrivateKey agreement -> isOf(agreement.getPublicKey(), certificate);
                case MLKEMPrivateKey capsule -> isOf(capsule.getPublicKey(), certificate);
                default -> signsFor(key, certificate, token);
            };
        } catch (IOException
                | GeneralSecurityException
                | IllegalArgumentException
                | ProviderException otherKind) {
            return false;
        }
    }

    private static boolean isOf(PublicKey key, X509Certificate certificate) {
        return SubjectPublicKeyInfo.getInstance(key.getEncoded())
                .equals(SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded()));
    }

    /** Signs with the one and verifies with the other, which also shows that the key works. */
    private static boolean signsFor(
            PrivateKey key, X509Certificate certificate, Optional<Provider> token)
            throws IOException, GeneralSecurityException {
        PublicKey publicKey = Providers.publicKey(certificate.getPublicKey());
        if (publicKey == null) {
            return false;
        }
        String algorithm = algorithm(publicKey.getAlgorithm());
        Signature signer = Signature.getInstance(algorithm, token.orElse(provider(algorithm)));
        signer.initSign(key);
        signer.update(PROBE);
        byte[] signed = signer.sign();
        Signature verifier = Signature.getInstance(algorithm, Providers.bouncyCastle());
        verifier.initVerify(publicKey);
        verifier.update(PROBE);
        return verifier.verify(signed);
    }

    private static String algorithm(String ofKey) {
        return switch (ofKey) {
            case "RSA" -> "SHA256withRSA";
            case "EC", "ECDSA" -> "SHA256withECDSA";
            default -> ofKey;
        };
    }

    private static Provider provider(String algorithm) {
        return algorithm.endsWith("RSA") ? Providers.rsa() : Providers.bouncyCastle();
    }
}
