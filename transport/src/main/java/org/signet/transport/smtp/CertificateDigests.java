package org.signet.transport.smtp;

import org.signet.transport.dane.MatchingType;
import org.signet.transport.dane.Selector;

import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The SHA-256 digests of a certificate and of its public key, in hexadecimal: what a TLSA record
 * with selector 0 or 1 and matching type 1 would hold.
 */
public record CertificateDigests(String certificate, String key) {
    private static final int SHOWN = 4;

    static List<CertificateDigests> of(List<X509Certificate> chain) {
        return chain.stream()
                .map(
                        one ->
                                new CertificateDigests(
                                        digest(Selector.CERT.select(one)),
                                        digest(Selector.SPKI.select(one))))
                .toList();
    }

    private static String digest(byte[] octets) {
        return HexFormat.of().formatHex(MatchingType.SHA2_256.apply(octets));
    }

    /** Returns a chain for a log, one entry a certificate. */
    static String shown(List<CertificateDigests> chain) {
        String all =
                chain.stream()
                        .limit(SHOWN)
                        .map(one -> "key " + one.key() + " certificate " + one.certificate())
                        .collect(Collectors.joining(", issuer "));
        return chain.isEmpty() ? "no certificate" : all + (chain.size() > SHOWN ? ", ..." : "");
    }
}
