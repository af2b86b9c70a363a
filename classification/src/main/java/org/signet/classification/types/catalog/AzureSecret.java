package org.signet.classification.types.catalog;

import org.signet.classification.types.Finder;
import org.signet.classification.types.Fit;

/**
 * Finds base 64 after {@code AccountKey=}, and after {@code sig=} in an address that has a version
 * ({@code sv=}) as well.
 *
 * @param name what stands before the equals sign, in small letters
 * @param shortest the fewest characters
 * @param inAddress whether the value is percent-encoded
 */
record AzureSecret(String name, int shortest, boolean inAddress) implements Finder {
    private static final int LONGEST = 120;
    private static final int NEAR = 400;

    @Override
    public String triggers() {
        return "=";
    }

    @Override
    public int find(char[] text, int at, Hits hits) {
        if (!Text.endsWith(text, at, name)) {
            return at + 1;
        }
        int end = at + 1;
        while (end < text.length && end - at < LONGEST && isLetter(text[end])) {
            end++;
        }
        int length = end - at - 1;
        boolean versioned = !inAddress || Text.contains(text, at - NEAR, at + NEAR, "sv=20");
        if (length >= shortest && versioned) {
            hits.add(at + 1, end, Fit.CERTAIN);
        }
        return end;
    }

    private boolean isLetter(char c) {
        return (Text.isWord(c) && c != '_')
                || c == '+'
                || c == '/'
                || c == '='
                || (inAddress && c == '%');
    }
}
