package org.signet.classification.types.catalog;

import org.signet.classification.types.Finder;
import org.signet.classification.types.Fit;

/**
 * Finds the second line of the machine readable zone of passports (44 characters) and cards (36):
 * number, nationality, date of birth, sex, date of expiry, each of the numbers with a check digit.
 */
final class MachineReadableZones implements Finder {
    private static final int PASSPORT = 44;
    private static final int CARD = 36;

    @Override
    public String triggers() {
        return "<" + DIGITS;
    }

    @Override
    public int find(char[] text, int at, Hits hits) {
        int start = at;
        while (start > 0 && at - start <= PASSPORT && isLetter(text[start - 1])) {
            start--;
        }
        int end = at;
        while (end < text.length && end - start <= PASSPORT && isLetter(text[end])) {
            end++;
        }
        int length = end - start;
        if ((length == PASSPORT || length == CARD)
                && isChecked(text, start, 9)
                && isChecked(text, start + 13, 6)
                && isChecked(text, start + 21, 6)) {
            hits.add(start, end, Fit.CERTAIN);
        }
        return Math.max(end, at + 1);
    }

    private static boolean isChecked(char[] text, int start, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            char c = text[start + i];
            int value = c == '<' ? 0 : Character.digit(c, 36);
            sum += value * (i % 3 == 0 ? 7 : i % 3 == 1 ? 3 : 1);
        }
        return text[start + length] - '0' == sum % 10;
    }

    private static boolean isLetter(char c) {
        return c == '<' || Text.isDigit(c) || Text.isUpper(c);
    }
}
