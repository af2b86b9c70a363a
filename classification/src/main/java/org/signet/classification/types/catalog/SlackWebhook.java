package org.signet.classification.types.catalog;

import org.signet.classification.types.Finder;
import org.signet.classification.types.Fit;

/** Finds {@code hooks.slack.com/services/T.../B.../...}. */
final class SlackWebhook implements Finder {
    private static final String HOST = "hooks.slack.com/services/";
    private static final int LONGEST = 120;

    @Override
    public String triggers() {
        return "/";
    }

    @Override
    public int find(char[] text, int at, Hits hits) {
        int start = at + 1 - HOST.length();
        if (!Text.startsWith(text, start, HOST)) {
            return at + 1;
        }
        int end = at + 1;
        int slashes = 0;
        while (end < text.length
                && end - at < LONGEST
                && (Text.isWord(text[end]) || text[end] == '/')) {
            slashes += text[end++] == '/' ? 1 : 0;
        }
        if (slashes == 2 && text[at + 1] == 'T' && end - at > 40) {
            hits.add(start, end, Fit.CERTAIN);
        }
        return end;
    }
}
