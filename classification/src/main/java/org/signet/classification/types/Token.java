package org.signet.classification.types;

import java.util.function.Predicate;

/**
 * A word of letters, digits, underscores and hyphens that begins as one service's tokens do. Unlike
 * a {@link org.signet.classification.types.format.Format} it distinguishes upper and lower case.
 *
 * @param prefix how it begins; may be empty
 * @param letters the characters that follow, as a regular expression's class without brackets
 * @param shortest the fewest characters after the prefix
 * @param longest the most characters after the prefix
 * @param check what is checkable about the whole token
 */
public record Token(String prefix, String letters, int shortest, int longest, Fitting check) {
    /** The shortest token that is looked at, with its prefix. */
    public static final int SHORTEST = 16;

    /** The longest token. */
    public static final int LONGEST = 512;

    /** How well a token fits. */
    @FunctionalInterface
    public interface Fitting {
        Fit fit(String token);
    }

    public Token {
        if (prefix.length() + shortest < SHORTEST || prefix.length() + longest > LONGEST) {
            throw new IllegalArgumentException(prefix + ": too short or too long for a token");
        }
    }

    /** A token that its prefix proves. */
    public static Token of(String prefix, String letters, int shortest, int longest) {
        return new Token(prefix, letters, shortest, longest, token -> Fit.CERTAIN);
    }

    /** A token that a checksum proves. */
    public static Token proven(
            String prefix, String letters, int shortest, int longest, Predicate<String> right) {
        return new Token(
                prefix, letters, shortest, longest, token -> Fit.proven(right.test(token)));
    }

    /** How well a word fits, length and letters included. */
    public Fit fit(String word) {
        int rest = word.length() - prefix.length();
        if (rest < shortest || rest > longest || !word.startsWith(prefix)) {
            return Fit.NO;
        }
        for (int i = prefix.length(); i < word.length(); i++) {
            if (!isLetter(word.charAt(i))) {
                return Fit.NO;
            }
        }
        return check.fit(word);
    }

    private boolean isLetter(char c) {
        for (int i = 0; i < letters.length(); i++) {
            if (i + 2 < letters.length() && letters.charAt(i + 1) == '-') {
                if (c >= letters.charAt(i) && c <= letters.charAt(i + 2)) {
                    return true;
                }
                i += 2;
            } else if (c == letters.charAt(i)) {
                return true;
            }
        }
        return false;
    }
}
