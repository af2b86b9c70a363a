package org.signet.transport.dns;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Which code points may stand in a label, and where: the derived property of RFC 5892 §3, counted
 * from the Unicode tables of the JDK, and the rules for the context (RFC 5892 §A).
 */
final class IdnaProperty {
    // RFC 5892 §2.6: letters that the general rule would refuse
    private static final Set<Integer> ALLOWED =
            Set.of(0x00DF, 0x03C2, 0x06FD, 0x06FE, 0x0F0B, 0x3007);
    // RFC 5892 §2.6: what the general rule would allow
    private static final Set<Integer> REFUSED =
            Set.of(0x0640, 0x07FA, 0x302E, 0x302F, 0x3031, 0x3032, 0x3033, 0x3034, 0x3035, 0x303B);
    private static final int DOTLESS_I = 0x0131;
    private static final int MIDDLE_DOT = 0x00B7;
    private static final int GREEK_KERAIA = 0x0375;
    private static final int GERESH = 0x05F3;
    private static final int GERSHAYIM = 0x05F4;
    private static final int KATAKANA_MIDDLE_DOT = 0x30FB;

    private IdnaProperty() {}

    /** Whether the code point at that place of the label is allowed in it. */
    static boolean isAllowed(int[] label, int at) {
        int point = label[at];
        if (point < 0x80) {
            return point == '-' || isBetween(point, '0', '9') || isBetween(point, 'a', 'z');
        }
        return switch (point) {
            case MIDDLE_DOT ->
                    isAt(label, at - 1, p -> p == 'l') && isAt(label, at + 1, p -> p == 'l');
            case GREEK_KERAIA -> isAt(label, at + 1, p -> is(p, Character.UnicodeScript.GREEK));
            case GERESH, GERSHAYIM ->
                    isAt(label, at - 1, p -> is(p, Character.UnicodeScript.HEBREW));
            case KATAKANA_MIDDLE_DOT -> any(label, IdnaProperty::isJapanese);
            default ->
                    digitsAgree(label, point) && (ALLOWED.contains(point) || isStableLetter(point));
        };
    }

    /** Arabic-Indic digits and their extended forms look alike, and never stand together. */
    private static boolean digitsAgree(int[] label, int point) {
        if (isBetween(point, 0x0660, 0x0669)) {
            return !any(label, p -> isBetween(p, 0x06F0, 0x06F9));
        }
        return !isBetween(point, 0x06F0, 0x06F9) || !any(label, p -> isBetween(p, 0x0660, 0x0669));
    }

    private static boolean isStableLetter(int point) {
        return !REFUSED.contains(point)
                && isLetterOrDigit(point)
                && isStable(point)
                && !isIgnorable(point)
                && !isOldHangul(point);
    }

    /** RFC 5892 §2.1. */
    private static boolean isLetterOrDigit(int point) {
        return switch (Character.getType(point)) {
            case Character.LOWERCASE_LETTER,
                    Character.UPPERCASE_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.MODIFIER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK ->
                    true;
            default -> false;
        };
    }

    /**
     * RFC 5892 §2.2: neither case nor compatibility changes it. Folding is lower case after upper
     * case, but for the dotless i, which folds to itself, and for Cherokee, which folds to upper
     * case and is refused altogether.
     */
    private static boolean isStable(int point) {
        String itself = Character.toString(point);
        String folded = point == DOTLESS_I ? itself : compatible(itself).toUpperCase(Locale.ROOT);
        return !is(point, Character.UnicodeScript.CHEROKEE)
                && compatible(folded.toLowerCase(Locale.ROOT)).equals(itself);
    }

    private static String compatible(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /** RFC 5892 §2.3 and §2.4: characters that are not seen, or belong to symbols. */
    private static boolean isIgnorable(int point) {
        return Character.isIdentifierIgnorable(point)
                || isBetween(point, 0xFE00, 0xFE0F)
                || isBetween(point, 0xE0100, 0xE01EF)
                || isBetween(point, 0x180B, 0x180F)
                || isBetween(point, 0x17B4, 0x17B5)
                || isBetween(point, 0x20D0, 0x20FF)
                || isBetween(point, 0x1D100, 0x1D24F)
                || point == 0x034F
                || point == 0x115F
                || point == 0x1160
                || point == 0x3164
                || point == 0xFFA0;
    }

    /** RFC 5892 §2.9: the parts that syllables of Hangul are composed of. */
    private static boolean isOldHangul(int point) {
        return isBetween(point, 0x1100, 0x11FF)
                || isBetween(point, 0xA960, 0xA97F)
                || isBetween(point, 0xD7B0, 0xD7FF);
    }

    private static boolean isJapanese(int point) {
        return point != KATAKANA_MIDDLE_DOT
                && (is(point, Character.UnicodeScript.HIRAGANA)
                        || is(point, Character.UnicodeScript.KATAKANA)
                        || is(point, Character.UnicodeScript.HAN));
    }

    private static boolean is(int point, Character.UnicodeScript script) {
        return Character.UnicodeScript.of(point) == script;
    }

    private static boolean isAt(int[] label, int at, IntPredicate what) {
        return at >= 0 && at < label.length && what.test(label[at]);
    }

    private static boolean any(int[] label, IntPredicate what) {
        return Arrays.stream(label).anyMatch(what);
    }

    private static boolean isBetween(int point, int first, int last) {
        return point >= first && point <= last;
    }
}
