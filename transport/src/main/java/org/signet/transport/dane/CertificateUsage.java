package org.signet.transport.dane;

/** What a usable TLSA record names (RFC 6698 §2.1.1); the two PKIX usages are unusable for SMTP. */
public enum CertificateUsage {
    /** An authority somewhere above the server's certificate. */
    DANE_TA(2),
    /** The server's own certificate or key. */
    DANE_EE(3);

    private final int code;

    CertificateUsage(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
