package org.signet.smime.sign;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.signet.smime.certificate.KeyKind;
import org.signet.smime.provider.Providers;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;

/**
 * How a key of some kind signs: the digest over the content, and the signature over the signed
 * attributes.
 */
enum SignatureScheme {
    /** RFC 8551 §2.2, RFC 3370 §3.2. */
    RSA_PKCS1(Digest.SHA_256, "SHA256withRSA", PKCSObjectIdentifiers.sha256WithRSAEncryption),
    /** RFC 4056 §3, with the lengths that RFC 8551 §2.2 expects. */
    RSA_PSS(Digest.SHA_256, "RSASSA-PSS", PKCSObjectIdentifiers.id_RSASSA_PSS),
    /** RFC 5754 §3.3: the digest as strong as the curve. */
    ECDSA_P256(Digest.SHA_256, "SHA256withECDSA", X9ObjectIdentifiers.ecdsa_with_SHA256),
    ECDSA_P384(Digest.SHA_384, "SHA384withECDSA", X9ObjectIdentifiers.ecdsa_with_SHA384),
    ECDSA_P521(Digest.SHA_512, "SHA512withECDSA", X9ObjectIdentifiers.ecdsa_with_SHA512),
    /** RFC 8419 §3.1. */
    ED25519(Digest.SHA_512, "Ed25519", EdECObjectIdentifiers.id_Ed25519),
    /** RFC 8419 §3.1. */
    ED448(Digest.SHAKE_256, "Ed448", EdECObjectIdentifiers.id_Ed448),
    /** RFC 9882 §3.3: SHA-512 suits each of the three. */
    ML_DSA_44(Digest.SHA_512, "ML-DSA-44", NISTObjectIdentifiers.id_ml_dsa_44),
    ML_DSA_65(Digest.SHA_512, "ML-DSA-65", NISTObjectIdentifiers.id_ml_dsa_65),
    ML_DSA_87(Digest.SHA_512, "ML-DSA-87", NISTObjectIdentifiers.id_ml_dsa_87);

    /** A digest, as CMS, MIME and Java name it. */
    enum Digest {
        SHA_256("sha-256", "SHA-256", NISTObjectIdentifiers.id_sha256),
        SHA_384("sha-384", "SHA-384", NISTObjectIdentifiers.id_sha384),
        SHA_512("sha-512", "SHA-512", NISTObjectIdentifiers.id_sha512),
        /** With an output of 512 bits. No registered micalg has it; receivers take any. */
        SHAKE_256("shake256", "SHAKE256-512", NISTObjectIdentifiers.id_shake256_len);

        private static final int SHAKE_BITS = 512;

        private final String micalg;
        private final String name;
        private final String identifier;

        Digest(String micalg, String name, ASN1ObjectIdentifier identifier) {
            this.micalg = micalg;
            this.name = name;
            this.identifier = identifier.getId();
        }

        /** As RFC 8551 §3.5.3.2 calls it in the header. */
        String micalg() {
            return micalg;
        }

        AlgorithmIdentifier identifier() {
            ASN1ObjectIdentifier oid = new ASN1ObjectIdentifier(identifier);
            return this == SHAKE_256
                    ? new AlgorithmIdentifier(oid, new ASN1Integer(SHAKE_BITS))
                    : new AlgorithmIdentifier(oid);
        }

        MessageDigest start() throws GeneralSecurityException {
            return MessageDigest.getInstance(
                    name, this == SHAKE_256 ? Providers.bouncyCastle() : Providers.digests());
        }
    }

    private static final int PSS_SALT_BYTES = 32;

    private final Digest digest;
    private final String name;
    private final String identifier;

    SignatureScheme(Digest digest, String name, ASN1ObjectIdentifier identifier) {
        this.digest = digest;
        this.name = name;
        this.identifier = identifier.getId();
    }

    /**
     * The scheme for a kind of key.
     *
     * @param pss whether RSA signs with PSS; no other kind has a choice
     */
    static SignatureScheme of(KeyKind kind, boolean pss) {
        return switch (kind) {
            case RSA -> pss ? RSA_PSS : RSA_PKCS1;
            case EC_P256 -> ECDSA_P256;
            case EC_P384 -> ECDSA_P384;
            case EC_P521 -> ECDSA_P521;
            case ED25519 -> ED25519;
            case ED448 -> ED448;
            case ML_DSA_44 -> ML_DSA_44;
            case ML_DSA_65 -> ML_DSA_65;
            case ML_DSA_87 -> ML_DSA_87;
            case X25519, X448, ML_KEM_512, ML_KEM_768, ML_KEM_1024 ->
                    throw new IllegalArgumentException("A key of kind " + kind + " cannot sign");
        };
    }

    Digest digest() {
        return digest;
    }

    /** With the parameters that the scheme's RFC asks for; in most there must be none. */
    AlgorithmIdentifier identifier() {
        ASN1ObjectIdentifier oid = new ASN1ObjectIdentifier(identifier);
        return switch (this) {
            case RSA_PKCS1 -> new AlgorithmIdentifier(oid, DERNull.INSTANCE);
            case RSA_PSS -> new AlgorithmIdentifier(oid, pssParameters());
            default -> new AlgorithmIdentifier(oid);
        };
    }

    /** A signer of this scheme, of the token that holds the key or of the best software. */
    Signature signature(Optional<Provider> token) throws GeneralSecurityException {
        Provider software =
                this == RSA_PKCS1 || this == RSA_PSS ? Providers.rsa() : Providers.bouncyCastle();
        Signature signature = Signature.getInstance(name, token.orElse(software));
        if (this == RSA_PSS) {
            signature.setParameter(pssSpecification());
        }
        return signature;
    }

    private static AlgorithmParameterSpec pssSpecification() {
        return new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSS_SALT_BYTES, 1);
    }

    private static RSASSAPSSparams pssParameters() {
        AlgorithmIdentifier sha256 =
                new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
        return new RSASSAPSSparams(
                sha256,
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256),
                new ASN1Integer(PSS_SALT_BYTES),
                RSASSAPSSparams.DEFAULT_TRAILER_FIELD);
    }
}
