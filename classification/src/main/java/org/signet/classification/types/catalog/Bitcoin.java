package org.signet.classification.types.catalog;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/** The checksums of Bitcoin addresses: Base58Check, Bech32 (BIP 173) and Bech32m (BIP 350). */
final class Bitcoin {
    static final String BASE_58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    static final String BECH_32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    private static final int[] GENERATOR = {
        0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3
    };
    private static final int BECH_32M = 0x2BC830A3;
    private static final int ADDRESS = 25;

    private Bitcoin() {}

    /** An address of 25 bytes: version 0 (public key hash) or 5 (script hash), hash, checksum. */
    static boolean isBase58Address(String text) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            int digit = BASE_58.indexOf(text.charAt(i));
            if (digit < 0) {
                return false;
            }
            number = number.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(digit));
        }
        if (number.bitLength() > ADDRESS * 8) {
            return false;
        }
        byte[] bytes = new byte[ADDRESS];
        byte[] value = number.toByteArray();
        int from = value.length > ADDRESS ? 1 : 0;
        System.arraycopy(value, from, bytes, ADDRESS - (value.length - from), value.length - from);
        byte[] hash = sha256(sha256(Arrays.copyOf(bytes, ADDRESS - 4)));
        return (bytes[0] == 0 || bytes[0] == 5)
                && leadingZeros(bytes) == leadingOnes(text)
                && Arrays.equals(Arrays.copyOf(hash, 4), Arrays.copyOfRange(bytes, 21, 25));
    }

    private static int leadingZeros(byte[] bytes) {
        int count = 0;
        while (count < bytes.length && bytes[count] == 0) {
            count++;
        }
        return count;
    }

    private static int leadingOnes(String text) {
        int count = 0;
        while (count < text.length() && text.charAt(count) == '1') {
            count++;
        }
        return count;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A segregated witness address: Bech32 for version 0, Bech32m for later ones. */
    static boolean isWitnessAddress(String text, String prefix) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!lower.equals(text) && !text.toUpperCase(Locale.ROOT).equals(text)) {
            return false;
        }
        int[] data = new int[lower.length() - prefix.length() - 1];
        for (int i = 0; i < data.length; i++) {
            data[i] = BECH_32.indexOf(lower.charAt(prefix.length() + 1 + i));
            if (data[i] < 0) {
                return false;
            }
        }
        int bytes = (data.length - 7) * 5 / 8;
        boolean sized =
                data[0] == 0
                        ? bytes == 20 || bytes == 32
                        : data[0] <= 16 && bytes >= 2 && bytes <= 40;
        return sized && checksum(prefix, data) == (data[0] == 0 ? 1 : BECH_32M);
    }

    private static int checksum(String prefix, int[] data) {
        int check = 1;
        for (int i = 0; i < prefix.length(); i++) {
            check = step(check, prefix.charAt(i) >> 5);
        }
        check = step(check, 0);
        for (int i = 0; i < prefix.length(); i++) {
            check = step(check, prefix.charAt(i) & 31);
        }
        for (int value : data) {
            check = step(check, value);
        }
        return check;
    }

    private static int step(int check, int value) {
        int next = ((check & 0x1FFFFFF) << 5) ^ value;
        for (int i = 0; i < GENERATOR.length; i++) {
            next ^= ((check >> (25 + i)) & 1) == 1 ? GENERATOR[i] : 0;
        }
        return next;
    }
}
