package org.signet.transport.dns;

/** What DNSSEC says of an answer that could be judged (RFC 4035 §4.3). */
public enum Security {
    /** Signed, and the signatures lead to a trust anchor. */
    SECURE,
    /** Provably in a part of the DNS that is not signed. */
    INSECURE
}
