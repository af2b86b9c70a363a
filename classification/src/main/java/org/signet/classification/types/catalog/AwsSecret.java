package org.signet.classification.types.catalog;

import org.signet.classification.types.Finder;
import org.signet.classification.types.Fit;

/** Finds 40 characters of base 64 that look random: a secret access key, where evidence is near. */
final class AwsSecret implements Finder {
    private static final int LENGTH = 40;
    private static final double LEAST_ENTROPY = 4.25;

    @Override
    public String triggers() {
        return String.valueOf(DIGITS);
    }

    @Override
    public int find(char[] text, int at, Hits hits) {
        int start = at;
        while (start > 0 && at - start <= LENGTH && isLetter(text[start - 1])) {
            start--;
        }
        int end = at;
        while (end < text.length && end - start <= LENGTH && isLetter(text[end])) {
            end++;
        }
        if (end - start == LENGTH && Text.standsAlone(text, start, end) && isRandom(text, start)) {
            hits.add(start, end, Fit.PLAUSIBLE);
        }
        return Math.max(end, at + 1);
    }

    private static boolean isRandom(char[] text, int start) {
        String key = new String(text, start, LENGTH);
        boolean hex = key.chars().allMatch(c -> Text.isHex((char) c));
        boolean upper = key.chars().anyMatch(c -> Text.isUpper((char) c));
        boolean lower = key.chars().anyMatch(c -> c >= 'a' && c <= 'z');
        return !hex && upper && lower && Text.entropy(key) >= LEAST_ENTROPY;
    }

    private static boolean isLetter(char c) {
        return Text.isDigit(c) || Text.isLetter(c) || c == '/' || c == '+';
    }
}
