package org.signet.transport.dns;

/** Says why trust anchors cannot be used, in words for the operator. */
public final class TrustAnchorException extends Exception {
    private static final long serialVersionUID = 1L;

    TrustAnchorException(String file, String where, String why) {
        super(
                file
                        + ":"
                        + where
                        + " "
                        + why
                        + "; allowed: DS or DNSKEY records in zone-file syntax, one at least with a"
                        + " supported algorithm (8, 10, 13, 14, 15, 16) and, for DS, digest type 2"
                        + " or 4");
    }
}
