package org.signet.classification.types.catalog;

import org.signet.classification.types.Finder;
import org.signet.classification.types.Fit;

/** Finds {@code SG.}, 22 characters, a dot and 43 characters of base 64. */
final class SendGridKey implements Finder {
    private static final int DOT = 25;
    private static final int LENGTH = 69;

    @Override
    public String triggers() {
        return "S";
    }

    @Override
    public int find(char[] text, int at, Hits hits) {
        int end = at + LENGTH;
        if (end > text.length
                || text[at + 1] != 'G'
                || text[at + 2] != '.'
                || text[at + DOT] != '.'
                || !Text.standsAlone(text, at, end)) {
            return at + 1;
        }
        for (int i = at + 3; i < end; i++) {
            if (i != at + DOT && !Text.isWord(text[i]) && text[i] != '-') {
                return at + 1;
            }
        }
        hits.add(at, end, Fit.CERTAIN);
        return end;
    }
}
