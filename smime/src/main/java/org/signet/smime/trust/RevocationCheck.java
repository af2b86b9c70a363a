package org.signet.smime.trust;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a certificate on a chain, which is right otherwise, is revoked.
 *
 * <p>A list at hand that has it is believed at once. Otherwise the responder is asked, then lists
 * are fetched, and only if neither says anything the lists at hand may say that it is good: one
 * that came with the message, though in force, may be older than the revocation.
 */
final class RevocationCheck {
    /** So Bouncy Castle begins to say that a certificate is listed; all else is not knowing. */
    private static final String LISTED = "certificate revocation after";

    /** Holds one certificate against lists. */
    @FunctionalInterface
    interface Validator {
        void validate(
                X509Certificate certificate,
                Set<X509Certificate> anchors,
                Collection<X509CRL> lists)
                throws GeneralSecurityException;
    }

    private final RevocationRule rule;
    private final Validator validator;
    private final Collection<X509CRL> atHand;

    RevocationCheck(RevocationRule rule, Validator validator, Collection<X509CRL> atHand) {
        this.rule = rule;
        this.validator = validator;
        this.atHand = List.copyOf(atHand);
    }

    /** Whether anybody wants to know. */
    boolean isDue() {
        return rule.demand() != RevocationRule.Demand.LISTS_AT_HAND || !atHand.isEmpty();
    }

    /** Whether what is not known may be taken for good. */
    boolean toleratesUnknown() {
        return rule.demand() == RevocationRule.Demand.PREFER;
    }

    /** The worst that is known of any certificate of a chain, from the signer up to the root. */
    RevocationStatus of(List<X509Certificate> whole) {
        RevocationStatus worst = new RevocationStatus.Good();
        for (int i = 0; i + 1 < whole.size(); i++) {
            RevocationStatus status =
                    of(whole.get(i), whole.get(i + 1), whole.get(whole.size() - 1));
            if (status instanceof RevocationStatus.Revoked) {
                return status;
            }
            worst = worst instanceof RevocationStatus.Unknown ? worst : status;
        }
        return worst;
    }

    private RevocationStatus of(
            X509Certificate certificate, X509Certificate issuer, X509Certificate root) {
        Set<X509Certificate> anchors = issuer.equals(root) ? Set.of(root) : Set.of(issuer, root);
        RevocationStatus known = inLists(certificate, issuer, anchors, atHand);
        if (known instanceof RevocationStatus.Revoked || rule.source().isEmpty()) {
            return known;
        }
        RevocationSource source = rule.source().get();
        RevocationStatus asked = source.ask(certificate, issuer);
        if (!(asked instanceof RevocationStatus.Unknown(String whyNot))) {
            return asked;
        }
        RevocationSource.Fetched fetched = source.fetch(certificate, issuer);
        List<X509CRL> all = new ArrayList<>(atHand);
        all.addAll(fetched.lists());
        RevocationStatus listed = inLists(certificate, issuer, anchors, all);
        return listed instanceof RevocationStatus.Unknown(String detail)
                ? unknown(certificate, whyNot, fetched.failures(), detail)
                : listed;
    }

    private static RevocationStatus unknown(
            X509Certificate certificate, String asked, List<String> failures, String lists) {
        List<String> reasons = new ArrayList<>(List.of(asked));
        reasons.addAll(failures);
        reasons.add(lists);
        return new RevocationStatus.Unknown(
                "nothing is known of "
                        + CertificateUse.name(certificate)
                        + ": "
                        + String.join("; ", reasons));
    }

    private RevocationStatus inLists(
            X509Certificate certificate,
            X509Certificate issuer,
            Set<X509Certificate> anchors,
            Collection<X509CRL> lists) {
        if (lists.isEmpty()) {
            return new RevocationStatus.Unknown("there is no revocation list");
        }
        try {
            validator.validate(certificate, anchors, NewestLists.of(lists, issuer));
            return new RevocationStatus.Good();
        } catch (CertPathValidatorException e) {
            // Only the outermost speaks of this certificate; a cause may be about a list's issuer.
            return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).startsWith(LISTED)
                    ? new RevocationStatus.Revoked(PathValidation.message(e))
                    : new RevocationStatus.Unknown(PathValidation.message(e));
        } catch (GeneralSecurityException | RuntimeException e) {
            return new RevocationStatus.Unknown(
                    "the revocation lists cannot be read: "
                            + Optional.ofNullable(e.getMessage()).orElse(e.toString()));
        }
    }
}
