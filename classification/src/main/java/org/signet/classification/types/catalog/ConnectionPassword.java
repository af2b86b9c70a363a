package org.signet.classification.types.catalog;

import org.signet.classification.types.Finder;
import org.signet.classification.types.Fit;

import java.util.List;

/** Finds the password of a list of properties that also names a server. */
final class ConnectionPassword implements Finder {
    private static final List<String> NAMES = List.of("password", "pwd", "sharedaccesskey");
    private static final List<String> SERVERS =
            List.of("server=", "data source=", "host=", "endpoint=sb:", "hostname=", "addr=");
    private static final int NEAR = 200;
    private static final int LONGEST = 128;

    @Override
    public String triggers() {
        return "=";
    }

    @Override
    public int find(char[] text, int at, Hits hits) {
        if (NAMES.stream().noneMatch(name -> Text.endsWith(text, at, name))) {
            return at + 1;
        }
        int end = at + 1;
        while (end < text.length && end - at < LONGEST && isOfValue(text[end])) {
            end++;
        }
        boolean list = (end < text.length && text[end] == ';') || isAfterSemicolon(text, at);
        if (end > at + 1
                && list
                && !NamedSecret.isPlaceholder(text, at + 1, end)
                && namesServer(text, at)) {
            hits.add(at + 1, end, Fit.CERTAIN);
        }
        return Math.max(end, at + 1);
    }

    private static boolean isAfterSemicolon(char[] text, int at) {
        return Text.contains(text, at - 24, at, ";");
    }

    private static boolean namesServer(char[] text, int at) {
        int last = Math.min(text.length, at + NEAR);
        for (int i = Math.max(0, at - NEAR); i < last; i++) {
            if ("sdhea".indexOf(text[i] | 32) >= 0) {
                for (String server : SERVERS) {
                    if (Text.startsWith(text, i, server)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isOfValue(char c) {
        return c > ' ' && c != ';' && c != '"' && c != '\'';
    }
}
