package org.signet.smime.verify;

import org.jspecify.annotations.Nullable;
import org.signet.smime.certificate.CertificateAddresses;
import org.signet.smime.certificate.Mailbox;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was found out about one who signed.
 *
 * @param certificate null if it is not there
 * @param digest null if it is not known
 * @param algorithm of the signature; null if it is not known
 * @param claimedTime when the signer says to have signed; not to be believed
 * @param path from the certificate to the root, if the signature is valid
 * @param revocationChecked whether it is known that nothing in the path is revoked
 * @param chained whether the path ends at a root; it does not where the operator trusts a
 *     certificate by itself
 * @param offer what he can be encrypted to with, if the signature is valid
 */
public record Signer(
        Verdict verdict,
        @Nullable X509Certificate certificate,
        @Nullable String digest,
        @Nullable String algorithm,
        @Nullable Instant claimedTime,
        List<X509Certificate> path,
        boolean revocationChecked,
        boolean chained,
        Optional<EncryptionOffer> offer) {
    public Signer {
        path = List.copyOf(path);
    }

    /** The mail addresses that the certificate speaks for; none if they cannot be read. */
    public List<String> addresses() {
        if (certificate == null) {
            return List.of();
        }
        try {
            return CertificateAddresses.of(certificate).stream().map(Mailbox::toString).toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
