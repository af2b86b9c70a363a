package org.signet.classification.detect;

/** Whether digits are a payment card number: length, network and check digit. */
final class CardNumber {
    static final int SHORTEST = 14;
    static final int LONGEST = 19;

    private CardNumber() {}

    static boolean isCard(CharSequence digits) {
        int length = digits.length();
        return length >= SHORTEST
                && length <= LONGEST
                && NumberBlock.isIssued(Integer.parseInt(digits, 0, 6, 10), length)
                && passesLuhn(digits);
    }

    /** The "modulus 10, double add double" check of ISO/IEC 7812-1 annex B. */
    static boolean passesLuhn(CharSequence digits) {
        int sum = 0;
        boolean twice = false;
        for (int i = digits.length() - 1; i >= 0; i--) {
            int digit = digits.charAt(i) - '0';
            int added = twice ? digit * 2 : digit;
            sum += added > 9 ? added - 9 : added;
            twice = !twice;
        }
        return sum % 10 == 0;
    }

    /** The number as one value; unsigned, since 19 digits do not fit a signed one. */
    static long value(CharSequence digits) {
        return Long.parseUnsignedLong(digits, 0, digits.length(), 10);
    }
}
