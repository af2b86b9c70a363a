package org.signet.smime.trust;

import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;

/** The identifiers of keys in certificates (RFC 5280 §4.2.1.1 and §4.2.1.2). */
public final class KeyIdentifiers {
    private KeyIdentifiers() {}

    /** The identifier of the key in a certificate, if it says one. */
    public static Optional<byte[]> subject(X509Certificate certificate) {
        return value(certificate, Extension.subjectKeyIdentifier.getId())
                .map(octets -> SubjectKeyIdentifier.getInstance(octets).getKeyIdentifier());
    }

    /** Whether an authority has the key that a certificate says it was signed with. */
    static boolean fit(X509Certificate authority, X509Certificate certificate) {
        try {
            Optional<byte[]> wanted =
                    value(certificate, Extension.authorityKeyIdentifier.getId())
                            .flatMap(
                                    octets ->
                                            Optional.ofNullable(
                                                    AuthorityKeyIdentifier.getInstance(octets)
                                                            .getKeyIdentifierOctets()));
            Optional<byte[]> found = subject(authority);
            return wanted.isPresent()
                    && found.isPresent()
                    && Arrays.equals(wanted.get(), found.get());
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private static Optional<byte[]> value(X509Certificate certificate, String extension) {
        return Optional.ofNullable(certificate.getExtensionValue(extension))
                .map(octets -> ASN1OctetString.getInstance(octets).getOctets());
    }
}
