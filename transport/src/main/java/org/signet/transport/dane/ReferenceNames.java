package org.signet.transport.dane;

import org.signet.transport.dns.DomainName;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares the names a certificate is for with the names a client may expect (RFC 7672 §3.2.3).
 *
 * <p>Only subject alternative names of type DNS count. RFC 7672 §3.2.3 also lets a client read the
 * subject's common name where there is no such name; that old way is left out here, it only ever
 * accepts more.
 */
public final class ReferenceNames {
    private static final int DNS_NAME = 2;

    private ReferenceNames() {}

    /** Returns the first of the expected names that the certificate is for. */
    public static Optional<DomainName> match(
            X509Certificate certificate, List<DomainName> expected) {
        List<String> presented = presented(certificate);
        return expected.stream()
                .filter(name -> presented.stream().anyMatch(other -> matches(other, name)))
                .findFirst();
    }

    /** Returns the names that the certificate is for, in lower case. */
    public static List<String> presented(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            if (all != null) {
                for (List<?> name : all) {
                    if (name.get(0).equals(DNS_NAME)) {
                        names.add(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT));
                    }
                }
            }
        } catch (CertificateParsingException e) {
            // Names that cannot be read match nothing.
            return List.of();
        }
        return names;
    }

    private static boolean matches(String presented, DomainName expected) {
        if (expected.isRoot()) {
            return false;
        }
        if (!presented.startsWith("*.")) {
            return presented.equals(expected.text());
        }
        // A wildcard stands for exactly one whole label, the leftmost, and not for a whole top
        // level.
        String suffix = presented.substring(1);
        int dot = expected.text().indexOf('.');
        return suffix.indexOf('.', 1) > 0
                && suffix.indexOf('*') < 0
                && dot > 0
                && expected.text().substring(dot).equals(suffix);
    }
}
