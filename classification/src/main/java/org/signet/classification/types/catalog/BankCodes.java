package org.signet.classification.types.catalog;

import org.signet.classification.types.Finder;
import org.signet.classification.types.Fit;

/** Finds words of 8 or 11 capitals and digits whose fifth and sixth are a country. */
final class BankCodes implements Finder {
    @Override
    public String triggers() {
        return "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    }

    @Override
    public int find(char[] text, int at, Hits hits) {
        if (at + 8 > text.length || !Text.isUpper(text[at + 1])) {
            return at + 1;
        }
        int end = at;
        while (end < text.length && (Text.isUpper(text[end]) || Text.isDigit(text[end]))) {
            end++;
        }
        int length = end - at;
        boolean alone =
                (at == 0 || !Text.isWord(text[at - 1]))
                        && (end == text.length || !Text.isWord(text[end]));
        if (alone && (length == 8 || length == 11) && isCode(text, at)) {
            hits.add(at, end, Fit.PLAUSIBLE);
        }
        return end;
    }

    private static boolean isCode(char[] text, int at) {
        return Text.isUpper(text[at + 2])
                && Text.isUpper(text[at + 3])
                && Securities.isCountry(new String(text, at + 4, 2));
    }
}
