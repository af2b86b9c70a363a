package org.signet.classification.detect;

import org.signet.classification.detect.DigitRuns.Gap;

/**
 * How a card number is written: in one run of digits, or in the groups that are printed on cards
 * (4-4-4-4, with one to three more for longer numbers; 4-6-5; 4-6-4; 6-13).
 *
 * <p>The groups are separated alike, by a space, a hyphen or a dot; one of the separators may be a
 * line break, since lines are wrapped. A tab, a wide gap and a table cell do not separate groups
 * but numbers. Other groupings are not taken for cards: in tables of numbers they would be found by
 * chance all the time.
 */
final class CardShape {
    /** How many groups there can be. */
    static final int[] GROUPS = {1, 2, 3, 4, 5};

    private CardShape() {}

    /** Whether the last runs have the lengths and separators of a card number. */
    static boolean matches(DigitRuns runs, int groups) {
        if (runs.size() < groups || !hasLengths(runs, groups)) {
            return false;
        }
        Gap separator = Gap.LINE;
        int lines = 0;
        for (int back = groups - 2; back >= 0; back--) {
            Gap gap = runs.gap(back);
            if (gap == Gap.NONE || gap == Gap.SLASH) {
                return false;
            }
            if (gap == Gap.LINE) {
                lines++;
            } else if (separator != Gap.LINE && separator != gap) {
                return false;
            } else {
                separator = gap;
            }
        }
        return lines <= 1;
    }

    private static boolean hasLengths(DigitRuns runs, int groups) {
        int last = runs.length(0);
        return switch (groups) {
            case 1 -> last >= CardNumber.SHORTEST && last <= CardNumber.LONGEST;
            case 2 -> runs.length(1) == 6 && last == 13;
            case 3 -> runs.length(2) == 4 && runs.length(1) == 6 && (last == 5 || last == 4);
            case 4 -> last == 4 && areFours(runs, groups);
            case 5 -> last <= 3 && areFours(runs, groups);
            default -> false;
        };
    }

    private static boolean areFours(DigitRuns runs, int groups) {
        for (int back = 1; back < groups; back++) {
            if (runs.length(back) != 4) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the digits are a number of their own: not part of a word or identifier, not the
     * fraction of a decimal number or part of a dotted one, not a telephone number with a plus
     * sign.
     */
    static boolean standsAlone(char[] text, int start, int end) {
        if (start > 0) {
            char before = text[start - 1];
            boolean dotted = before == '.' && start > 1 && isDigit(text[start - 2]);
            if (continuesIdentifier(before) || before == '+' || dotted) {
                return false;
            }
        }
        if (end < text.length) {
            char after = text[end];
            boolean dotted = after == '.' && end + 1 < text.length && isDigit(text[end + 1]);
            return !continuesIdentifier(after) && !dotted;
        }
        return true;
    }

    /** Only Latin letters: in other scripts numbers stand next to letters without a space. */
    private static boolean continuesIdentifier(char c) {
        return (c >= 'a' && c <= 'z') || c == '_' || isDigit(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
