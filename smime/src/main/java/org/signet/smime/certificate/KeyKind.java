package org.signet.smime.certificate;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of keys that are signed with and encrypted to. */
public enum KeyKind {
    RSA(Family.RSA, PKCSObjectIdentifiers.rsaEncryption),
    EC_P256(Family.EC, SECObjectIdentifiers.secp256r1),
    EC_P384(Family.EC, SECObjectIdentifiers.secp384r1),
    EC_P521(Family.EC, SECObjectIdentifiers.secp521r1),
    ED25519(Family.EDDSA, EdECObjectIdentifiers.id_Ed25519),
    ED448(Family.EDDSA, EdECObjectIdentifiers.id_Ed448),
    X25519(Family.XDH, EdECObjectIdentifiers.id_X25519),
    X448(Family.XDH, EdECObjectIdentifiers.id_X448),
    ML_DSA_44(Family.ML_DSA, NISTObjectIdentifiers.id_ml_dsa_44),
    ML_DSA_65(Family.ML_DSA, NISTObjectIdentifiers.id_ml_dsa_65),
    ML_DSA_87(Family.ML_DSA, NISTObjectIdentifiers.id_ml_dsa_87),
    ML_KEM_512(Family.ML_KEM, NISTObjectIdentifiers.id_alg_ml_kem_512),
    ML_KEM_768(Family.ML_KEM, NISTObjectIdentifiers.id_alg_ml_kem_768),
    ML_KEM_1024(Family.ML_KEM, NISTObjectIdentifiers.id_alg_ml_kem_1024);

    /** All kinds, in words, for messages that say what is allowed. */
    public static final String ALL =
            "RSA of 2048 to 8192 bits, P-256, P-384, P-521, Ed25519, Ed448, X25519, X448,"
                    + " ML-DSA or ML-KEM";

    /** Kinds that are used in the same way. */
    public enum Family {
        /** Signs, and transports keys. */
        RSA,
        /** Signs (ECDSA), and agrees on keys (ECDH). */
        EC,
        /** Signs only (RFC 8410). */
        EDDSA,
        /** Agrees on keys only (RFC 8410). */
        XDH,
        /** Signs only (RFC 9881). */
        ML_DSA,
        /** Encapsulates keys only (RFC 9935). */
        ML_KEM;

        public boolean signs() {
            return this != XDH && this != ML_KEM;
        }

        public boolean encrypts() {
            return this != EDDSA && this != ML_DSA;
        }
    }

    /** RFC 8551 §4.2 asks for 2048 bits; beyond 8192 one message could keep a processor busy. */
    private static final int LEAST_RSA_BITS = 2048;

    /** What mail of former times was encrypted to. */
    private static final int LEAST_RSA_BITS_OF_OLD_MAIL = 1024;

    private static final int MOST_RSA_BITS = 8192;

    private final Family family;
    private final String identifier;

    /**
     * A kind.
     *
     * @param identifier of the algorithm of the key; for {@link Family#EC} of the curve
     */
    KeyKind(Family family, ASN1ObjectIdentifier identifier) {
        this.family = family;
        this.identifier = identifier.getId();
    }

    public Family family() {
        return family;
    }

    /** The kind of the key in a certificate; nothing if it is none of these. */
    public static Optional<KeyKind> of(X509Certificate certificate) {
        return of(certificate, LEAST_RSA_BITS);
    }

    /** The same, with RSA from 1024 bits on: for reading old mail, and for nothing else. */
    public static Optional<KeyKind> ofOldMail(X509Certificate certificate) {
        return of(certificate, LEAST_RSA_BITS_OF_OLD_MAIL);
    }

    private static Optional<KeyKind> of(X509Certificate certificate, int leastRsaBits) {
        SubjectPublicKeyInfo info =
                SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded());
        ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
        boolean curve = algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey);
        ASN1Encodable identifier = curve ? info.getAlgorithm().getParameters() : algorithm;
        return Arrays.stream(values())
                .filter(kind -> curve == (kind.family == Family.EC))
                .filter(kind -> new ASN1ObjectIdentifier(kind.identifier).equals(identifier))
                .filter(kind -> kind != RSA || isAllowed(info, leastRsaBits))
                .findFirst();
    }

    private static boolean isAllowed(SubjectPublicKeyInfo rsa, int least) {
        try {
            int bits = RSAPublicKey.getInstance(rsa.parsePublicKey()).getModulus().bitLength();
            return bits >= least && bits <= MOST_RSA_BITS;
        } catch (IOException notRsa) {
            return false;
        }
    }
}
