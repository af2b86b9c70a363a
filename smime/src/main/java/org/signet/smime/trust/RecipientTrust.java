package org.signet.smime.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Whether the certificates of recipients are to be believed. */
@FunctionalInterface
public interface RecipientTrust {
    /** All are: somebody who may has put them into the folder. */
    RecipientTrust BY_FOLDER =
            (certificate, others, at) -> new Trust.Trusted(List.of(certificate), false);

    /**
     * Decides about one, which is fit for encrypting by itself.
     *
     * @param others certificates that may lie on its way to a root
     */
    Trust decide(X509Certificate certificate, Collection<X509Certificate> others, Instant at);

    /** All are but those that are blocked. */
    static RecipientTrust byFolder(Marks marks) {
        return (certificate, others, at) ->
                marks.objection(certificate)
                        .orElseGet(() -> BY_FOLDER.decide(certificate, others, at));
    }

    /** Those are that have a chain to a root, and of which nothing on the chain is revoked. */
    static RecipientTrust byChain(TrustStore store, RevocationRule revocation) {
        return byChain(store, revocation, Marks.none());
    }

    /** The same, save for what was said about single certificates. */
    static RecipientTrust byChain(TrustStore store, RevocationRule revocation, Marks marks) {
        PathFinder finder = new PathFinder(store, false, revocation, marks);
        return (certificate, others, at) ->
                Certificates.converted(List.of(certificate)).stream()
                        .findFirst()
                        .map(
                                each ->
                                        finder.findForRecipient(
                                                each, Certificates.converted(others), at))
                        .map(RecipientTrust::knownOrNot)
                        .orElseGet(
                                () ->
                                        new Trust.Untrusted(
                                                Trust.Reason.INVALID_PATH, "it cannot be read"));
    }

    /** A search that was given up has not shown that there is no chain. */
    private static Trust knownOrNot(Trust found) {
        return found instanceof Trust.Untrusted(Trust.Reason reason, String detail)
                        && reason == Trust.Reason.LIMIT_EXCEEDED
                ? new Trust.Unknown(detail)
                : found;
    }
}
