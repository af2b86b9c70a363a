package org.signet.classification.detect;

/**
 * Whether a word stands alone in a text. Letters, digits and marks continue a word; in scripts that
 * write no space between words (Chinese, Japanese, Thai and their neighbours) nothing does.
 */
public final class WordBoundary {
    private WordBoundary() {}

    /** Whether the word from {@code start} to {@code end} is no part of a longer one. */
    public static boolean isWhole(char[] text, int start, int end) {
        return !(start > 0 && joins(Character.codePointBefore(text, start), first(text, start)))
                && !(end < text.length
                        && joins(Character.codePointBefore(text, end), first(text, end)));
    }

    private static int first(char[] text, int at) {
        return Character.codePointAt(text, at);
    }

    private static boolean joins(int left, int right) {
        return continues(left) && continues(right) && !(isUnspaced(left) || isUnspaced(right));
    }

    private static boolean continues(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> Character.isLetterOrDigit(c);
        };
    }

    private static boolean isUnspaced(int c) {
        if (c < 0x0E00) {
            return false;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
            default -> false;
        };
    }
}
