package org.signet.transport.dane;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The certificates that a server presented, and the ways up from its own.
 *
 * <p>Servers send certificates in the wrong order, with strangers between them, or the same one
 * twice, so that a way up is looked for by name and signature. Work is bounded: a chain made to
 * have many ways is given up, which rejects the server.
 */
final class Chain {
    private static final int MOST_CERTIFICATES = 32;
    private static final int MOST_SIGNATURES = 128;
    private static final int MOST_DEPTH = 10;

    /** A way up; the first is the server's own certificate. */
    record Path(List<X509Certificate> certificates) {
        Path {
            certificates = List.copyOf(certificates);
        }

        X509Certificate top() {
            return certificates.get(certificates.size() - 1);
        }

        int depth() {
            return certificates.size() - 1;
        }

        private Path plus(X509Certificate above) {
            List<X509Certificate> longer = new ArrayList<>(certificates);
            longer.add(above);
            return new Path(longer);
        }
    }

    private final List<X509Certificate> issuers;
    private int signatures;

    private Chain(List<X509Certificate> issuers) {
        this.issuers = issuers;
    }

    /**
     * Finds all ways up from the first certificate, the short ones first.
     *
     * @param known further certificates, such as those of TLSA records that hold whole ones
     */
    static List<Path> paths(List<X509Certificate> presented, List<X509Certificate> known) {
        Set<X509Certificate> distinct = new LinkedHashSet<>();
        presented.stream().limit(MOST_CERTIFICATES).forEach(distinct::add);
        known.stream().limit(MOST_CERTIFICATES).forEach(distinct::add);
        X509Certificate leaf = presented.get(0);
        distinct.remove(leaf);
        return new Chain(List.copyOf(distinct)).grow(leaf);
    }

    private List<Path> grow(X509Certificate leaf) {
        List<Path> all = new ArrayList<>();
        List<Path> newest = List.of(new Path(List.of(leaf)));
        while (!newest.isEmpty()) {
            all.addAll(newest);
            List<Path> longer = new ArrayList<>();
            for (Path path : newest) {
                for (X509Certificate issuer : issuers) {
                    if (path.depth() < MOST_DEPTH
                            && !path.certificates().contains(issuer)
                            && issued(path.top(), issuer)) {
                        longer.add(path.plus(issuer));
                    }
                }
            }
            newest = longer;
        }
        return all;
    }

    private boolean issued(X509Certificate certificate, X509Certificate issuer) {
        return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
                && signatures++ < MOST_SIGNATURES
                && signed(certificate, issuer.getPublicKey());
    }

    static boolean signed(X509Certificate certificate, PublicKey key) {
        try {
            certificate.verify(key);
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }
}
