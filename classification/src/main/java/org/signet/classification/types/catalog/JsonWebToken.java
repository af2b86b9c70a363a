package org.signet.classification.types.catalog;

import org.signet.classification.types.Finder;
import org.signet.classification.types.Fit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Finds three parts of base 64 that begin as JSON does, the first of which names an algorithm. */
final class JsonWebToken implements Finder {
    private static final int LONGEST = 16_384;

    @Override
    public String triggers() {
        return "J";
    }

    @Override
    public int find(char[] text, int at, Hits hits) {
        int start = at - 2;
        if (start < 0
                || text[start] != 'e'
                || text[start + 1] != 'y'
                || (start > 0 && isLetter(text[start - 1]))) {
            return at + 1;
        }
        int[] dots = new int[2];
        int count = 0;
        int end = start;
        int last = Math.min(text.length, start + LONGEST);
        while (end < last && (isLetter(text[end]) || (text[end] == '.' && count < 2))) {
            if (text[end] == '.') {
                dots[count++] = end;
            }
            end++;
        }
        if (count == 2 && end > dots[1] && namesAlgorithm(text, start, dots[0])) {
            boolean payload = Text.startsWith(text, dots[0] + 1, "ey");
            boolean signed = end - dots[1] > 1;
            if (payload && signed) {
                hits.add(start, end, Fit.CERTAIN);
            }
        }
        return Math.max(end, at + 1);
    }

    private static boolean namesAlgorithm(char[] text, int start, int end) {
        try {
            byte[] header = Base64.getUrlDecoder().decode(new String(text, start, end - start));
            String json = new String(header, StandardCharsets.UTF_8).strip();
            return json.startsWith("{") && json.endsWith("}") && json.contains("\"alg\"");
        } catch (IllegalArgumentException e) {
            return false; // not base 64: no token
        }
    }

    private static boolean isLetter(char c) {
        return Text.isWord(c) || c == '-';
    }
}
