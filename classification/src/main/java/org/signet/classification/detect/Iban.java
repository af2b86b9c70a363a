package org.signet.classification.detect;

/**
 * Whether digits are part of an international bank account number (ISO 13616), whose groups of four
 * look like those of a card. An IBAN has two letters, two check digits and up to 30 letters and
 * digits, written in one or in groups; as a number it leaves 1 when divided by 97.
 */
final class Iban {
    private static final int SHORTEST = 15;
    private static final int LONGEST = 34;
    private static final int LONGEST_WRITTEN = LONGEST + LONGEST / 2;

    private Iban() {}

    /** Whether an IBAN begins before the digits and ends with or after them. */
    static boolean covers(char[] text, int start, int end) {
        int farthest = Math.max(0, end - LONGEST_WRITTEN);
        for (int at = start - 4; at >= farthest; at--) {
            if (begins(text, at) && reaches(text, at, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(char[] text, int at) {
        return (at == 0 || !isLetterOrDigit(text[at - 1]))
                && isLetter(text[at])
                && isLetter(text[at + 1])
                && isDigit(text[at + 2])
                && isDigit(text[at + 3]);
    }

    /** Tries each end of a group from {@code end} on. */
    private static boolean reaches(char[] text, int from, int end) {
        StringBuilder number = new StringBuilder();
        for (int i = from; i < text.length && number.length() < LONGEST; i++) {
            if (isLetterOrDigit(text[i])) {
                number.append(text[i]);
                boolean groupEnds = i + 1 == text.length || !isLetterOrDigit(text[i + 1]);
                if (groupEnds && i + 1 >= end && isValid(number)) {
                    return true;
                }
            } else if (text[i] != ' ' || !isLetterOrDigit(text[i - 1])) {
                return false;
            }
        }
        return false;
    }

    /** The check of ISO 7064 MOD 97-10: country and check digits last, letters from 10 to 35. */
    private static boolean isValid(CharSequence number) {
        if (number.length() < SHORTEST) {
            return false;
        }
        int rest = 0;
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt((i + 4) % number.length());
            rest = isDigit(c) ? rest * 10 + (c - '0') : rest * 100 + (c - 'a' + 10);
            rest %= 97;
        }
        return rest == 1;
    }

    private static boolean isLetterOrDigit(char c) {
        return isLetter(c) || isDigit(c);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
