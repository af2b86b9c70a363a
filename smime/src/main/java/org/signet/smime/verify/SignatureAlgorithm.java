package org.signet.smime.verify;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;
import org.signet.smime.provider.Providers;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The algorithm of a signature, as a SignerInfo names it.
 *
 * @param name what the provider calls it
 * @param digest the digest that it is bound to
 * @param parameters those of RSASSA-PSS
 */
record SignatureAlgorithm(
        String name,
        Family family,
        DigestAlgorithm digest,
        @Nullable AlgorithmParameterSpec parameters) {
    /** The kinds of keys that make signatures. */
    enum Family {
        RSA,
        RSA_PSS,
        DSA,
        ECDSA,
        ED25519,
        ED448,
        ML_DSA;

        /** Whether content without signed attributes has to be in memory as a whole. */
        boolean signsWhole() {
            return this == ED25519 || this == ED448 || this == ML_DSA;
        }
    }

    /** What a signature algorithm identifier means. */
    private record Meaning(Family family, String name, @Nullable DigestAlgorithm digest) {}

    private static final int LONGEST_SALT = 512;
    private static final Map<ASN1ObjectIdentifier, Meaning> KNOWN =
            Map.ofEntries(
                    rsa(PKCSObjectIdentifiers.md5WithRSAEncryption, DigestAlgorithm.MD5),
                    rsa(PKCSObjectIdentifiers.sha1WithRSAEncryption, DigestAlgorithm.SHA_1),
                    rsa(PKCSObjectIdentifiers.sha224WithRSAEncryption, DigestAlgorithm.SHA_224),
                    rsa(PKCSObjectIdentifiers.sha256WithRSAEncryption, DigestAlgorithm.SHA_256),
                    rsa(PKCSObjectIdentifiers.sha384WithRSAEncryption, DigestAlgorithm.SHA_384),
                    rsa(PKCSObjectIdentifiers.sha512WithRSAEncryption, DigestAlgorithm.SHA_512),
                    rsa(
                            NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_256,
                            DigestAlgorithm.SHA3_256),
                    rsa(
                            NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_384,
                            DigestAlgorithm.SHA3_384),
                    rsa(
                            NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_512,
                            DigestAlgorithm.SHA3_512),
                    // RFC 3370 §3.2: the digest is named beside it.
                    Map.entry(
                            PKCSObjectIdentifiers.rsaEncryption,
                            new Meaning(Family.RSA, "withRSA", null)),
                    Map.entry(X9ObjectIdentifiers.id_dsa, new Meaning(Family.DSA, "withDSA", null)),
                    Map.entry(
                            X9ObjectIdentifiers.id_dsa_with_sha1,
                            new Meaning(Family.DSA, "withDSA", DigestAlgorithm.SHA_1)),
                    Map.entry(
                            NISTObjectIdentifiers.dsa_with_sha256,
                            new Meaning(Family.DSA, "withDSA", DigestAlgorithm.SHA_256)),
                    ecdsa(X9ObjectIdentifiers.ecdsa_with_SHA1, DigestAlgorithm.SHA_1),
                    ecdsa(X9ObjectIdentifiers.ecdsa_with_SHA224, DigestAlgorithm.SHA_224),
                    ecdsa(X9ObjectIdentifiers.ecdsa_with_SHA256, DigestAlgorithm.SHA_256),
                    ecdsa(X9ObjectIdentifiers.ecdsa_with_SHA384, DigestAlgorithm.SHA_384),
                    ecdsa(X9ObjectIdentifiers.ecdsa_with_SHA512, DigestAlgorithm.SHA_512),
                    ecdsa(NISTObjectIdentifiers.id_ecdsa_with_sha3_256, DigestAlgorithm.SHA3_256),
                    ecdsa(NISTObjectIdentifiers.id_ecdsa_with_sha3_384, DigestAlgorithm.SHA3_384),
                    ecdsa(NISTObjectIdentifiers.id_ecdsa_with_sha3_512, DigestAlgorithm.SHA3_512),
                    Map.entry(
                            EdECObjectIdentifiers.id_Ed25519,
                            new Meaning(Family.ED25519, "Ed25519", null)),
                    Map.entry(
                            EdECObjectIdentifiers.id_Ed448,
                            new Meaning(Family.ED448, "Ed448", null)),
                    Map.entry(
                            NISTObjectIdentifiers.id_ml_dsa_44,
                            new Meaning(Family.ML_DSA, "ML-DSA-44", null)),
                    Map.entry(
                            NISTObjectIdentifiers.id_ml_dsa_65,
                            new Meaning(Family.ML_DSA, "ML-DSA-65", null)),
                    Map.entry(
                            NISTObjectIdentifiers.id_ml_dsa_87,
                            new Meaning(Family.ML_DSA, "ML-DSA-87", null)));

    private static Map.Entry<ASN1ObjectIdentifier, Meaning> rsa(
            ASN1ObjectIdentifier identifier, DigestAlgorithm digest) {
        return Map.entry(identifier, new Meaning(Family.RSA, "withRSA", digest));
    }

    private static Map.Entry<ASN1ObjectIdentifier, Meaning> ecdsa(
            ASN1ObjectIdentifier identifier, DigestAlgorithm digest) {
        return Map.entry(identifier, new Meaning(Family.ECDSA, "withECDSA", digest));
    }

    /**
     * Reads what a SignerInfo says.
     *
     * @throws Refusal if it is not known, or the two do not go together
     */
    static SignatureAlgorithm of(AlgorithmIdentifier signature, AlgorithmIdentifier digested)
            throws Refusal {
        DigestAlgorithm digest =
                DigestAlgorithm.of(digested)
                        .orElseThrow(() -> unsupported("digest " + digested.getAlgorithm()));
        if (signature.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            return pss(signature, digest);
        }
        Meaning meaning =
                Optional.ofNullable(KNOWN.get(signature.getAlgorithm()))
                        .orElseThrow(() -> unsupported("signature " + signature.getAlgorithm()));
        if (meaning.digest() != null && meaning.digest() != digest) {
            throw mismatch("the signature is of " + meaning.digest() + ", the digest is " + digest);
        }
        checkEdwards(meaning.family(), digest);
        String name =
                meaning.family().signsWhole()
                        ? meaning.name()
                        : digest.title().replace("SHA-", "SHA") + meaning.name();
        return new SignatureAlgorithm(name, meaning.family(), digest, null);
    }

    /** RFC 8419 §2.3: SHA-512 with Ed25519, SHAKE256 of 512 bits with Ed448. */
    private static void checkEdwards(Family family, DigestAlgorithm digest) throws Refusal {
        boolean shake =
                digest == DigestAlgorithm.SHAKE256 || digest == DigestAlgorithm.SHAKE256_LEN;
        if (family == Family.ED25519 && digest != DigestAlgorithm.SHA_512) {
            throw mismatch("Ed25519 goes with SHA-512, not with " + digest);
        }
        if (family == Family.ED448 && !shake) {
            throw mismatch("Ed448 goes with SHAKE256, not with " + digest);
        }
    }

    /** RFC 4056 §2.2 and §3: one digest throughout, MGF1, and the trailer field 1. */
    private static SignatureAlgorithm pss(AlgorithmIdentifier signature, DigestAlgorithm digest)
            throws Refusal {
        RSASSAPSSparams parameters = RSASSAPSSparams.getInstance(signature.getParameters());
        if (parameters == null) {
            throw mismatch("RSASSA-PSS without parameters");
        }
        Optional<DigestAlgorithm> hash = DigestAlgorithm.of(parameters.getHashAlgorithm());
        AlgorithmIdentifier mask = parameters.getMaskGenAlgorithm();
        Optional<DigestAlgorithm> maskHash =
                mask.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)
                        ? DigestAlgorithm.of(AlgorithmIdentifier.getInstance(mask.getParameters()))
                        : Optional.empty();
        if (!hash.equals(Optional.of(digest)) || !maskHash.equals(Optional.of(digest))) {
            throw mismatch("RSASSA-PSS with other digests than " + digest);
        }
        BigInteger salt = parameters.getSaltLength();
        if (!parameters.getTrailerField().equals(BigInteger.ONE)
                || salt.signum() < 0
                || salt.compareTo(BigInteger.valueOf(LONGEST_SALT)) > 0) {
            throw mismatch("RSASSA-PSS with a trailer field or a salt length that is not allowed");
        }
        return new SignatureAlgorithm(
                "RSASSA-PSS",
                Family.RSA_PSS,
                digest,
                new PSSParameterSpec(
                        digest.title(),
                        "MGF1",
                        new MGF1ParameterSpec(digest.title()),
                        salt.intValueExact(),
                        1));
    }

    /** What people call it. */
    String title() {
        return family == Family.RSA_PSS ? "RSASSA-PSS with " + digest.title() : name;
    }

    /** Makes what verifies; not yet with a key. */
    Signature verifier() throws GeneralSecurityException {
        Signature signature = Signature.getInstance(name, Providers.bouncyCastle());
        if (parameters != null) {
            signature.setParameter(parameters);
        }
        return signature;
    }

    /** Whether keys of this kind make signatures of this kind. */
    boolean fits(ASN1ObjectIdentifier key) {
        return switch (family) {
            case RSA -> key.equals(PKCSObjectIdentifiers.rsaEncryption);
            case RSA_PSS ->
                    Set.of(PKCSObjectIdentifiers.rsaEncryption, PKCSObjectIdentifiers.id_RSASSA_PSS)
                            .contains(key);
            case DSA -> key.equals(X9ObjectIdentifiers.id_dsa);
            case ECDSA -> key.equals(X9ObjectIdentifiers.id_ecPublicKey);
            case ED25519 -> key.equals(EdECObjectIdentifiers.id_Ed25519);
            case ED448 -> key.equals(EdECObjectIdentifiers.id_Ed448);
            case ML_DSA ->
                    Optional.ofNullable(KNOWN.get(key))
                            .map(Meaning::name)
                            .equals(Optional.of(name));
        };
    }

    private static Refusal unsupported(String what) {
        return new Refusal(Verdict.Reason.UNSUPPORTED, what + " is not known");
    }

    private static Refusal mismatch(String what) {
        return new Refusal(Verdict.Reason.ALGORITHM_MISMATCH, what);
    }
}
