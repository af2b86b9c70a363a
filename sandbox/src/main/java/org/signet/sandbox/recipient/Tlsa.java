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
    private static final int SHA_256 = 1;

    /** The record {@code 3 1 1} for the certificate of a server. */
    public static Tlsa endEntity(X509Certificate certificate) {
        return new Tlsa(DANE_EE, SPKI, SHA_256, digestOfKey(certificate));
    }

    /** The record {@code 2 1 1} for the certificate of an authority. */
    public static Tlsa trustAnchor(X509Certificate certificate) {
        return new Tlsa(DANE_TA, SPKI, SHA_256, digestOfKey(certificate));
    }

    private static String digestOfKey(X509Certificate certificate) {
        try {
            byte[] key = certificate.getPublicKey().getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no SHA-256", e);
        }
    }

    /** The record data as in a zone file. */
    @Override
    public String toString() {
        return usage + " " + selector + " " + matchingType + " " + associationData;
    }
}
