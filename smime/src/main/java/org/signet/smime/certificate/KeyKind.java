package org.signet.smime.certificate;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The kinds of keys that are signed with and encrypted to. */
public enum KeyKind {
    RSA,
    EC_P256,
    EC_P384;

    /** RFC 8551 §4.2 asks for 2048 bits; beyond 8192 one message could keep a processor busy. */
    private static final int LEAST_RSA_BITS = 2048;

    private static final int MOST_RSA_BITS = 8192;

    /** The kind of the key in a certificate; nothing if it is none of these. */
    public static Optional<KeyKind> of(X509Certificate certificate) {
        SubjectPublicKeyInfo info =
                SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded());
        ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            int bits = rsaBits(info);
            return bits >= LEAST_RSA_BITS && bits <= MOST_RSA_BITS
                    ? Optional.of(RSA)
                    : Optional.empty();
        }
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            Object curve = info.getAlgorithm().getParameters();
            if (SECObjectIdentifiers.secp256r1.equals(curve)) {
                return Optional.of(EC_P256);
            }
            return SECObjectIdentifiers.secp384r1.equals(curve)
                    ? Optional.of(EC_P384)
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private static int rsaBits(SubjectPublicKeyInfo info) {
        try {
            return RSAPublicKey.getInstance(info.parsePublicKey()).getModulus().bitLength();
        } catch (IOException e) {
            return 0;
        }
    }
}
