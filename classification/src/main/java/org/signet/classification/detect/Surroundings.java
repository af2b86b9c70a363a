package org.signet.classification.detect;

/** What stands around and between the characters of a number: whether it is a number of its own. */
final class Surroundings {
    private static final int NEAR = 16;
    private static final int LONGEST_ADDRESS = 256;
    private static final boolean[] WORD = new boolean[128];

    static {
        for (char c = 0; c < WORD.length; c++) {
            WORD[c] = isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }
    }

    private Surroundings() {}

    /**
     * Whether a value may begin here: not inside a word, identifier, decimal or dotted number,
     * amount of money, telephone number with a plus sign, or a hyphenated run of numbers such as a
     * UUID.
     */
    static boolean mayBegin(char[] text, int start) {
        if (start == 0) {
            return true;
        }
        char before = text[start - 1];
        if (continuesWord(before)) {
            return false;
        }
        return switch (before) {
            case '+', '$', '€', '£', '\\' -> text[start] == '+';
            case '.' -> start < 2 || !isDigit(text[start - 2]);
            case '-' -> !holdsDigit(text, start - 2, -1);
            default -> true;
        };
    }

    /** Whether a value may end here. */
    static boolean mayEnd(char[] text, int end) {
        if (end == text.length) {
            return true;
        }
        char after = text[end];
        if (continuesWord(after)) {
            return false;
        }
        return switch (after) {
            case '@', '%' -> false;
            case '.' -> end + 1 == text.length || !isDigit(text[end + 1]);
            case '-' -> !holdsDigit(text, end + 1, 1);
            default -> true;
        };
    }

    /** Whether a date ends or begins in a longer one. */
    static boolean isPartOfDate(char[] text, int start, int end) {
        return (start > 0 && isDateSign(text[start - 1]))
                || (end + 1 < text.length && isDateSign(text[end]) && isDigit(text[end + 1]));
    }

    private static boolean isDateSign(char c) {
        return c == '/' || c == '-' || c == '.';
    }

    /** Whether a digit stands in the word that begins or ends here, as far as one looks. */
    private static boolean holdsDigit(char[] text, int from, int step) {
        for (int i = from, seen = 0; i >= 0 && i < text.length && seen < NEAR; i += step, seen++) {
            if (isDigit(text[i])) {
                return true;
            }
            if (!isWord(text[i])) {
                return false;
            }
        }
        return false;
    }

    /**
     * Whether the gaps within a value are of one kind. A line break, with or without a hyphen
     * beside it, goes with every kind, since lines are wrapped, but only once.
     */
    static boolean gapsAreAlike(char[] text, int start, int end) {
        int kind = 0;
        int lines = 0;
        for (int i = start; i < end; i++) {
            if (isWord(text[i])) {
                continue;
            }
            int gap = 0;
            boolean line = false;
            for (; i < end && !isWord(text[i]); i++) {
                line |= text[i] == '\n';
                gap = text[i] == ' ' || text[i] == '\n' ? gap : text[i];
            }
            gap = gap == 0 ? ' ' : gap;
            if (line) {
                lines++;
            } else if (kind != 0 && kind != gap) {
                return false;
            } else {
                kind = gap;
            }
        }
        return lines <= 1;
    }

    /**
     * Whether a value in groups may be a part of a longer row of groups: a space and a digit stand
     * beside it. By chance a row of numbers holds values that pass a check.
     */
    static boolean isCrowded(char[] text, int start, int end, int letters) {
        return end - start > letters
                && ((start > 1 && text[start - 1] == ' ' && isDigit(text[start - 2]))
                        || (end + 1 < text.length && text[end] == ' ' && isDigit(text[end + 1])));
    }

    /**
     * Whether a number stands in the address of a page or in a message id: tracking numbers are
     * there, and words near them say nothing about them.
     */
    static boolean isInAddress(char[] text, int start, int end) {
        int first = Math.max(0, start - LONGEST_ADDRESS);
        for (int i = start - 1; i > first && text[i] > ' '; i--) {
            if (text[i] == '/' && text[i - 1] == '/') {
                return true;
            }
        }
        int last = Math.min(text.length, end + 4 * NEAR);
        for (int i = end; i < last && text[i] > ' '; i++) {
            if (text[i] == '@') {
                return true;
            }
        }
        return false;
    }

    /** Only Latin letters: in other scripts numbers stand next to letters without a space. */
    static boolean continuesWord(char c) {
        return c == '_' || isWord(c);
    }

    static boolean isWord(char c) {
        return c < WORD.length && WORD[c];
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
