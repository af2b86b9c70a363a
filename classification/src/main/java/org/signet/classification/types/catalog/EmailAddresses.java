package org.signet.classification.types.catalog;

import org.signet.classification.types.Finder;
import org.signet.classification.types.Fit;

/** Finds addresses: a local part without quotes, and a domain name of two labels or more. */
final class EmailAddresses implements Finder {
    private static final String LOCAL = "!#$%&'*+-/=?^_`{|}~.";
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 255;

    @Override
    public String triggers() {
        return "@";
    }

    @Override
    public int find(char[] text, int at, Hits hits) {
        int start = at;
        while (start > 0 && at - start < LONGEST_LOCAL && isLocal(text[start - 1])) {
            start--;
        }
        while (start < at && !isLetterOrDigit(text[start]) && text[start] != '_') {
            start++;
        }
        int end = domainEnd(text, at + 1);
        if (start < at && text[at - 1] != '.' && end > at + 1) {
            hits.add(start, end, Fit.CERTAIN);
        }
        return Math.max(end, at + 1);
    }

    /** Where the domain ends, or its start if there is none. */
    private static int domainEnd(char[] text, int from) {
        int end = from;
        int lastDot = -1;
        int known = from;
        while (end < text.length && end - from < LONGEST_DOMAIN) {
            char c = text[end];
            if (isLetterOrDigit(c)) {
                end++;
                known = lastDot > 0 ? end : known;
            } else if ((c == '-' || c == '.') && end > from && isLetterOrDigit(text[end - 1])) {
                lastDot = c == '.' ? end : lastDot;
                end++;
            } else {
                break;
            }
        }
        int label = known;
        while (label > from && text[label - 1] != '.') {
            label--;
        }
        boolean named = known - label >= 2 && !Text.isDigit(text[label]);
        return known > from && label > from && named ? known : from;
    }

    private static boolean isLocal(char c) {
        return isLetterOrDigit(c) || LOCAL.indexOf(c) >= 0;
    }

    private static boolean isLetterOrDigit(char c) {
        return c < 128 ? Text.isDigit(c) || Text.isLetter(c) : Character.isLetterOrDigit(c);
    }
}
