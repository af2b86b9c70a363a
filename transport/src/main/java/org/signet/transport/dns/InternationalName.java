package org.signet.transport.dns;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns a domain name as people write it into A-labels, by IDNA2008 (RFC 5891 §5).
 *
 * <p>The older IDNA2003, which {@link java.net.IDN} does, writes {@code ss} for {@code ß}, and so
 * finds the mail server of another owner. Here {@code ß} and {@code ς} are letters of their own.
 * What the standard refuses is refused: symbols, code points that are not assigned, and the two
 * joiners, which are right only in contexts that the JDK's tables do not tell (RFC 5892 §A.1).
 */
final class InternationalName {
    private static final String PREFIX = "xn--";
    private static final Pattern DOTS = Pattern.compile("[.\u3002\uff0e\uff61]");

    private InternationalName() {}

    /**
     * Returns the name with A-labels, in lower case.
     *
     * @throws IllegalArgumentException where a label is none that may be looked up
     */
    static String toAscii(String name) {
        return isAscii(name)
                ? name.toLowerCase(Locale.ROOT)
                : Arrays.stream(DOTS.split(name, -1))
                        .map(InternationalName::label)
                        .collect(Collectors.joining("."));
    }

    private static String label(String written) {
        String label = mapped(written);
        if (isAscii(label)) {
            return label;
        }
        int[] points = label.codePoints().toArray();
        if (label.startsWith("-")
                || label.endsWith("-")
                || label.startsWith("--", Math.min(2, label.length()))
                || isMark(points[0])) {
            throw new IllegalArgumentException("RFC 5891 §5.4: no such label may be looked up");
        }
        for (int i = 0; i < points.length; i++) {
            if (!IdnaProperty.isAllowed(points, i)) {
                throw new IllegalArgumentException(
                        "RFC 5892: U+%04X is not allowed there".formatted(points[i]));
            }
        }
        return PREFIX + Punycode.encode(points);
    }

    /** Lower case, usual width, composed: what RFC 5895 §2 does before a name is judged. */
    private static String mapped(String written) {
        String lower = written.toLowerCase(Locale.ROOT);
        StringBuilder usual = new StringBuilder(lower.length());
        lower.codePoints()
                .mapToObj(Character::toString)
                .map(c -> isWide(c) ? Normalizer.normalize(c, Normalizer.Form.NFKC) : c)
                .forEach(usual::append);
        return Normalizer.normalize(usual, Normalizer.Form.NFC);
    }

    /** The block of full-width and half-width forms. */
    private static boolean isWide(String c) {
        return c.charAt(0) >= '\uff01' && c.charAt(0) <= '\uffee';
    }

    private static boolean isMark(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK ->
                    true;
            default -> false;
        };
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
