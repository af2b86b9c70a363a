package org.signet.transport.dane;

import org.signet.transport.dane.DaneVerdict.Cause;
import org.signet.transport.dane.DaneVerdict.Rejected;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a way up to an anchor as RFC 5280 §6.1 does, and the anchor itself as well.
 *
 * <p>RFC 5280 takes an anchor on trust. With DANE-TA it is a certificate that the server sent,
 * often an intermediate one; so its dates, its right to issue and its limits on length and names
 * count here too (RFC 7672 §3.1.2).
 */
final class PathCheck {
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_PURPOSE = "2.5.29.37.0";
    private static final int KEY_CERT_SIGN = 5;

    /** The critical extensions of an anchor that are looked at here. */
    private static final Set<String> UNDERSTOOD =
            Set.of("2.5.29.15", "2.5.29.19", "2.5.29.37", "2.5.29.17", "2.5.29.30");

    private final Date at;

    PathCheck(Instant at) {
        this.at = Date.from(at);
    }

    /** Checks a path whose last certificate is the anchor. Empty says that all is well. */
    Optional<Rejected> upToCertificate(List<X509Certificate> path) {
        X509Certificate anchor = path.get(path.size() - 1);
        return certificates(path).or(() -> unknownExtensions(anchor)).or(() -> links(path));
    }

    /** Checks a path that ends below a bare key. */
    Optional<Rejected> upToKey(List<X509Certificate> path, PublicKey key) {
        X509Certificate top = path.get(path.size() - 1);
        return certificates(path)
                .or(() -> links(path))
                .or(() -> link(top, new TrustAnchor(top.getIssuerX500Principal(), key, null)));
    }

    private Optional<Rejected> certificates(List<X509Certificate> path) {
        return dates(path)
                .or(() -> purposes(path))
                .or(() -> authorities(path))
                .or(() -> names(path));
    }

    private Optional<Rejected> dates(List<X509Certificate> path) {
        for (X509Certificate certificate : path) {
            try {
                certificate.checkValidity(at);
            } catch (CertificateExpiredException e) {
                return Optional.of(
                        new Rejected(
                                Cause.CERTIFICATE_EXPIRED,
                                name(certificate)
                                        + " expired at "
                                        + certificate.getNotAfter().toInstant()));
            } catch (CertificateNotYetValidException e) {
                return Optional.of(
                        new Rejected(
                                Cause.CERTIFICATE_NOT_YET_VALID,
                                name(certificate)
                                        + " is not valid before "
                                        + certificate.getNotBefore().toInstant()));
            }
        }
        return Optional.empty();
    }

    /** RFC 5280 §4.2.1.12: a certificate with purposes is for those only; so is one below it. */
    private static Optional<Rejected> purposes(List<X509Certificate> path) {
        for (X509Certificate certificate : path) {
            try {
                List<String> purposes = certificate.getExtendedKeyUsage();
                if (purposes != null
                        && !purposes.contains(SERVER_AUTH)
                        && !purposes.contains(ANY_PURPOSE)) {
                    return Optional.of(
                            new Rejected(
                                    Cause.CERTIFICATE_PURPOSE,
                                    name(certificate) + " is not for TLS servers"));
                }
            } catch (CertificateParsingException e) {
                return invalid("the purposes of " + name(certificate) + " cannot be read");
            }
        }
        return Optional.empty();
    }

    /** RFC 5280 §6.1.4 (k) to (n): the right to issue, and how far down. */
    private static Optional<Rejected> authorities(List<X509Certificate> path) {
        int below = 0;
        for (X509Certificate authority : path.subList(1, path.size())) {
            int limit = authority.getBasicConstraints();
            boolean[] usage = authority.getKeyUsage();
            if (limit < 0 || (usage != null && !usage[KEY_CERT_SIGN])) {
                return invalid(name(authority) + " is not an authority");
            }
            if (below > limit) {
                return invalid(name(authority) + " allows only " + limit + " authorities below it");
            }
            below += isSelfIssued(authority) ? 0 : 1;
        }
        return Optional.empty();
    }

    private static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /** RFC 5280 §6.1.3 (b) and (c): the names that an authority allows below it. */
    private static Optional<Rejected> names(List<X509Certificate> path) {
        for (int i = 1; i < path.size(); i++) {
            NameConstraints constraints;
            try {
                constraints = NameConstraints.of(path.get(i));
            } catch (IllegalArgumentException e) {
                return invalid("the name constraints of " + name(path.get(i)) + " are unreadable");
            }
            for (int j = 0; constraints != null && j < i; j++) {
                if ((j == 0 || !isSelfIssued(path.get(j))) && !constraints.allow(path.get(j))) {
                    return invalid(
                            name(path.get(i))
                                    + " does not allow the names of "
                                    + name(path.get(j)));
                }
            }
        }
        return Optional.empty();
    }

    /** The Java platform looks at the extensions of all others. */
    private static Optional<Rejected> unknownExtensions(X509Certificate anchor) {
        Set<String> critical = new HashSet<>();
        if (anchor.getCriticalExtensionOIDs() != null) {
            critical.addAll(anchor.getCriticalExtensionOIDs());
        }
        critical.removeAll(UNDERSTOOD);
        return critical.isEmpty()
                ? Optional.empty()
                : invalid(name(anchor) + " has critical extensions " + critical);
    }

    /** Checks every certificate under the one above it, which constrains no more than that. */
    private Optional<Rejected> links(List<X509Certificate> path) {
        for (int i = 0; i < path.size() - 1; i++) {
            X509Certificate above = path.get(i + 1);
            Optional<Rejected> broken =
                    link(
                            path.get(i),
                            new TrustAnchor(
                                    above.getSubjectX500Principal(), above.getPublicKey(), null));
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    /** Signature, algorithms and critical extensions of one certificate. */
    private Optional<Rejected> link(X509Certificate certificate, TrustAnchor above) {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(above));
            parameters.setRevocationEnabled(false);
            parameters.setDate(at);
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509")
                                    .generateCertPath(List.of(certificate)),
                            parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            return Optional.of(new Rejected(cause(e), name(certificate) + ": " + e.getMessage()));
        } catch (GeneralSecurityException | RuntimeException e) {
            return invalid(name(certificate) + " cannot be checked: " + e.getMessage());
        }
    }

    private static Cause cause(CertPathValidatorException e) {
        if (e.getReason() == BasicReason.EXPIRED) {
            return Cause.CERTIFICATE_EXPIRED;
        }
        return e.getReason() == BasicReason.NOT_YET_VALID
                ? Cause.CERTIFICATE_NOT_YET_VALID
                : Cause.CERTIFICATE_PATH_INVALID;
    }

    private static Optional<Rejected> invalid(String detail) {
        return Optional.of(new Rejected(Cause.CERTIFICATE_PATH_INVALID, detail));
    }

    private static String name(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName();
        String shown = subject.length() > 200 ? subject.substring(0, 200) : subject;
        return "'" + shown.replaceAll("[^\\x20-\\x7e]", "?") + "'";
    }
}
