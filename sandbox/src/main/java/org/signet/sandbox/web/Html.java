package org.signet.sandbox.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text made safe for HTML. */
final class Html {
    private static final Pattern LINK =
            Pattern.compile("https?://[A-Za-z0-9\\-._~:/?#\\[\\]@!$&'()*+,;=%]+");
    private static final Pattern AFTER_LINK = Pattern.compile("[.,;:!?)\\]']+$");

    private Html() {}

    /** Escapes a text for element content and quoted attributes. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '&' -> safe.append("&amp;");
                                case '<' -> safe.append("&lt;");
                                case '>' -> safe.append("&gt;");
                                case '"' -> safe.append("&quot;");
                                case '\'' -> safe.append("&#39;");
                                case '\r' -> {}
                                case '\n', '\t' -> safe.append((char) c);
                                default -> safe.appendCodePoint(printable(c) ? c : 0xFFFD);
                            }
                        });
        return safe.toString();
    }

    private static boolean printable(int c) {
        // explicit directions of writing could make one text look like another
        boolean bidi = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return !bidi && !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE;
    }

    /** A text in an element of its own, so that its direction of writing stays within. */
    static String isolated(String text) {
        return "<bdi>" + escape(text) + "</bdi>";
    }

    /** Escapes a text and makes links of the http and https addresses in it. */
    static String withLinks(String text) {
        StringBuilder safe = new StringBuilder();
        Matcher matcher = LINK.matcher(text);
        int done = 0;
        while (matcher.find()) {
            String address = AFTER_LINK.matcher(matcher.group()).replaceFirst("");
            safe.append(escape(text.substring(done, matcher.start())))
                    .append("<a rel=\"noreferrer noopener\" target=\"_blank\" href=\"")
                    .append(escape(address))
                    .append("\">")
                    .append(escape(address))
                    .append("</a>");
            done = matcher.start() + address.length();
        }
        return safe.append(escape(text.substring(done))).toString();
    }

    static String badge(String style, String text) {
        return "<span class=\"badge " + style + "\">" + isolated(text) + "</span>";
    }
}
