package org.signet.classification.types.catalog;

import org.signet.classification.types.Finder;
import org.signet.classification.types.Fit;

import java.util.List;

/** Finds what is assigned to a name such as {@code api_key}, where it looks random. */
final class NamedSecret implements Finder {
    private static final List<String> NAMES =
            List.of(
                    "password",
                    "passwd",
                    "passphrase",
                    "secret",
                    "client_secret",
                    "clientsecret",
                    "token",
                    "access_token",
                    "auth_token",
                    "api_key",
                    "apikey",
                    "api-key",
                    "api key",
                    "secret_key",
                    "private_key",
                    "kennwort",
                    "passwort",
                    "contraseña",
                    "mot de passe");
    private static final double LEAST_ENTROPY = 3.5;
    private static final int SHORTEST = 16;
    private static final int LONGEST = 128;

    @Override
    public String triggers() {
        return "=:";
    }

    @Override
    public int find(char[] text, int at, Hits hits) {
        int name = at;
        while (name > 0 && at - name < 3 && isQuoteOrSpace(text[name - 1])) {
            name--;
        }
        int end = name;
        if (NAMES.stream().noneMatch(known -> endsWith(text, end, known))) {
            return at + 1;
        }
        int from = at + 1;
        while (from < text.length && from - at < 4 && isQuoteOrSpace(text[from])) {
            from++;
        }
        int to = from;
        while (to < text.length && to - from < LONGEST && isOfValue(text[to])) {
            to++;
        }
        if (to - from >= SHORTEST && isRandom(text, from, to)) {
            hits.add(from, to, Fit.CERTAIN);
        }
        return Math.max(to, at + 1);
    }

    private static boolean endsWith(char[] text, int end, String name) {
        return Text.startsWith(text, end - name.length(), name);
    }

    private static boolean isRandom(char[] text, int start, int end) {
        String value = new String(text, start, end - start);
        boolean digit = value.chars().anyMatch(c -> Text.isDigit((char) c));
        boolean letter = value.chars().anyMatch(c -> Text.isLetter((char) c));
        return digit
                && letter
                && !isPlaceholder(text, start, end)
                && Text.entropy(value) >= LEAST_ENTROPY;
    }

    /** Whether a value only shows where a secret would stand. */
    static boolean isPlaceholder(char[] text, int start, int end) {
        char first = text[start];
        boolean same = true;
        for (int i = start; i < end; i++) {
            same &= text[i] == first;
        }
        return same
                || first == '<'
                || first == '$'
                || first == '{'
                || first == '%'
                || Text.startsWith(text, start, "http")
                || Text.contains(text, start, end, "example")
                || Text.contains(text, start, end, "your");
    }

    private static boolean isQuoteOrSpace(char c) {
        return c == ' ' || c == '"' || c == '\'';
    }

    private static boolean isOfValue(char c) {
        return c > ' ' && c < 127 && c != '"' && c != '\'' && c != ',' && c != ';' && c != '<';
    }
}
