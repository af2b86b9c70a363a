package org.signet.classification.text;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * Brings text into the one form in which it is searched, in time proportional to its length.
 *
 * <ul>
 *   <li>Compatibility forms are unified (Unicode NFKC): full-width, circled and mathematical
 *       letters and digits become plain ones, ligatures their letters, composed and decomposed
 *       accents the same.
 *   <li>Decimal digits of every script become ASCII digits.
 *   <li>What cannot be seen is removed: zero-width and bidirectional format characters, soft
 *       hyphens, variation selectors, fillers, control characters, enclosing marks, and marks upon
 *       a digit.
 *   <li>{@code ß} becomes {@code ss}, dashes become {@code -} and quotes {@code '}. Case is folded
 *       for words ({@link #normalise(CharSequence)}) and kept in texts: addresses and keys that are
 *       written in letters of both cases are checked by them. Who compares a text with a word folds
 *       with {@link #fold(char)}.
 *   <li>White space is collapsed into one character that still says how wide the gap was: {@code '
 *       '} for one or two spaces, {@code '\n'} for one line break, {@code '\t'} for a tab, a wider
 *       gap or an empty line, that is, for what separates columns and paragraphs.
 * </ul>
 *
 * <p>A run of more than 30 combining marks is cut there, as the stream-safe text format of UAX #15
 * does: no writing system needs more, and ordering them takes quadratic time.
 */
public final class Normaliser {
    private static final int MOST_MARKS = 30;
    private static final int ASCII = 0x80;

    /** Where a span may end early, so that its expansion stays small (18 times at most). */
    private static final int LONGEST_SPAN = 1024;

    private final StringBuilder out;
    private final int most;
    private final boolean folded;
    private int[] origins = {};
    private boolean traced;
    private int origin;
    private int gapOrigin;
    private int spaces;
    private int breaks;
    private boolean wide;

    private Normaliser(int capacity, int most, boolean folded) {
        this.out = new StringBuilder(capacity);
        this.most = most;
        this.folded = folded;
    }

    /** Normalises a word, and folds its case. */
    public static String normalise(CharSequence word) {
        return new Normaliser(word.length() + 16, Integer.MAX_VALUE, true).run(word).toString();
    }

    /** Normalises a text, and stops once the result has reached {@code most} characters. */
    public static CharSequence normalise(CharSequence text, int most) {
        return new Normaliser(Math.min(text.length(), most) + 16, most, false).run(text);
    }

    /** Normalises a text, and remembers where in it each character of the result came from. */
    public static TracedText trace(CharSequence text) {
        Normaliser normaliser = new Normaliser(text.length() + 16, Integer.MAX_VALUE, false);
        normaliser.traced = true;
        StringBuilder out = normaliser.run(text);
        return new TracedText(text, out, normaliser.origins);
    }

    /** The one form of a letter in either case. */
    public static char fold(char c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    private StringBuilder run(CharSequence text) {
        int at = 0;
        while (at < text.length() && !isFull()) {
            at = next(text, at);
        }
        origin = text.length();
        gap();
        return out;
    }

    private boolean isFull() {
        return out.length() >= most;
    }

    /** Takes one ASCII character, or the longest span that NFKC may change as a whole. */
    private int next(CharSequence text, int at) {
        int end = at + 1;
        boolean plain = !mayChange(text.charAt(at));
        origin = at;
        if (plain && (end == text.length() || !mayChange(text.charAt(end)))) {
            take(text.charAt(at));
            return end;
        }
        return span(text, at, traced ? 1 : LONGEST_SPAN);
    }

    /**
     * Takes a span of about this length; one of 1 is a base character and what composes with it.
     */
    private int span(CharSequence text, int at, int longest) {
        StringBuilder span = new StringBuilder();
        int marks = 0;
        int i = at;
        while (i < text.length() && (i == at || mayChange(text.charAt(i)))) {
            int c = Character.codePointAt(text, i);
            if (span.length() >= longest && !composes(c)) {
                break;
            }
            i += Character.charCount(c);
            if (isInvisible(c)) {
                continue;
            }
            origin = span.isEmpty() ? i - Character.charCount(c) : origin;
            marks = isMark(c) ? marks + 1 : 0;
            if (marks <= MOST_MARKS) {
                span.appendCodePoint(c);
            }
        }
        Normalizer.normalize(span, Normalizer.Form.NFKC).codePoints().forEach(this::take);
        return i;
    }

    /** Whether a character can change its neighbours, or leave and so make others neighbours. */
    private static boolean mayChange(char c) {
        return c >= ASCII || isInvisible(c);
    }

    private void take(int c) {
        gapOrigin = wide || breaks > 0 || spaces > 0 ? gapOrigin : origin;
        if (isBreak(c)) {
            breaks += c == '\r' ? 0 : 1;
            spaces += c == '\r' ? 1 : 0;
        } else if (c == '\t') {
            wide = true;
        } else if (Character.isSpaceChar(c)) {
            spaces++;
        } else if (!isInvisible(c)) {
            gap();
            show(c);
        }
    }

    /** Writes the white space before the next visible character. */
    private void gap() {
        if (wide || breaks > 1 || (spaces > 2 && breaks == 0)) {
            append('\t', gapOrigin);
        } else if (breaks == 1) {
            append('\n', gapOrigin);
        } else if (spaces > 0) {
            append(' ', gapOrigin);
        }
        wide = false;
        spaces = 0;
        breaks = 0;
    }

    private void show(int c) {
        int type = Character.getType(c);
        if (type == Character.DECIMAL_DIGIT_NUMBER) {
            append('0' + Character.digit(c, 10), origin);
        } else if (type == Character.DASH_PUNCTUATION || c == 0x2212) {
            append('-', origin);
        } else if (c == 0x2018 || c == 0x2019 || c == 0x02BC) {
            append('\'', origin);
        } else if (c == 0x00DF || c == 0x1E9E) {
            append('s', origin);
            append('s', origin);
        } else if (type != Character.NON_SPACING_MARK || !endsInDigit()) {
            boolean supplementary = Character.isSupplementaryCodePoint(c);
            append(
                    folded || supplementary ? Character.toLowerCase(Character.toUpperCase(c)) : c,
                    origin);
        }
    }

    private void append(int c, int from) {
        int before = out.length();
        out.appendCodePoint(c);
        if (traced) {
            if (out.length() > origins.length) {
                origins = Arrays.copyOf(origins, Math.max(64, out.length() * 2));
            }
            Arrays.fill(origins, before, out.length(), from);
        }
    }

    private boolean endsInDigit() {
        char last = out.isEmpty() ? ' ' : out.charAt(out.length() - 1);
        return last >= '0' && last <= '9';
    }

    private static boolean isBreak(int c) {
        return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    /** Whether NFKC may join a character with the one before. */
    private static boolean composes(int c) {
        boolean jamo =
                (c >= 0x1100 && c <= 0x11FF)
                        || (c >= 0xD7B0 && c <= 0xD7FF)
                        || (c >= 0xFFA0 && c <= 0xFFDC);
        return isMark(c) || jamo;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    /** Whether a character shows nothing, or only something around its neighbour. */
    private static boolean isInvisible(int c) {
        if (c < ASCII) {
            return (c < ' ' || c == 0x7F) && c != '\t' && !isBreak(c);
        }
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.ENCLOSING_MARK -> true;
            case Character.CONTROL -> c != 0x85;
            default -> isFiller(c);
        };
    }

    /** The default-ignorable characters of Unicode that are not of the category "format". */
    private static boolean isFiller(int c) {
        return (c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0xE0100 && c <= 0xE01EF)
                || (c >= 0x180B && c <= 0x180F)
                || c == 0x034F
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || c == 0x3164
                || c == 0xFFA0;
    }
}
