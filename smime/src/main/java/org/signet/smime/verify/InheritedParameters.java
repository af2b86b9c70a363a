package org.signet.smime.verify;

import org.jspecify.annotations.Nullable;
import org.signet.smime.provider.Providers;
import org.signet.smime.trust.KeyStrength;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAParams;
import java.security.interfaces.DSAPublicKey;
import java.security.spec.DSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a DSA key whose certificate leaves them to the certificate above it (RFC 3279
 * §2.3.2). A message may bring any number of certificates with the name of that issuer, and with
 * parameters of the sender's choice a signature can be made that fits every key. So what a
 * signature was verified with counts only if the chain that was found good has the same.
 */
final class InheritedParameters {
    /** Certificates of issuers that are tried, and how far up. */
    private static final int MOST = 4;

    private InheritedParameters() {}

    static boolean areMissing(X509Certificate certificate) {
        return certificate.getPublicKey() instanceof DSAPublicKey key && key.getParams() == null;
    }

    /** The keys that a certificate may mean; its own if it says all. */
    static Set<PublicKey> keys(X509Certificate certificate, Collection<X509Certificate> others)
            throws GeneralSecurityException {
        if (!areMissing(certificate)) {
            return Set.of(certificate.getPublicKey());
        }
        List<DSAParams> found = new ArrayList<>();
        collect(certificate, others, MOST, found);
        Set<PublicKey> keys = new LinkedHashSet<>();
        for (DSAParams each : found) {
            keys.add(complete(certificate, each));
        }
        return keys;
    }

    private static void collect(
            X509Certificate certificate,
            Collection<X509Certificate> others,
            int depth,
            List<DSAParams> found) {
        for (X509Certificate issuer : others) {
            if (found.size() == MOST || depth == 0) {
                return;
            }
            if (issuer.equals(certificate)
                    || !issuer.getSubjectX500Principal()
                            .equals(certificate.getIssuerX500Principal())) {
                continue;
            }
            if (areMissing(issuer)) {
                collect(issuer, others, depth - 1, found);
            } else {
                parameters(issuer).ifPresent(found::add);
            }
        }
    }

    /** Whether a key has the parameters that a chain says, from the signer up. */
    static boolean isOf(List<X509Certificate> chain, PublicKey used)
            throws GeneralSecurityException {
        for (X509Certificate above : chain) {
            if (!areMissing(above)) {
                @Nullable DSAParams parameters = parameters(above).orElse(null);
                return parameters != null && complete(chain.get(0), parameters).equals(used);
            }
        }
        return false;
    }

    private static Optional<DSAParams> parameters(X509Certificate certificate) {
        return certificate.getPublicKey() instanceof DSAPublicKey key
                        && KeyStrength.weakness(key, true).isEmpty()
                ? Optional.ofNullable(key.getParams())
                : Optional.empty();
    }

    private static PublicKey complete(X509Certificate certificate, DSAParams parameters)
            throws GeneralSecurityException {
        return KeyFactory.getInstance("DSA", Providers.bouncyCastle())
                .generatePublic(
                        new DSAPublicKeySpec(
                                ((DSAPublicKey) certificate.getPublicKey()).getY(),
                                parameters.getP(),
                                parameters.getQ(),
                                parameters.getG()));
    }
}
