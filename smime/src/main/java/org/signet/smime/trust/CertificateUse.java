package org.signet.smime.trust;

import org.bouncycastle.asn1.x509.KeyPurposeId;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a certificate allows, apart from its place in a chain. */
final class CertificateUse {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    private CertificateUse() {}

    /** Why the key of a certificate may not sign mail, if so (RFC 8550 §4.4.2 and §4.4.4). */
    static Optional<Trust> forSigning(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
            return refuse(
                    Trust.Reason.KEY_USAGE,
                    "its key usage allows neither digitalSignature nor nonRepudiation");
        }
        return forMail(certificate);
    }

    /** An extended key usage that is there must name mail, of authorities as well. */
    static Optional<Trust> forMail(X509Certificate certificate) {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            boolean allowed =
                    purposes == null
                            || purposes.contains(KeyPurposeId.id_kp_emailProtection.getId())
                            || purposes.contains(KeyPurposeId.anyExtendedKeyUsage.getId());
            return allowed
                    ? Optional.empty()
                    : refuse(
                            Trust.Reason.EXTENDED_KEY_USAGE,
                            "the extended key usage of "
                                    + name(certificate)
                                    + " does not allow e-mail protection");
        } catch (CertificateParsingException e) {
            return refuse(Trust.Reason.EXTENDED_KEY_USAGE, "it cannot be read");
        }
    }

    static Optional<Trust> atTime(X509Certificate certificate, Instant at) {
        if (at.isBefore(certificate.getNotBefore().toInstant())) {
            return refuse(
                    Trust.Reason.NOT_YET_VALID,
                    name(certificate) + " is valid from " + certificate.getNotBefore().toInstant());
        }
        return at.isAfter(certificate.getNotAfter().toInstant())
                ? refuse(
                        Trust.Reason.EXPIRED,
                        name(certificate)
                                + " was valid until "
                                + certificate.getNotAfter().toInstant())
                : Optional.empty();
    }

    /** The key, and for those that are not roots the signature on the certificate. */
    static Optional<Trust> strength(X509Certificate certificate, boolean root, boolean oldMail) {
        Optional<String> weakness = KeyStrength.weakness(certificate.getPublicKey(), oldMail);
        if (weakness.isPresent()) {
            return refuse(
                    Trust.Reason.WEAK_ALGORITHM, name(certificate) + " has " + weakness.get());
        }
        return root || SignatureStrength.isEnough(certificate, oldMail)
                ? Optional.empty()
                : refuse(
                        Trust.Reason.WEAK_ALGORITHM,
                        name(certificate) + " is signed with " + certificate.getSigAlgName());
    }

    static String name(X509Certificate certificate) {
        return "'" + certificate.getSubjectX500Principal().getName() + "'";
    }

    private static Optional<Trust> refuse(Trust.Reason reason, String detail) {
        return Optional.of(new Trust.Untrusted(reason, detail));
    }
}
