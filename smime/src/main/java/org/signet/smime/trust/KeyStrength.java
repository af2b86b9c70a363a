package org.signet.smime.trust;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.teletrust.TeleTrusTObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

import java.io.IOException;
import java.security.PublicKey;
import java.security.interfaces.DSAPublicKey;
import java.util.Optional;
import java.util.Set;

/** Whether a public key can be relied on. */
public final class KeyStrength {
    /** RFC 8551 §4.3 asks for 2048 bits; older mail was signed with 1024. */
    private static final int LEAST_RSA_BITS = 2048;

    private static final int LEAST_RSA_BITS_OF_OLD_MAIL = 1024;

    /** Beyond these, verifying one signature could keep a processor busy. */
    private static final int MOST_RSA_BITS = 8192;

    private static final int MOST_EXPONENT_BITS = 64;

    /** RFC 5754 §3.1 has 1024 to 3072. */
    private static final int LEAST_DSA_BITS = 1024;

    private static final int MOST_DSA_BITS = 3072;
    private static final Set<ASN1ObjectIdentifier> CURVES =
            Set.of(
                    SECObjectIdentifiers.secp256r1,
                    SECObjectIdentifiers.secp384r1,
                    SECObjectIdentifiers.secp521r1,
                    TeleTrusTObjectIdentifiers.brainpoolP256r1,
                    TeleTrusTObjectIdentifiers.brainpoolP384r1,
                    TeleTrusTObjectIdentifiers.brainpoolP512r1);

    private KeyStrength() {}

    /** What is wrong with a key, if anything. */
    public static Optional<String> weakness(PublicKey key, boolean oldMail) {
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(key.getEncoded());
        ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
                || algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            return ofRsa(info, oldMail ? LEAST_RSA_BITS_OF_OLD_MAIL : LEAST_RSA_BITS);
        }
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            boolean known =
                    info.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve
                            && CURVES.contains(curve);
            return known ? Optional.empty() : Optional.of("an elliptic curve that is not allowed");
        }
        return algorithm.equals(X9ObjectIdentifiers.id_dsa)
                ? ofDsa(key, oldMail)
                : Optional.empty();
    }

    /** One whose parameters are in the certificate above it is as strong as that one. */
    private static Optional<String> ofDsa(PublicKey key, boolean oldMail) {
        if (!oldMail) {
            return Optional.of("DSA");
        }
        if (!(key instanceof DSAPublicKey dsa) || dsa.getParams() == null) {
            return Optional.empty();
        }
        int bits = dsa.getParams().getP().bitLength();
        return bits < LEAST_DSA_BITS || bits > MOST_DSA_BITS
                ? Optional.of("DSA of " + bits + " bits, allowed are 1024 to 3072")
                : Optional.empty();
    }

    private static Optional<String> ofRsa(SubjectPublicKeyInfo info, int least) {
        try {
            RSAPublicKey key = RSAPublicKey.getInstance(info.parsePublicKey());
            int bits = key.getModulus().bitLength();
            if (bits < least || bits > MOST_RSA_BITS) {
                return Optional.of(
                        "RSA of " + bits + " bits, allowed are " + least + " to " + MOST_RSA_BITS);
            }
            return key.getPublicExponent().bitLength() > MOST_EXPONENT_BITS
                    ? Optional.of("RSA with an exponent of more than 64 bits")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("an RSA key that cannot be read");
        }
    }
}
