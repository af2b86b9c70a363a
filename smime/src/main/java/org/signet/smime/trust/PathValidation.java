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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds one chain against RFC 5280 §6. */
final class PathValidation {
    private final Instant at;
    private final boolean oldMail;
    private final RevocationCheck revocation;
    private final List<Object> stored = new ArrayList<>();

    PathValidation(
            Instant at,
            boolean oldMail,
            Collection<X509Certificate> others,
            TrustStore store,
            Collection<X509CRL> lists,
            RevocationRule rule) {
        this.at = at;
        this.oldMail = oldMail;
        this.revocation = new RevocationCheck(rule, this::findGood, lists);
        stored.addAll(others);
        stored.addAll(store.roots());
        stored.addAll(store.intermediates());
    }

    /**
     * Validates.
     *
     * @param path from the signer up, without the root
     */
    Trust validate(List<X509Certificate> path, X509Certificate root) {
        Optional<Trust> unfit = ownRules(path, root);
        if (unfit.isPresent()) {
            return unfit.get();
        }
        try {
            pkix(path, Set.of(root), List.of());
        } catch (CertPathValidatorException e) {
            return new Trust.Untrusted(Trust.Reason.INVALID_PATH, message(e));
        } catch (GeneralSecurityException | RuntimeException e) {
            return new Trust.Untrusted(
                    Trust.Reason.INVALID_PATH, "the chain cannot be read: " + e.getMessage());
        }
        List<X509Certificate> whole = new ArrayList<>(path);
        whole.add(root);
        if (!revocation.isDue()) {
            return new Trust.Trusted(whole, false);
        }
        return switch (revocation.of(whole)) {
            case RevocationStatus.Good good -> new Trust.Trusted(whole, true);
            case RevocationStatus.Revoked(String detail) ->
                    new Trust.Untrusted(Trust.Reason.REVOKED, detail);
            case RevocationStatus.Unknown(String detail) ->
                    revocation.toleratesUnknown()
                            ? new Trust.Trusted(whole, false)
                            : new Trust.Unknown(detail);
        };
    }

    private Optional<Trust> ownRules(List<X509Certificate> path, X509Certificate root) {
        Optional<Trust> unfit =
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

    private void findGood(
            X509Certificate certificate, Set<X509Certificate> anchors, Collection<X509CRL> lists)
            throws GeneralSecurityException {
        pkix(List.of(certificate), anchors, lists);
    }

    /** With any lists, the certificates must be found good in them. */
    private void pkix(
            List<X509Certificate> path, Set<X509Certificate> anchors, Collection<X509CRL> lists)
            throws GeneralSecurityException {
        List<Object> all = new ArrayList<>(stored);
        all.addAll(anchors);
        all.addAll(lists);
        PKIXParameters parameters =
                new PKIXParameters(
                        anchors.stream()
                                .map(each -> new TrustAnchor(each, null))
                                .collect(Collectors.toSet()));
        parameters.setDate(Date.from(at));
        parameters.setRevocationEnabled(!lists.isEmpty());
        parameters.addCertStore(
                CertStore.getInstance("Collection", new CollectionCertStoreParameters(all)));
        PKIXExtendedParameters extended =
                new PKIXExtendedParameters.Builder(parameters).setUseDeltasEnabled(true).build();
        CertPathValidator.getInstance("PKIX", Providers.bouncyCastle())
                .validate(Certificates.factory().generateCertPath(path), extended);
    }

    /** What all causes say, since the outermost often says little. */
    static String message(Throwable failure) {
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
