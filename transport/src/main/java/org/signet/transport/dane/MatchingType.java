package org.signet.transport.dane;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** How a TLSA record holds what it names (RFC 6698 §2.1.3); the digests from weak to strong. */
public enum MatchingType {
    /** As it is. */
    FULL(0, 0),
    SHA2_256(1, 32),
    SHA2_512(2, 64);

    private final int code;
    private final int length;

    MatchingType(int code, int length) {
        this.code = code;
        this.length = length;
    }

    public int code() {
        return code;
    }

    /** Returns nothing for a number that is not assigned. */
    static Optional<MatchingType> of(int code) {
        return Arrays.stream(values()).filter(value -> value.code == code).findFirst();
    }

    /** Returns the octets of the digest; 0 where there is none. */
    int length() {
        return length;
    }

    public byte[] apply(byte[] selected) {
        return switch (this) {
            case FULL -> selected;
            case SHA2_256 -> digest("SHA-256", selected);
            case SHA2_512 -> digest("SHA-512", selected);
        };
    }

    private static byte[] digest(String algorithm, byte[] data) {
        try {
            return MessageDigest.getInstance(algorithm).digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no " + algorithm, e);
        }
    }
}
