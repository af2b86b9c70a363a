package org.signet.smime.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;

/** How a moment lies to the period of a certificate, both ends included (RFC 5280 §4.1.2.5). */
public enum Validity {
    VALID,
    EXPIRED,
    NOT_YET_VALID;

    public static Validity at(X509Certificate certificate, Instant now) {
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            return NOT_YET_VALID;
        }
        return now.isAfter(certificate.getNotAfter().toInstant()) ? EXPIRED : VALID;
    }
}
