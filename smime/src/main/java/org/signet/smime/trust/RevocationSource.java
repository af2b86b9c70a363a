package org.signet.smime.trust;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Where to ask whether a certificate is revoked. It is asked only about certificates that lie on a
 * chain to a trusted root, so that strangers cannot choose whom it talks to.
 */
public interface RevocationSource {
    /**
     * Lists that were fetched.
     *
     * @param failures why others were not, in words
     */
    record Fetched(List<X509CRL> lists, List<String> failures) {
        public Fetched {
            lists = List.copyOf(lists);
            failures = List.copyOf(failures);
        }
    }

    /** Asks about one certificate as it is now (RFC 6960). */
    RevocationStatus ask(X509Certificate certificate, X509Certificate issuer);

    /** Fetches the lists that a certificate should be in if it is revoked (RFC 5280 §4.2.1.13). */
    Fetched fetch(X509Certificate certificate, X509Certificate issuer);
}
