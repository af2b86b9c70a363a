package org.signet.smime.trust;

import org.signet.smime.provider.Providers;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.security.auth.x500.X500Principal;

/** Looks for a chain from the certificate of a signer or recipient to a trusted root. */
public final class PathFinder {
    private static final int LONGEST = 12;
    private static final int MOST_SIGNATURES = 200;
    private static final int MOST_PATHS = 20;

    private final TrustStore store;
    private final boolean oldMail;
    private final RevocationRule revocation;
    private final Marks marks;

    /** Makes one that goes by the lists at hand. */
    public PathFinder(TrustStore store, boolean oldMail) {
        this(store, oldMail, RevocationRule.LISTS);
    }

    /**
     * Makes one.
     *
     * @param oldMail whether SHA-1, DSA and RSA of 1024 bits are accepted, as mail of former times
     *     has them
     */
    public PathFinder(TrustStore store, boolean oldMail, RevocationRule revocation) {
        this(store, oldMail, revocation, Marks.none());
    }

    /**
     * Makes one.
     *
     * @param marks what was said about single certificates: no chain goes over a blocked one, and a
     *     trusted one needs none
     */
    public PathFinder(TrustStore store, boolean oldMail, RevocationRule revocation, Marks marks) {
        this.store = store;
        this.oldMail = oldMail;
        this.revocation = revocation;
        this.marks = marks;
    }

    /** Whether nothing can be found out because the marks cannot be read. */
    public boolean isBlind() {
        return marks instanceof Marks.Unreadable;
    }

    /** Whether a certificate is one of the trusted roots. */
    public boolean isRoot(X509Certificate certificate) {
        return store.roots().contains(certificate);
    }

    /**
     * Looks for the chain of one to whom mail is to be encrypted.
     *
     * @param certificate one whose key usage is fit for it
     * @param others certificates that may lie on the chain
     */
    public Trust findForRecipient(
            X509Certificate certificate, Collection<X509Certificate> others, Instant at) {
        return findForRecipient(certificate, others, List.of(), at);
    }

    /**
     * The same with revocation lists at hand.
     *
     * @param lists revocation lists; if there are any, all must be found good in them
     */
    public Trust findForRecipient(
            X509Certificate certificate,
            Collection<X509Certificate> others,
            Collection<X509CRL> lists,
            Instant at) {
        return marks.objection(certificate)
                .or(() -> CertificateUse.strength(certificate, true, oldMail))
                .or(() -> CertificateUse.forMail(certificate))
                .or(() -> CertificateUse.atTime(certificate, at))
                .orElseGet(() -> search(certificate, others, lists, at));
    }

    /**
     * Looks for the chain of a signer.
     *
     * @param others certificates that came with the message
     * @param lists revocation lists at hand
     */
    public Trust find(
            X509Certificate signer,
            Collection<X509Certificate> others,
            Collection<X509CRL> lists,
            Instant at) {
        return marks.objection(signer)
                .or(() -> CertificateUse.strength(signer, true, oldMail))
                .or(() -> CertificateUse.forSigning(signer))
                .or(() -> CertificateUse.atTime(signer, at))
                .orElseGet(() -> search(signer, others, lists, at));
    }

    private Trust search(
            X509Certificate certificate,
            Collection<X509Certificate> others,
            Collection<X509CRL> lists,
            Instant at) {
        Trust found =
                new Search(
                                others,
                                new PathValidation(at, oldMail, others, store, lists, revocation))
                        .from(certificate);
        return marks.needsNoChain(certificate) ? withoutChain(certificate, found, lists) : found;
    }

    /**
     * What is found about the chain of a trusted certificate does not count, save that it is
     * revoked. Without a good chain nobody can say that it is not, since lists and answers are
     * believed for the sake of the chain.
     */
    private Trust withoutChain(
            X509Certificate certificate, Trust found, Collection<X509CRL> lists) {
        boolean mustBeKnown =
                revocation.demand() == RevocationRule.Demand.REQUIRE || !lists.isEmpty();
        return switch (found) {
            case Trust.Trusted trusted -> trusted;
            case Trust.Unknown unknown -> unknown;
            case Trust.Untrusted(Trust.Reason reason, String detail)
                    when reason == Trust.Reason.REVOKED ->
                    found;
            case Trust.Untrusted untrusted ->
                    mustBeKnown
                            ? new Trust.Unknown(
                                    "it is trusted by itself, but without a chain it cannot be"
                                            + " found out whether it is revoked")
                            : new Trust.Trusted(List.of(certificate), false);
        };
    }

