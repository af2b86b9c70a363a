package org.signet.acceptance;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Somebody with a mailbox on the local James. */
public record Person(String address, String password) {
    static Person withNewPassword(String address, SecureRandom random) {
        byte[] secret = new byte[6];
        random.nextBytes(secret);
        return new Person(address, HexFormat.of().formatHex(secret));
    }

    @Override
    public String toString() {
        return address;
    }
}
