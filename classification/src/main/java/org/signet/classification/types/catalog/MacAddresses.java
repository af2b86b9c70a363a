package org.signet.classification.types.catalog;

import org.signet.classification.types.Finder;
import org.signet.classification.types.Fit;

/** Finds six pairs of hexadecimal digits between colons or hyphens. */
final class MacAddresses implements Finder {
    private static final int LENGTH = 17;

    @Override
    public String triggers() {
        return ":-";
    }

    @Override
    public int find(char[] text, int at, Hits hits) {
        int start = at - 2;
        int end = start + LENGTH;
        if (start < 0 || end > text.length || text[at + 3] != text[at]) {
            return at + 1;
        }
        boolean zeros = true;
        for (int i = start; i < end; i++) {
            boolean separator = (i - start) % 3 == 2;
            if (separator ? text[i] != text[at] : !Text.isHex(text[i])) {
                return at + 1;
            }
            zeros &= separator || text[i] == '0' || text[i] == 'f' || text[i] == 'F';
        }
        boolean before = start > 0 && (Text.isWord(text[start - 1]) || text[start - 1] == text[at]);
        boolean after = end < text.length && (Text.isWord(text[end]) || text[end] == text[at]);
        if (!before && !after && !zeros) {
            hits.add(start, end, Fit.CERTAIN);
        }
        return end;
    }
}
