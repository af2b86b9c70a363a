package org.signet.smime.decrypt;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;

import java.util.Set;

/** Which ways to agree on a key, and to wrap the content key with it, are known. */
final class KeyAgreement {
    private static final Set<ASN1ObjectIdentifier> SCHEMES =
            Set.of(
                    CMSAlgorithm.ECDH_SHA1KDF,
                    CMSAlgorithm.ECDH_SHA224KDF,
                    CMSAlgorithm.ECDH_SHA256KDF,
                    CMSAlgorithm.ECDH_SHA384KDF,
                    CMSAlgorithm.ECDH_SHA512KDF,
                    CMSAlgorithm.ECCDH_SHA1KDF,
                    CMSAlgorithm.ECCDH_SHA224KDF,
                    CMSAlgorithm.ECCDH_SHA256KDF,
                    CMSAlgorithm.ECCDH_SHA384KDF,
                    CMSAlgorithm.ECCDH_SHA512KDF,
                    // RFC 8418 §2.2, for X25519 and X448
                    CMSAlgorithm.ECDH_HKDF_SHA256,
                    CMSAlgorithm.ECDH_HKDF_SHA384,
                    CMSAlgorithm.ECDH_HKDF_SHA512);
    private static final Set<ASN1ObjectIdentifier> WRAPS =
            Set.of(CMSAlgorithm.AES128_WRAP, CMSAlgorithm.AES192_WRAP, CMSAlgorithm.AES256_WRAP);

    private static final Set<ASN1ObjectIdentifier> ENCAPSULATIONS =
            Set.of(
                    NISTObjectIdentifiers.id_alg_ml_kem_512,
                    NISTObjectIdentifiers.id_alg_ml_kem_768,
                    NISTObjectIdentifiers.id_alg_ml_kem_1024);

    private KeyAgreement() {}

    /** The parameters of the scheme name the wrap (RFC 5753 §7.1.4). */
    static boolean isKnown(AlgorithmIdentifier algorithm) {
        return SCHEMES.contains(algorithm.getAlgorithm())
                && WRAPS.contains(
                        AlgorithmIdentifier.getInstance(algorithm.getParameters()).getAlgorithm());
    }

    /** Whether it encapsulates keys (RFC 9936 §2). */
    static boolean isEncapsulation(ASN1ObjectIdentifier algorithm) {
        return ENCAPSULATIONS.contains(algorithm);
    }
}
