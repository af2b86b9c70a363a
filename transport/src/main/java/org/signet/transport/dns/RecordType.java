package org.signet.transport.dns;

/** The record types that mail delivery and the search for certificates ask for. */
public enum RecordType {
    A(1),
    AAAA(28),
    CNAME(5),
    MX(15),
    TXT(16),
    TLSA(52),
    SMIMEA(53);

    private final int code;

    RecordType(int code) {
        this.code = code;
    }

    /** Returns the number that stands for the type on the wire. */
    int code() {
        return code;
    }
}
