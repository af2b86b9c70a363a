package org.signet.classification.types.checksum;

/** The check character systems of ISO/IEC 7064. */
public final class Iso7064 {
    private static final String MOD_11_2 = "0123456789X";

    private Iso7064() {}

    /** MOD 97-10: letters count from 10 to 35, the number leaves 1. */
    public static boolean isMod97(CharSequence text, int start, int end) {
        return mod97(text, start, end, 0) == 1;
    }

    /** The rest by 97 of what goes before, followed by these letters and digits. */
    public static int mod97(CharSequence text, int start, int end, int before) {
        int rest = before;
        for (int i = start; i < end; i++) {
            int value = Character.digit(text.charAt(i), 36);
            rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
        }
        return rest;
    }

    /** MOD 11,10: a hybrid system with one digit. */
    public static boolean isMod1110(CharSequence digits, int start, int end) {
        int rest = 10;
        for (int i = start; i < end - 1; i++) {
            int sum = (rest + digits.charAt(i) - '0') % 10;
            rest = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (rest + digits.charAt(end - 1) - '0') % 10 == 1;
    }

    /** MOD 11-2: a pure system; the check character is a digit or X. */
    public static boolean isMod112(CharSequence text, int start, int end) {
        int rest = 0;
        for (int i = start; i < end - 1; i++) {
            rest = (rest + text.charAt(i) - '0') * 2 % 11;
        }
        return MOD_11_2.charAt((12 - rest) % 11) == text.charAt(end - 1);
    }

    /** MOD 37,36: a hybrid system over digits and letters. */
    public static boolean isMod3736(CharSequence text, int start, int end) {
        int rest = 36;
        for (int i = start; i < end - 1; i++) {
            int sum = (rest + Character.digit(text.charAt(i), 36)) % 36;
            rest = (sum == 0 ? 36 : sum) * 2 % 37;
        }
        return (rest + Character.digit(text.charAt(end - 1), 36)) % 36 == 1;
    }
}
