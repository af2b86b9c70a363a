package org.signet.smime.store;

import org.signet.smime.certificate.CertificateAddresses;
import org.signet.smime.certificate.CertificateDomains;
import org.signet.smime.certificate.Fitness;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.certificate.Validity;
import org.signet.smime.trust.Fingerprint;
import org.signet.smime.trust.Marks;

import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an operator wants to know of a certificate, in words.
 *
 * @param keyFingerprint that of the key, by which all its certificates can be blocked
 * @param domains those that it speaks for as a whole
 * @param serial in hexadecimal digits
 * @param validity {@code valid}, {@code expired} or {@code not-yet-valid}
 * @param encryption {@code fit}, or why it cannot be encrypted to
 * @param blocked whether it or its key is
 * @param removable whether all files it is in are of this server
 */
public record CertificateFacts(
        String fingerprint,
        String keyFingerprint,
        List<String> addresses,
        List<String> domains,
        String subject,
        String issuer,
        String serial,
        String notBefore,
        String notAfter,
        String validity,
        String encryption,
        boolean blocked,
        boolean trusted,
        boolean removable,
        List<String> files) {
    public CertificateFacts {
        addresses = List.copyOf(addresses);
        domains = List.copyOf(domains);
        files = List.copyOf(files);
    }

    static CertificateFacts of(Inventory.Item item, Marks marks, Instant now) {
        X509Certificate certificate = item.certificate();
        return new CertificateFacts(
                Fingerprint.of(certificate).toString(),
                Fingerprint.ofKey(certificate).toString(),
                addresses(certificate).stream().map(Mailbox::toString).sorted().toList(),
                domains(certificate).stream().sorted().toList(),
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                certificate.getSerialNumber().toString(16),
                certificate.getNotBefore().toInstant().toString(),
                certificate.getNotAfter().toInstant().toString(),
                Validity.at(certificate, now).name().toLowerCase(Locale.ROOT).replace('_', '-'),
                encryption(certificate),
                marks.objection(certificate).isPresent(),
                marks.needsNoChain(certificate),
                item.ofOthers().isEmpty(),
                item.files().stream().map(Path::toString).toList());
    }

    /** None where they cannot be read: such a certificate is used for nobody. */
    static Set<Mailbox> addresses(X509Certificate certificate) {
        try {
            return CertificateAddresses.of(certificate);
        } catch (CertificateParsingException unreadable) {
            return Set.of();
        }
    }

    private static Set<String> domains(X509Certificate certificate) {
        try {
            return CertificateDomains.of(certificate, Fitness.Use.ENCRYPT);
        } catch (CertificateParsingException unreadable) {
            return Set.of();
        }
    }

    private static String encryption(X509Certificate certificate) {
        return switch (Fitness.decide(certificate, Fitness.Use.ENCRYPT)) {
            case Fitness.Fit fit -> "fit";
            case Fitness.Unfit(Fitness.Reason reason) -> reason.text();
        };
    }
}
