package org.signet.transport.dane;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;

/** Which part of a certificate a TLSA record is about (RFC 6698 §2.1.2). */
public enum Selector {
    /** The whole certificate. */
    CERT(0),
    /** The public key with its algorithm. */
    SPKI(1);

    private final int code;

    Selector(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Returns nothing for a number that is not assigned. */
    static Optional<Selector> of(int code) {
        return Arrays.stream(values()).filter(value -> value.code == code).findFirst();
    }

    /** Returns the part of the certificate that a digest is taken of. */
    public byte[] select(X509Certificate certificate) {
        try {
            return this == CERT
                    ? certificate.getEncoded()
                    : certificate.getPublicKey().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("A certificate that cannot be encoded", e);
        }
    }
}
