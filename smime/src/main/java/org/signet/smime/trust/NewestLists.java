package org.signet.smime.trust;

import org.bouncycastle.asn1.x509.Extension;
import org.signet.smime.provider.Providers;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Leaves out the lists for which there is a newer one by the same authority about the same
 * certificates. Both may be in force, and whoever was revoked in between would rather show the
 * older; the validation is content with the first that it comes across.
 */
final class NewestLists {
    /** What two lists must have in common to be about the same certificates. */
    private static final List<String> SCOPE =
            List.of(
                    Extension.issuingDistributionPoint.getId(),
                    Extension.deltaCRLIndicator.getId());

    private NewestLists() {}

    /**
     * Chooses.
     *
     * @param issuer whose lists are compared; those of others, and those that it did not sign, stay
     */
    static List<X509CRL> of(Collection<X509CRL> lists, X509Certificate issuer) {
        List<X509CRL> chosen = new ArrayList<>();
        Map<String, X509CRL> newest = new HashMap<>();
        for (X509CRL list : lists) {
            if (isBy(issuer, list)) {
                newest.merge(scope(list), list, NewestLists::newer);
            } else {
                chosen.add(list);
            }
        }
        chosen.addAll(newest.values());
        return chosen;
    }

    private static X509CRL newer(X509CRL one, X509CRL other) {
        return other.getThisUpdate().toInstant().isAfter(one.getThisUpdate().toInstant())
                ? other
                : one;
    }

    private static boolean isBy(X509Certificate issuer, X509CRL list) {
        if (!list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            list.verify(issuer.getPublicKey(), Providers.bouncyCastle());
            return true;
        } catch (GeneralSecurityException | RuntimeException notSignedByIt) {
            return false;
        }
    }

    private static String scope(X509CRL list) {
        return SCOPE.stream()
                .map(list::getExtensionValue)
                .map(value -> value == null ? "" : HexFormat.of().formatHex(value))
                .toList()
                .toString();
    }
}
