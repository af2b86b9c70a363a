package org.signet.smime.trust;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.Certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest by which an operator names a certificate or a key.
 *
 * @param hex 64 hexadecimal digits in lower case
 */
public record Fingerprint(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public Fingerprint {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("Not 64 hexadecimal digits in lower case");
        }
    }

    /** Reads one as people and OpenSSL write it: in any case, with colons or without. */
    public static Optional<Fingerprint> parse(String text) {
        String hex = text.replace(":", "").toLowerCase(Locale.ROOT);
        return FORM.matcher(hex).matches() ? Optional.of(new Fingerprint(hex)) : Optional.empty();
    }

    /** Of the whole certificate, in DER. */
    public static Fingerprint of(X509Certificate certificate) {
        try {
            return of(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("A certificate that has no encoding", e);
        }
    }

    /** Of the whole revocation list, in DER. */
    public static Fingerprint of(X509CRL list) {
        try {
            return of(list.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("A revocation list that has no encoding", e);
        }
    }

    /** Of its key alone: the SubjectPublicKeyInfo, in DER. */
    public static Fingerprint ofKey(X509Certificate certificate) {
        try {
            return of(
                    Certificate.getInstance(certificate.getEncoded())
                            .getSubjectPublicKeyInfo()
                            .getEncoded(ASN1Encoding.DER));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("A certificate that has no encoding", e);
        }
    }

    private static Fingerprint of(byte[] der) {
        try {
            return new Fingerprint(
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
