package org.signet.smime.decrypt;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
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
                    CMSAlgorithm.ECCDH_SHA512KDF);
    private static final Set<ASN1ObjectIdentifier> WRAPS =
            Set.of(CMSAlgorithm.AES128_WRAP, CMSAlgorithm.AES192_WRAP, CMSAlgorithm.AES256_WRAP);

    private KeyAgreement() {}

    /** The parameters of the scheme name the wrap (RFC 5753 §7.1.4). */
    static boolean isKnown(AlgorithmIdentifier algorithm) {
        return SCHEMES.contains(algorithm.getAlgorithm())
                && WRAPS.contains(
                        AlgorithmIdentifier.getInstance(algorithm.getParameters()).getAlgorithm());
    }
}
