package org.signet.classification.types.catalog;

import org.signet.classification.types.Finder;
import org.signet.classification.types.Fit;

/** Finds {@code -----BEGIN ... PRIVATE KEY...-----} to its end, and PuTTY's key files. */
final class PrivateKeyBlock implements Finder {
    private static final String BEGIN = "-----begin ";
    private static final String END = "-----end ";
    private static final String PUTTY = "putty-user-key-file-";
    private static final int LONGEST_LABEL = 60;
    private static final int LONGEST_KEY = 16_384;

    @Override
    public String triggers() {
        return "-";
    }

    @Override
    public int find(char[] text, int at, Hits hits) {
        if (Text.startsWith(text, at - 5, PUTTY)) {
            hits.add(at - 5, at - 5 + PUTTY.length(), Fit.CERTAIN);
            return at + 1;
        }
        if (!Text.startsWith(text, at, BEGIN)) {
            return at + 1;
        }
        int label = at + BEGIN.length();
        int end = label;
        while (end < text.length && end - label < LONGEST_LABEL && text[end] != '-') {
            end++;
        }
        if (!Text.startsWith(text, end, "-----")
                || !Text.contains(text, label, end, "private key")) {
            return at + 1;
        }
        end += 5;
        int last = Math.min(text.length, at + LONGEST_KEY);
        for (int i = end; i < last; i++) {
            if (text[i] == '-' && Text.startsWith(text, i, END)) {
                hits.add(at, Math.min(text.length, i + end - at - 2), Fit.CERTAIN);
                return i;
            }
        }
        hits.add(at, end, Fit.CERTAIN);
        return last;
    }
}
