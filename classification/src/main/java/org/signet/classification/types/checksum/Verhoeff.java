package org.signet.classification.types.checksum;

/**
 * The check digit over the dihedral group of order ten (J. Verhoeff, Error Detecting Decimal Codes,
 * Mathematical Centre Tract 29, 1969).
 */
public final class Verhoeff {
    private static final int[] PERMUTED = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

    private Verhoeff() {}

    /** Whether the last of the digits between two places is their check digit. */
    public static boolean isValid(CharSequence digits, int start, int end) {
        int check = 0;
        for (int i = end - 1; i >= start; i--) {
            int digit = digits.charAt(i) - '0';
            for (int times = (end - 1 - i) % 8; times > 0; times--) {
                digit = PERMUTED[digit];
            }
            check = product(check, digit);
        }
        return check == 0;
    }

    /** The product of rotations (0 to 4) and reflections (5 to 9) of a pentagon. */
    private static int product(int left, int right) {
        if (left < 5) {
            return right < 5 ? (left + right) % 5 : 5 + (left + right) % 5;
        }
        return right < 5 ? 5 + (left - right) % 5 : Math.floorMod(left - right, 5);
    }
}
