package org.signet.sandbox.recipient;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/**
 * The data of a TLSA record (RFC 6698 §2.1).
 *
 * @param usage the certificate usage field
 * @param selector the selector field
 * @param matchingType the matching type field
 * @param associationData the certificate association data in hexadecimal
 */
public record Tlsa(int usage, int selector, int matchingType, String associationData) {
    private static final int DANE_TA = 2;
    private static final int DANE_EE = 3;
    private static final int SPKI = 1;
    private static final int FULL = 0;
    private static final int SHA_256 = 1;
    private static final int SHA_512 = 2;

    /** The record {@code 3 1 1} for the certificate of a server. */
    public static Tlsa endEntity(X509Certificate certificate) {
        return of(DANE_EE, SPKI, SHA_256, certificate);
    }

    /** The record {@code 2 1 1} for the certificate of an authority. */
    public static Tlsa trustAnchor(X509Certificate certificate) {
        return of(DANE_TA, SPKI, SHA_256, certificate);
    }

    /** The record that matches a certificate with the given selector and matching type. */
    public static Tlsa of(int usage, int selector, int matchingType, X509Certificate certificate) {
        try {
            byte[] selected =
                    selector == SPKI
                            ? certificate.getPublicKey().getEncoded()
                            : certificate.getEncoded();
            byte[] data =
                    switch (matchingType) {
                        case FULL -> selected;
                        case SHA_256 -> MessageDigest.getInstance("SHA-256").digest(selected);
                        case SHA_512 -> MessageDigest.getInstance("SHA-512").digest(selected);
                        default ->
                                throw new IllegalArgumentException(
                                        "matching type is " + matchingType + "; allowed: 0 to 2");
                    };
            return new Tlsa(usage, selector, matchingType, HexFormat.of().formatHex(data));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Could not make a TLSA record", e);
        }
    }

    /** The record data as in a zone file. */
    @Override
    public String toString() {
        return usage + " " + selector + " " + matchingType + " " + associationData;
    }
}
