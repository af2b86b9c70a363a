package org.signet.classification.types.catalog;

import org.signet.classification.types.Finder;
import org.signet.classification.types.Fit;

/** Finds four decimal numbers up to 255 between dots; with one more it is an object identifier. */
final class Ipv4Addresses implements Finder {
    @Override
    public String triggers() {
        return String.valueOf(DIGITS);
    }

    @Override
    public int find(char[] text, int at, Hits hits) {
        if (at > 0 && (Text.isWord(text[at - 1]) || isDotted(text, at - 1, -1))) {
            return at + 1;
        }
        int end = at;
        for (int part = 0; part < 4; part++) {
            int digits = 0;
            int value = 0;
            while (end < text.length && digits < 4 && Text.isDigit(text[end])) {
                value = value * 10 + text[end++] - '0';
                digits++;
            }
            if (digits == 0
                    || digits > 3
                    || value > 255
                    || (digits > 1 && isZero(text, end, digits))) {
                return at + 1;
            }
            if (part < 3 && (end >= text.length || text[end++] != '.')) {
                return at + 1;
            }
        }
        boolean alone = end == text.length || !(Text.isWord(text[end]) || isDotted(text, end, 1));
        if (alone) {
            boolean nothing = text[at] == '0' && text[at + 1] == '.';
            hits.add(at, end, nothing ? Fit.PLAUSIBLE : Fit.CERTAIN);
        }
        return end;
    }

    /** Whether a number of more than one digit begins with a zero. */
    private static boolean isZero(char[] text, int end, int digits) {
        return text[end - digits] == '0';
    }

    private static boolean isDotted(char[] text, int at, int step) {
        int next = at + step;
        return text[at] == '.' && next >= 0 && next < text.length && Text.isDigit(text[next]);
    }
}
