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
 * often an intermediate one; so its dates, its right to issue and its length limit count here too,
 * as they do for other mail servers that verify DANE.
 */
final class PathCheck {
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_PURPOSE = "2.5.29.37.0";
    private static final String NAME_CONSTRAINTS = "2.5.29.30";
    private static final int KEY_CERT_SIGN = 5;

    /** The critical extensions that are looked at here or by the Java platform's validator. */
    private static final Set<String> UNDERSTOOD =
            Set.of("2.5.29.15", "2.5.29.19", "2.5.29.37", "2.5.29.17", NAME_CONSTRAINTS);

    private final Date at;

    PathCheck(Instant at) {
        this.at = Date.from(at);
    }

    /** Checks a path whose last certificate is the anchor. Empty says that all is well. */
    Optional<Rejected> upToCertificate(List<X509Certificate> path) {
        X509Certificate anchor = path.get(path.size() - 1);
        List<X509Certificate> below = path.subList(0, path.size() - 1);
        Optional<Rejected> early = dates(path).or(() -> purposes(path)).or(() -> anchor(path));
        if (early.isPresent()) {
            return early;
        }
        try {
            return validate(below, new TrustAnchor(anchor, nameConstraints(anchor)));
        } catch (IllegalArgumentException e) {
            return invalid("the name constraints of " + name(anchor) + " cannot be read");
        }
    }

    /** Checks a path that ends below a bare key. */
    Optional<Rejected> upToKey(List<X509Certificate> path, PublicKey key) {
        X509Certificate top = path.get(path.size() - 1);
        Optional<Rejected> early = dates(path).or(() -> purposes(path));
        return early.isPresent()
                ? early
                : validate(path, new TrustAnchor(top.getIssuerX500Principal(), key, null));
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

    private static Optional<Rejected> anchor(List<X509Certificate> path) {
        X509Certificate anchor = path.get(path.size() - 1);
        int limit = anchor.getBasicConstraints();
        boolean[] usage = anchor.getKeyUsage();
        if (limit < 0 || (usage != null && !usage[KEY_CERT_SIGN])) {
            return invalid(name(anchor) + " is not an authority");
        }
        long between =
                path.subList(1, path.size() - 1).stream().filter(c -> !isSelfIssued(c)).count();
        if (between > limit) {
            return invalid(name(anchor) + " allows only " + limit + " authorities below it");
        }
        Set<String> critical = new HashSet<>();
        if (anchor.getCriticalExtensionOIDs() != null) {
            critical.addAll(anchor.getCriticalExtensionOIDs());
        }
        critical.removeAll(UNDERSTOOD);
        return critical.isEmpty()
                ? Optional.empty()
                : invalid(name(anchor) + " has critical extensions " + critical);
    }

    private static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private Optional<Rejected> validate(List<X509Certificate> below, TrustAnchor anchor) {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
            parameters.setRevocationEnabled(false);
            parameters.setDate(at);
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509").generateCertPath(below),
                            parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            return Optional.of(new Rejected(cause(e), String.valueOf(e.getMessage())));
        } catch (GeneralSecurityException | RuntimeException e) {
            return invalid("the path cannot be checked: " + e.getMessage());
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

    /** Returns the content of the extension, without the OCTET STRING around it. */
    private static byte @org.jspecify.annotations.Nullable [] nameConstraints(
            X509Certificate anchor) {
        byte[] wrapped = anchor.getExtensionValue(NAME_CONSTRAINTS);
        if (wrapped == null) {
            return null;
        }
        int lengthOctets = (wrapped[1] & 0x80) == 0 ? 0 : wrapped[1] & 0x7f;
        int start = 2 + lengthOctets;
        byte[] content = new byte[wrapped.length - start];
        System.arraycopy(wrapped, start, content, 0, content.length);
        return content;
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
