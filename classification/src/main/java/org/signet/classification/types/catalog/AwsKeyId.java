package org.signet.classification.types.catalog;

import org.signet.classification.types.Finder;
import org.signet.classification.types.Fit;

/** Finds access key ids: AKIA (long-term) or ASIA (temporary), and 16 characters of base 32. */
final class AwsKeyId implements Finder {
    private static final int LENGTH = 20;

    @Override
    public String triggers() {
        return "A";
    }

    @Override
    public int find(char[] text, int at, Hits hits) {
        int end = at + LENGTH;
        if (end > text.length
                || (text[at + 1] != 'K' && text[at + 1] != 'S')
                || text[at + 2] != 'I'
                || text[at + 3] != 'A'
                || !Text.standsAlone(text, at, end)) {
            return at + 1;
        }
        for (int i = at + 4; i < end; i++) {
            if (!Text.isUpper(text[i]) && !(text[i] >= '2' && text[i] <= '7')) {
                return at + 1;
            }
        }
        hits.add(at, end, Fit.CERTAIN);
        return end;
    }
}
