package org.signet.classification.types.checksum;

/** The "modulus 10, double add double" check of ISO/IEC 7812-1 annex B. */
public final class Luhn {
    private Luhn() {}

    /** Whether the last of the digits is their check digit. */
    public static boolean isValid(CharSequence digits) {
        return isValid(digits, 0, digits.length());
    }

    /** Whether the last of the digits between two places is their check digit. */
    public static boolean isValid(CharSequence digits, int start, int end) {
        int sum = 0;
        boolean twice = false;
        for (int i = end - 1; i >= start; i--) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            int added = twice ? digit * 2 : digit;
            sum += added > 9 ? added - 9 : added;
            twice = !twice;
        }
        return sum % 10 == 0;
    }
}
