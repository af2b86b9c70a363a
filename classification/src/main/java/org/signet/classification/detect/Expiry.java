package org.signet.classification.detect;

import org.signet.classification.detect.DigitRuns.Gap;

/**
 * Finds the expiry date of a card: month and year as {@code MM/YY}, {@code MM/YYYY} or with a
 * hyphen, of the years 2020 to 2049.
 */
final class Expiry {
    private Expiry() {}

    /** The start of the date that ends with the last run, or -1 if there is none. */
    static int endingWith(DigitRuns runs, char[] text) {
        if (runs.size() < 2 || (runs.gap(0) != Gap.SLASH && runs.gap(0) != Gap.HYPHEN)) {
            return -1;
        }
        int start = runs.start(1);
        int end = runs.start(0) + runs.length(0);
        return isMonth(runs, text) && isYear(runs, text) && !isLongerDate(text, start, end)
                ? start
                : -1;
    }

    private static boolean isMonth(DigitRuns runs, char[] text) {
        int length = runs.length(1);
        int month = length > 2 ? 0 : number(text, runs.start(1), length);
        return month >= 1 && month <= 12;
    }

    private static boolean isYear(DigitRuns runs, char[] text) {
        int length = runs.length(0);
        int year = length == 2 || length == 4 ? number(text, runs.start(0), length) : 0;
        int inCentury = length == 4 ? year - 2000 : year;
        return inCentury >= 20 && inCentury <= 49;
    }

    private static int number(char[] text, int start, int length) {
        return Integer.parseInt(new String(text, start, length));
    }

    private static boolean isLongerDate(char[] text, int start, int end) {
        return (start > 0 && isDateSign(text[start - 1]))
                || (end + 1 < text.length
                        && isDateSign(text[end])
                        && text[end + 1] >= '0'
                        && text[end + 1] <= '9');
    }

    private static boolean isDateSign(char c) {
        return c == '/' || c == '-' || c == '.';
    }
}
