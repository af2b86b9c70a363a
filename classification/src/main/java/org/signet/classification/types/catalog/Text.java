package org.signet.classification.types.catalog;

/** Looks at the characters around a place in a text. */
final class Text {
    private Text() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isLetter(char c) {
        return isUpper(c) || (c >= 'a' && c <= 'z');
    }

    static boolean isWord(char c) {
        return isDigit(c) || isLetter(c) || c == '_';
    }

    static boolean isHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /** Whether the text goes on so, in either case of ASCII letters. */
    static boolean startsWith(char[] text, int at, String lower) {
        if (at < 0 || at + lower.length() > text.length) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            char c = text[at + i];
            if ((isUpper(c) ? (char) (c + 32) : c) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a word ends here, and no more letters stand before it. */
    static boolean endsWith(char[] text, int end, String lower) {
        int start = end - lower.length();
        return startsWith(text, start, lower) && (start == 0 || !isLetter(text[start - 1]));
    }

    /** Whether a text stands somewhere between two places. */
    static boolean contains(char[] text, int from, int to, String lower) {
        for (int i = Math.max(0, from); i + lower.length() <= Math.min(text.length, to); i++) {
            if (startsWith(text, i, lower)) {
                return true;
            }
        }
        return false;
    }

    static boolean standsAlone(char[] text, int start, int end) {
        return (start == 0 || !isWord(text[start - 1]))
                && (end == text.length || !isWord(text[end]));
    }

    /**
     * The entropy of a text by the frequency of its characters (C. Shannon, 1948), in bits each.
     */
    static double entropy(CharSequence text) {
        int[] counts = new int[128];
        for (int i = 0; i < text.length(); i++) {
            counts[text.charAt(i) & 127]++;
        }
        double entropy = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / text.length();
                entropy -= share * Math.log(share) / Math.log(2);
            }
        }
        return entropy;
    }
}
