package org.signet.smime.trust;

import org.bouncycastle.jcajce.PKIXExtendedParameters;
import org.signet.smime.provider.Providers;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Holds one chain against RFC 5280 §6. */
final class PathValidation {
    /** So Bouncy Castle begins to say that a certificate is listed; all else is not knowing. */
    private static final String LISTED = "certificate revocation after";

    private final Instant at;
    private final boolean oldMail;
    private final boolean revocation;
    private final List<Object> stored = new ArrayList<>();

    PathValidation(
            Instant at,
            boolean oldMail,
            Collection<X509Certificate> others,
            TrustStore store,
            Collection<X509CRL> lists) {
        this.at = at;
        this.oldMail = oldMail;
        this.revocation = !lists.isEmpty();
        stored.addAll(others);
        stored.addAll(store.roots());
        stored.addAll(store.intermediates());
        stored.addAll(lists);
    }

    /**
     * Validates.
     *
     * @param path from the signer up, without the root
     */
    Trust validate(List<X509Certificate> path, X509Certificate root) {
        Optional<Trust.Untrusted> unfit = ownRules(path, root);
        if (unfit.isPresent()) {
            return unfit.get();
        }
        try {
            pkix(path, root, false);
        } catch (CertPathValidatorException e) {
            return new Trust.Untrusted(Trust.Reason.INVALID_PATH, message(e));
        } catch (GeneralSecurityException | RuntimeException e) {
            return new Trust.Untrusted(
                    Trust.Reason.INVALID_PATH, "the chain cannot be read: " + e.getMessage());
        }
        if (!revocation) {
            return trusted(path, root);
        }
        try {
            pkix(path, root, true);
            return trusted(path, root);
        } catch (CertPathValidatorException e) {
            // Only the outermost speaks of this chain; a cause may be about the issuer of a list.
            return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).startsWith(LISTED)
                    ? new Trust.Untrusted(Trust.Reason.REVOKED, message(e))
                    : new Trust.Unknown(message(e));
        } catch (GeneralSecurityException | RuntimeException e) {
            return new Trust.Unknown("the revocation lists cannot be read: " + e.getMessage());
        }
    }

    private Trust.Trusted trusted(List<X509Certificate> path, X509Certificate root) {
        List<X509Certificate> whole = new ArrayList<>(path);
        whole.add(root);
        return new Trust.Trusted(whole, revocation);
    }

    private Optional<Trust.Untrusted> ownRules(List<X509Certificate> path, X509Certificate root) {
        Optional<Trust.Untrusted> unfit =
                CertificateUse.strength(root, true, oldMail)
                        .or(() -> CertificateUse.atTime(root, at));
        for (X509Certificate each : path) {
            unfit =
                    unfit.or(() -> CertificateUse.atTime(each, at))
                            .or(() -> CertificateUse.strength(each, false, oldMail))
                            .or(() -> CertificateUse.forMail(each));
        }
        return unfit;
    }

    private void pkix(List<X509Certificate> path, X509Certificate root, boolean withRevocation)
            throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.setDate(Date.from(at));
        parameters.setRevocationEnabled(withRevocation);
        parameters.addCertStore(
                CertStore.getInstance("Collection", new CollectionCertStoreParameters(stored)));
        PKIXExtendedParameters extended =
                new PKIXExtendedParameters.Builder(parameters).setUseDeltasEnabled(true).build();
        CertPathValidator.getInstance("PKIX", Providers.bouncyCastle())
                .validate(Certificates.factory().generateCertPath(path), extended);
    }

    /** What all causes say, since the outermost often says little. */
    private static String message(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            String message = String.valueOf(each.getMessage()).split("\\. Searched ", 2)[0];
            if (text.indexOf(message) < 0) {
                text.append(text.isEmpty() ? "" : ": ").append(message);
            }
        }
        return text.toString();
    }
}
