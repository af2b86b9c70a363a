package org.signet.classification.types.catalog;

import org.signet.classification.types.Finder;
import org.signet.classification.types.Fit;

/** Finds 40 characters of which the fourth is a digit and the next are {@code Q~}. */
final class EntraSecret implements Finder {
    private static final int BEFORE = 5;

    @Override
    public String triggers() {
        return "~";
    }

    @Override
    public int find(char[] text, int at, Hits hits) {
        int start = at - BEFORE;
        if (start < 0 || text[at - 1] != 'Q' || !Text.isDigit(text[at - 2])) {
            return at + 1;
        }
        int end = start;
        while (end < text.length && end - start <= 41 && isLetter(text[end])) {
            end++;
        }
        boolean alone = start == 0 || !isLetter(text[start - 1]);
        if (alone && end > at && end - start >= 37 && end - start <= 40) {
            hits.add(start, end, Fit.CERTAIN);
        }
        return Math.max(end, at + 1);
    }

    private static boolean isLetter(char c) {
        return Text.isWord(c) || c == '~' || c == '.' || c == '-';
    }
}
