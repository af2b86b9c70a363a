package org.signet.classification.types.catalog;

import org.signet.classification.types.Fit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The checksum of Ethereum addresses (EIP-55): a letter is a capital where the hash of the address
 * in small letters has a digit of 8 or more. The hash is Keccak-256 as it was submitted to the
 * SHA-3 competition, whose padding differs from that of FIPS 202.
 */
final class Ethereum {
    private static final int RATE = 136;
    private static final int[] ROTATIONS = {
        1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44
    };
    private static final int[] LANES = {
        10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
    };

    private Ethereum() {}

    /** An address in one case has no checksum. */
    static Fit fit(String address) {
        String digits = address.substring(2);
        String lower = digits.toLowerCase(Locale.ROOT);
        if (digits.equals(lower) || digits.equals(digits.toUpperCase(Locale.ROOT))) {
            return Fit.PLAUSIBLE;
        }
        byte[] hash = keccak256(lower.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int nibble = i % 2 == 0 ? (hash[i / 2] >> 4) & 15 : hash[i / 2] & 15;
            if (c > '9' && Character.isUpperCase(c) != nibble >= 8) {
                return Fit.NO;
            }
        }
        return Fit.CERTAIN;
    }

    /** Of a message shorter than one block. */
    static byte[] keccak256(byte[] message) {
        ByteBuffer block = ByteBuffer.allocate(RATE).order(ByteOrder.LITTLE_ENDIAN);
        block.put(message).put((byte) 1);
        block.put(RATE - 1, (byte) (block.get(RATE - 1) | 0x80));
        long[] state = new long[25];
        for (int i = 0; i < RATE / 8; i++) {
            state[i] = block.getLong(i * 8);
        }
        permute(state);
        ByteBuffer hash = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 4; i++) {
            hash.putLong(state[i]);
        }
        return hash.array();
    }

    /** Keccak-f[1600]: FIPS 202 §3.3. */
    private static void permute(long[] a) {
        int shift = 1;
        for (int round = 0; round < 24; round++) {
            theta(a);
            rhoAndPi(a);
            chi(a);
            for (int j = 0; j < 7; j++) {
                a[0] ^= (shift & 1) == 1 ? 1L << ((1 << j) - 1) : 0;
                shift = (shift << 1) ^ ((shift >> 7) * 0x171);
            }
        }
    }

    private static void theta(long[] a) {
        long[] columns = new long[5];
        for (int i = 0; i < 25; i++) {
            columns[i % 5] ^= a[i];
        }
        for (int i = 0; i < 25; i++) {
            a[i] ^= columns[(i + 4) % 5] ^ Long.rotateLeft(columns[(i + 1) % 5], 1);
        }
    }

    private static void rhoAndPi(long[] a) {
        long moved = a[1];
        for (int i = 0; i < 24; i++) {
            long next = a[LANES[i]];
            a[LANES[i]] = Long.rotateLeft(moved, ROTATIONS[i]);
            moved = next;
        }
    }

    private static void chi(long[] a) {
        for (int y = 0; y < 25; y += 5) {
            long first = a[y];
            long second = a[y + 1];
            for (int x = 0; x < 3; x++) {
                a[y + x] ^= (~a[y + x + 1] & a[y + x + 2]);
            }
            a[y + 3] ^= (~a[y + 4] & first);
            a[y + 4] ^= (~first & second);
        }
    }
}