    /** One search, with what it may still spend. */
    private final class Search {
        private final Map<X500Principal, List<X509Certificate>> authorities = new HashMap<>();
        private final PathValidation validation;
        private final List<X509Certificate> path = new ArrayList<>();
        private int signatures;
        private int paths;
        private Trust best =
                new Trust.Untrusted(
                        Trust.Reason.NO_PATH, "no chain of certificates leads to a trusted root");

        Search(Collection<X509Certificate> others, PathValidation validation) {
            this.validation = validation;
            others.forEach(this::add);
            store.intermediates().forEach(this::add);
        }

        private void add(X509Certificate certificate) {
            List<X509Certificate> known =
                    authorities.computeIfAbsent(
                            certificate.getSubjectX500Principal(), name -> new ArrayList<>());
            if (!known.contains(certificate)) {
                known.add(certificate);
            }
        }

        Trust from(X509Certificate signer) {
            if (store.roots().contains(signer)) {
                return new Trust.Trusted(List.of(signer), false);
            }
            path.add(signer);
            extend();
            return best;
        }

        /** Tries all that may come above the last one; true when a path was found good. */
        private boolean extend() {
            X509Certificate last = path.getLast();
            for (X509Certificate root : store.roots()) {
                if (isIssuer(root, last) && complete(root)) {
                    return true;
                }
            }
            if (path.size() >= LONGEST) {
                return false;
            }
            for (X509Certificate authority : candidates(last)) {
                if (!repeats(authority) && isIssuer(authority, last)) {
                    path.add(authority);
                    if (extend()) {
                        return true;
                    }
                    path.removeLast();
                }
            }
            return false;
        }

        /** Those whose key identifier fits come first, where it is given at all. */
        private List<X509Certificate> candidates(X509Certificate certificate) {
            List<X509Certificate> all =
                    new ArrayList<>(
                            authorities.getOrDefault(
                                    certificate.getIssuerX500Principal(), List.of()));
            all.sort(
                    Comparator.comparingInt(each -> KeyIdentifiers.fit(each, certificate) ? 0 : 1));
            return all;
        }

        private boolean repeats(X509Certificate authority) {
            return path.stream()
                    .anyMatch(
                            each ->
                                    each.getSubjectX500Principal()
                                                    .equals(authority.getSubjectX500Principal())
                                            && each.getPublicKey()
                                                    .equals(authority.getPublicKey()));
        }

        private boolean isIssuer(X509Certificate authority, X509Certificate certificate) {
            if (!authority.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
                return false;
            }
            Optional<Trust> objection = marks.objection(authority);
            if (objection.isPresent()) {
                if (isNoPath()) {
                    best = objection.get();
                }
                return false;
            }
            if (KeyStrength.weakness(authority.getPublicKey(), oldMail).isPresent()) {
                weak(authority);
                return false;
            }
            if (signatures >= MOST_SIGNATURES) {
                exceed("signatures", MOST_SIGNATURES);
                return false;
            }
            signatures++;
            if (authority.getPublicKey() instanceof DSAPublicKey key && key.getParams() == null) {
                // RFC 3279 §2.3.2: inherited from the certificate above, as the validation does.
                return oldMail;
            }
            try {
                certificate.verify(authority.getPublicKey(), Providers.bouncyCastle());
                return true;
            } catch (GeneralSecurityException | RuntimeException notSignedByIt) {
                return false;
            }
        }

        /** A weak key above is the reason that is told if no other chain is found. */
        private void weak(X509Certificate authority) {
            if (isNoPath()) {
                CertificateUse.strength(authority, true, oldMail).ifPresent(weak -> best = weak);
            }
        }

        private boolean isNoPath() {
            return best instanceof Trust.Untrusted untrusted
                    && untrusted.reason() == Trust.Reason.NO_PATH;
        }

        private boolean complete(X509Certificate root) {
            if (paths >= MOST_PATHS) {
                exceed("chains", MOST_PATHS);
                return false;
            }
            paths++;
            Trust trust = validation.validate(path, root);
            if (trust instanceof Trust.Trusted) {
                best = trust;
                return true;
            }
            if (paths == 1 || trust instanceof Trust.Unknown) {
                best = trust;
            }
            return false;
        }

        private void exceed(String what, int limit) {
            if (isNoPath()) {
                best =
                        new Trust.Untrusted(
                                Trust.Reason.LIMIT_EXCEEDED,
                                "looked at " + limit + " " + what + " and found no good one");
            }
        }
    }
}
