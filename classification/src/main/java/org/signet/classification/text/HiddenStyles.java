package org.signet.classification.text;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which styles hide text from people: CSS declarations as they stand in {@code style} attributes,
 * and the classes and identifiers that a {@code style} element gives such declarations.
 *
 * <p>No cascade is computed: a class that is hidden anywhere, also on small screens only, counts.
 */
final class HiddenStyles {
    private static final List<String> HIDING =
            List.of(
                    "display:none",
                    "visibility:hidden",
                    "visibility:collapse",
                    "mso-hide:all",
                    "color:transparent",
                    "font-size:0",
                    "opacity:0",
                    "max-height:0",
                    "max-width:0",
                    "text-indent:-9",
                    "left:-9",
                    "top:-9");
    private static final int LONGEST_SELECTOR = 1000;
    private static final int MOST_NAMES = 10_000;

    private final Set<String> names = new HashSet<>();

    /** Whether these declarations hide what they are for. */
    static boolean hide(String declarations) {
        String css = plain(declarations);
        for (String hiding : HIDING) {
            int at = css.indexOf(hiding);
            while (at >= 0) {
                boolean begins = at == 0 || css.charAt(at - 1) == ';' || css.charAt(at - 1) == '{';
                if (begins && !isMore(css, at + hiding.length(), hiding)) {
                    return true;
                }
                at = css.indexOf(hiding, at + 1);
            }
        }
        return false;
    }

    /** Whether a number goes on, as in {@code opacity:0.9}. */
    private static boolean isMore(String css, int end, String hiding) {
        int at = end;
        while (hiding.endsWith(":0") && at < css.length() && isOfZero(css.charAt(at))) {
            at++;
        }
        return hiding.endsWith(":0") && at < css.length() && Character.isDigit(css.charAt(at));
    }

    private static boolean isOfZero(char c) {
        return c == '0' || c == '.';
    }

    private static String plain(String css) {
        StringBuilder plain = new StringBuilder(css.length());
        int at = 0;
        while (at < css.length()) {
            if (css.startsWith("/*", at)) {
                int end = css.indexOf("*/", at + 2);
                at = end < 0 ? css.length() : end + 2;
                continue;
            }
            char c = css.charAt(at++);
            if (c > ' ') {
                plain.append(c);
            }
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    /** Takes the text of a {@code style} element. */
    void sheet(String css) {
        int start = 0;
        for (int at = 0; at < css.length(); at++) {
            char c = css.charAt(at);
            if (c == '}') {
                start = at + 1;
            } else if (c == '{') {
                int end = next(css, at + 1);
                if (css.startsWith("}", end) && hide(css.substring(at + 1, end))) {
                    hidden(css.substring(Math.max(start, at - LONGEST_SELECTOR), at));
                }
                start = at + 1;
                at = end - 1;
            }
        }
    }

    /** Where the declarations end: at a brace, which opens a rule inside if it is not the end. */
    private static int next(String css, int from) {
        int at = from;
        while (at < css.length() && css.charAt(at) != '}' && css.charAt(at) != '{') {
            at++;
        }
        return at;
    }

    private void hidden(String selectors) {
        for (String selector : selectors.split(",", -1)) {
            int mark = Math.max(selector.lastIndexOf('.'), selector.lastIndexOf('#'));
            if (mark >= 0 && names.size() < MOST_NAMES) {
                names.add(name(selector.substring(mark).strip()));
            }
        }
    }

    private static String name(String selector) {
        int end = 1;
        while (end < selector.length() && isOfName(selector.charAt(end))) {
            end++;
        }
        return selector.substring(0, end);
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }

    /** Whether an element with this attribute is hidden. */
    boolean isHidden(String attribute, String value) {
        return switch (attribute) {
            case "style" -> hide(value);
            case "hidden" -> true;
            case "id" -> names.contains("#" + value.strip());
            case "class" -> {
                for (String one :
                        names.isEmpty() ? new String[0] : value.strip().split("\\s+", -1)) {
                    if (names.contains("." + one)) {
                        yield true;
                    }
                }
                yield false;
            }
            default -> false;
        };
    }
}
