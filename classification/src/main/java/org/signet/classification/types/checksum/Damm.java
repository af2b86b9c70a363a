package org.signet.classification.types.checksum;

/**
 * The check digit over a totally anti-symmetric quasigroup of order ten (H. M. Damm, Total
 * anti-symmetrische Quasigruppen, 2004).
 */
public final class Damm {
    private static final String[] TABLE = {
        "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
        "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"
    };

    private Damm() {}

    /** Whether the last of the digits between two places is their check digit. */
    public static boolean isValid(CharSequence digits, int start, int end) {
        int interim = 0;
        for (int i = start; i < end; i++) {
            interim = TABLE[interim].charAt(digits.charAt(i) - '0') - '0';
        }
        return interim == 0;
    }
}
