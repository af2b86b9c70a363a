package org.signet.classification.types.catalog;

import org.signet.classification.types.Finder;
import org.signet.classification.types.Fit;

/** Finds {@code scheme://user:password@host}. */
final class UrlPassword implements Finder {
    private static final int LONGEST = 200;

    @Override
    public String triggers() {
        return "@";
    }

    @Override
    public int find(char[] text, int at, Hits hits) {
        int colon = -1;
        int i = at - 1;
        while (i > 1 && at - i < LONGEST && text[i] > ' ' && text[i] != '/') {
            colon = text[i] == ':' ? i : colon;
            i--;
        }
        boolean authority = i > 1 && text[i] == '/' && text[i - 1] == '/' && text[i - 2] == ':';
        boolean host = at + 1 < text.length && Text.isWord(text[at + 1]);
        if (authority
                && host
                && colon > i + 1
                && colon + 1 < at
                && !NamedSecret.isPlaceholder(text, colon + 1, at)) {
            hits.add(colon + 1, at, Fit.CERTAIN);
        }
        return at + 1;
    }
}
