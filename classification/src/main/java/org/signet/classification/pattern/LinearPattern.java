package org.signet.classification.pattern;

import org.safere.Matcher;
import org.safere.Pattern;

import java.util.Locale;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression without look-around and back references, without regard to case.
 *
 * <p>A match may be {@link #LONGEST_MATCH} characters long; longer ones may be missed, since the
 * text is searched in windows that overlap by so much.
 */
public final class LinearPattern {
    /** The longest expression, in characters. */
    public static final int MAX_LENGTH = 1024;

    /** The highest number in braces: each adds so many states. */
    public static final int MAX_REPEAT = 300;

    public static final int LONGEST_MATCH = 2048;
    private static final int WINDOW = 32 * 1024;

    private final String source;
    private final Pattern pattern;

    /** Takes matches. */
    @FunctionalInterface
    public interface Taker {
        /**
         * Takes one match.
         *
         * @return whether the next match is wanted
         */
        boolean take(int start, int end);
    }

    private LinearPattern(String source, Pattern pattern) {
        this.source = source;
        this.pattern = pattern;
    }

    /** Compiles an expression, or says why not. */
    public static LinearPattern compile(String source) throws PatternRefusedException {
        if (source.isEmpty() || source.length() > MAX_LENGTH) {
            throw new PatternRefusedException("it has " + source.length() + " characters");
        }
        checkRepeats(source);
        Pattern pattern;
        try {
            pattern = Pattern.compile(source, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        } catch (PatternSyntaxException e) {
            throw new PatternRefusedException(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("not an expression"));
        }
        if (pattern.matcher("").find()) {
            throw new PatternRefusedException("it matches the empty text, so it matches any text");
        }
        return new LinearPattern(source, pattern);
    }

    /** A pattern for file names: {@code *} is any text, {@code ?} any character. */
    public static LinearPattern glob(String glob) throws PatternRefusedException {
        StringBuilder regex = new StringBuilder("^");
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        String source = regex.append("$").toString();
        if (glob.isEmpty() || glob.length() > MAX_LENGTH / 4) {
            throw new PatternRefusedException("it has " + glob.length() + " characters");
        }
        return new LinearPattern(
                glob.toLowerCase(Locale.ROOT),
                Pattern.compile(
                        source, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL));
    }

    private static void checkRepeats(String source) throws PatternRefusedException {
        int number = -1;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '{' && (i == 0 || source.charAt(i - 1) != '\\')) {
                number = 0;
            } else if (c == ',' && number >= 0) {
                number = 0;
            } else if (c >= '0' && c <= '9' && number >= 0) {
                number = number * 10 + (c - '0');
                if (number > MAX_REPEAT) {
                    throw new PatternRefusedException(
                            "it repeats more than " + MAX_REPEAT + " times");
                }
            } else {
                number = -1;
            }
        }
    }

    /** Whether the expression matches somewhere in a short text. */
    public boolean isIn(CharSequence text) {
        return pattern.matcher(text).find();
    }

    /**
     * Finds the matches in a text, from the left, none overlapping another.
     *
     * @return whether the whole text was searched, or no more was wanted; false if the patience
     *     ended
     */
    public boolean find(String text, Patience patience, Taker taker) {
        Matcher matcher = pattern.matcher(text);
        matcher.useTransparentBounds(true);
        matcher.useAnchoringBounds(false);
        int from = 0;
        while (from < text.length()) {
            if (patience.isExhausted()) {
                return false;
            }
            int end = Math.min(text.length(), from + WINDOW);
            boolean last = end == text.length();
            int next = last ? end : end - LONGEST_MATCH;
            matcher.region(from, end);
            while (matcher.find() && (last || matcher.start() < next)) {
                if (matcher.end() > matcher.start()
                        && !taker.take(matcher.start(), matcher.end())) {
                    return true;
                }
                next = Math.max(next, matcher.end());
            }
            from = next;
        }
        return true;
    }

    public String source() {
        return source;
    }

    @Override
    public String toString() {
        return source;
    }
}
