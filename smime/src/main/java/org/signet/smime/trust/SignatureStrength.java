package org.signet.smime.trust;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

import java.security.cert.X509Certificate;
import java.util.Set;

/** Whether the digest that a certificate is signed with can be relied on. */
public final class SignatureStrength {
    private static final Set<ASN1ObjectIdentifier> BROKEN =
            Set.of(
                    PKCSObjectIdentifiers.md2WithRSAEncryption,
                    PKCSObjectIdentifiers.md4WithRSAEncryption,
                    PKCSObjectIdentifiers.md5WithRSAEncryption,
                    OIWObjectIdentifiers.md5WithRSA);
    private static final Set<ASN1ObjectIdentifier> WEAK =
            Set.of(
                    PKCSObjectIdentifiers.sha1WithRSAEncryption,
                    OIWObjectIdentifiers.sha1WithRSA,
                    OIWObjectIdentifiers.dsaWithSHA1,
                    X9ObjectIdentifiers.id_dsa_with_sha1,
                    X9ObjectIdentifiers.ecdsa_with_SHA1);

    private SignatureStrength() {}

    /** Whether the digest of a signature may be relied on today. */
    public static boolean isEnough(AlgorithmIdentifier algorithm) {
        ASN1ObjectIdentifier name = algorithm.getAlgorithm();
        return !BROKEN.contains(name)
                && !WEAK.contains(name)
                && !(name.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)
                        && isPssWithSha1(RSASSAPSSparams.getInstance(algorithm.getParameters())));
    }

    /** Whether the digest that a certificate is signed with may be relied on. */
    public static boolean isEnough(X509Certificate certificate, boolean oldMail) {
        ASN1ObjectIdentifier algorithm = new ASN1ObjectIdentifier(certificate.getSigAlgOID());
        if (BROKEN.contains(algorithm)) {
            return false;
        }
        boolean weak =
                algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)
                        ? isPssWithSha1(certificate)
                        : WEAK.contains(algorithm);
        return oldMail || !weak;
    }

    /** SHA-1 is what parameters mean that do not name a digest (RFC 4055 §3.1). */
    private static boolean isPssWithSha1(X509Certificate certificate) {
        byte[] encoded = certificate.getSigAlgParams();
        if (encoded == null) {
            return true;
        }
        return isPssWithSha1(RSASSAPSSparams.getInstance(encoded));
    }

    private static boolean isPssWithSha1(@Nullable RSASSAPSSparams parameters) {
        return parameters == null
                || parameters.getHashAlgorithm().getAlgorithm().equals(OIWObjectIdentifiers.idSHA1);
    }
}
