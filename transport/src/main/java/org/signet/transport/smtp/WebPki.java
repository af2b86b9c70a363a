package org.signet.transport.smtp;

import org.signet.transport.dane.ReferenceNames;
import org.signet.transport.dns.DomainName;
import org.signet.transport.policy.Reason;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * Judges the chain of a server by the authorities of the Web (RFC 5280 §6.1) and its names as RFC
 * 9525 §6 does: subject alternative names of type DNS only, a wildcard for one whole label and only
 * the left-most.
 */
final class WebPki {
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_PURPOSE = "2.5.29.37.0";

    private final TrustRoots roots;

    WebPki(TrustRoots roots) {
        this.roots = roots;
    }

    /** Returns the name for which the server is believed. */
    DomainName verify(List<X509Certificate> chain, List<DomainName> names, Instant at)
            throws SmtpException {
        if (chain.isEmpty()) {
            throw new SmtpException(Reason.NO_CERTIFICATE, "the server showed no certificate");
        }
        X509Certificate own = chain.get(0);
        requireDates(own, at);
        requirePurpose(own);
        requirePath(chain, at);
        Optional<DomainName> name = ReferenceNames.match(own, names);
        return name.orElseThrow(
                () ->
                        new SmtpException(
                                Reason.CERTIFICATE_NAME_MISMATCH,
                                SmtpReply.printable(
                                        "the certificate is for "
                                                + ReferenceNames.presented(own)
                                                + ", expected one of "
                                                + names)));
    }

    private static void requireDates(X509Certificate own, Instant at) throws SmtpException {
        if (at.isAfter(own.getNotAfter().toInstant())) {
            throw new SmtpException(
                    Reason.CERTIFICATE_EXPIRED,
                    "the certificate expired at " + own.getNotAfter().toInstant());
        }
        if (at.isBefore(own.getNotBefore().toInstant())) {
            throw new SmtpException(
                    Reason.CERTIFICATE_NOT_YET_VALID,
                    "the certificate is not valid before " + own.getNotBefore().toInstant());
        }
    }

    private static void requirePurpose(X509Certificate own) throws SmtpException {
        try {
            List<String> purposes = own.getExtendedKeyUsage();
            if (purposes == null
                    || purposes.contains(SERVER_AUTH)
                    || purposes.contains(ANY_PURPOSE)) {
                return;
            }
            throw new SmtpException(
                    Reason.CERTIFICATE_PURPOSE, "the certificate is not for TLS servers");
        } catch (CertificateParsingException e) {
            throw new SmtpException(
                    Reason.CERTIFICATE_PURPOSE, "the certificate's purposes cannot be read");
        }
    }

    /** Looks for a way up among what the server showed, in whatever order that is. */
    private void requirePath(List<X509Certificate> chain, Instant at) throws SmtpException {
        try {
            X509CertSelector own = new X509CertSelector();
            own.setCertificate(chain.get(0));
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(roots.anchors(), own);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            CertPathBuilder.getInstance("PKIX").build(parameters);
        } catch (CertPathBuilderException e) {
            throw new SmtpException(reason(e), "no valid path: " + SmtpReply.printable(e));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new SmtpException(
                    Reason.CERTIFICATE_PATH_INVALID,
                    "the path cannot be checked: " + SmtpReply.printable(e));
        }
    }

    private static Reason reason(CertPathBuilderException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathValidatorException invalid) {
                return invalid.getReason() == BasicReason.EXPIRED
                        ? Reason.CERTIFICATE_EXPIRED
                        : Reason.CERTIFICATE_PATH_INVALID;
            }
        }
        return Reason.CERTIFICATE_NOT_TRUSTED;
    }
}
