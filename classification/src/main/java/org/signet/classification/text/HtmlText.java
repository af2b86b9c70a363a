package org.signet.classification.text;

import org.jsoup.parser.Parser;

import java.util.Locale;
import java.util.Set;

/**
 * The text of an HTML body, in one pass and without building a tree.
 *
 * <p>Follows the tokenisation rules of the HTML standard (WHATWG HTML §13.2.5), which alone decide
 * what is text; a tree would let a small body grow to a very large one. Inline tags leave no trace,
 * so that a number with tags inside is one number. Blocks begin a new line, table cells a new
 * column. Hidden elements are read: hiding is a matter of style sheets, and what is hidden here may
 * be visible there. Conditional comments ({@code <!--[if mso]>}) are read, because Outlook shows
 * them; other comments are not, nor are {@code script} and {@code style}.
 *
 * <p>Of attributes, those that people get to see are read ({@code alt}, {@code title}, {@code
 * value}, {@code placeholder}, {@code aria-label}), after the text and each on its own line. Link
 * targets are not: tracking links are full of long numbers.
 */
final class HtmlText {
    private static final Set<String> BLOCKS =
            Set.of(
                    "address",
                    "article",
                    "aside",
                    "blockquote",
                    "body",
                    "br",
                    "caption",
                    "center",
                    "dd",
                    "details",
                    "dialog",
                    "dir",
                    "div",
                    "dl",
                    "dt",
                    "fieldset",
                    "figcaption",
                    "figure",
                    "footer",
                    "form",
                    "frameset",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "head",
                    "header",
                    "hgroup",
                    "hr",
                    "html",
                    "legend",
                    "li",
                    "listing",
                    "main",
                    "menu",
                    "nav",
                    "ol",
                    "optgroup",
                    "option",
                    "p",
                    "pre",
                    "section",
                    "select",
                    "summary",
                    "table",
                    "tbody",
                    "textarea",
                    "tfoot",
                    "thead",
                    "title",
                    "tr",
                    "ul",
                    "xmp");
    private static final Set<String> CELLS = Set.of("td", "th");
    private static final Set<String> DROPPED = Set.of("script", "style");
    private static final Set<String> RAW =
            Set.of("script", "style", "xmp", "iframe", "noembed", "noframes");
    private static final Set<String> ESCAPABLE = Set.of("textarea", "title");
    private static final Set<String> SEEN =
            Set.of("alt", "title", "value", "placeholder", "aria-label");

    private final String html;
    private final StringBuilder out;
    private final StringBuilder attributes = new StringBuilder();
    private int at;
    private int preformatted;

    private HtmlText(String html) {
        this.html = html;
        this.out = new StringBuilder(html.length() / 2 + 16);
    }

    static String render(String html) {
        HtmlText text = new HtmlText(html);
        text.run();
        return text.out.append('\n').append(text.attributes).toString();
    }

    private void run() {
        while (at < html.length()) {
            int tag = nextMarkup();
            data(html.substring(at, tag));
            at = tag;
            if (at < html.length()) {
                markup();
            }
        }
    }

    /** The next {@code <} that begins markup; one that does not is text. */
    private int nextMarkup() {
        int next = html.indexOf('<', at);
        while (next >= 0) {
            char c = next + 1 < html.length() ? html.charAt(next + 1) : ' ';
            if (isLetter(c) || c == '/' || c == '!' || c == '?') {
                return next;
            }
            next = html.indexOf('<', next + 1);
        }
        return html.length();
    }

    private void data(String raw) {
        text(raw.indexOf('&') < 0 ? raw : Parser.unescapeEntities(raw, false));
    }

    private void text(String text) {
        if (preformatted > 0) {
            out.append(text);
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f') {
                out.append(c);
            } else if (!out.isEmpty() && !isSpace(out.charAt(out.length() - 1))) {
                out.append(' ');
            }
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t';
    }

    private void markup() {
        char kind = html.charAt(at + 1);
        if (kind == '!') {
            declaration();
        } else if (kind == '?') {
            skipPast('>');
        } else if (kind != '/') {
            startTag();
        } else if (at + 2 < html.length() && isLetter(html.charAt(at + 2))) {
            endTag();
        } else if (at + 2 < html.length()) {
            skipPast('>');
        } else {
            at = html.length();
        }
    }

    private void declaration() {
        if (html.startsWith("<!--[if", at)) {
            int end = html.indexOf("]>", at);
            at = end < 0 ? html.length() : end + 2;
        } else if (html.startsWith("<!--", at)) {
            comment();
        } else {
            skipPast('>');
        }
    }

    /** Skips a comment; {@code <!-->} and {@code <!--->} are whole ones, {@code --!>} ends one. */
    private void comment() {
        int body = at + 4;
        if (html.startsWith(">", body) || html.startsWith("->", body)) {
            skipPast('>');
            return;
        }
        int end = html.indexOf("--", body);
        while (end >= 0) {
            if (html.startsWith(">", end + 2)) {
                at = end + 3;
                return;
            }
            if (html.startsWith("!>", end + 2)) {
                at = end + 4;
                return;
            }
            end = html.indexOf("--", end + 1);
        }
        at = html.length();
    }

    private void skipPast(char c) {
        int end = html.indexOf(c, at);
        at = end < 0 ? html.length() : end + 1;
    }

    private void startTag() {
        at++;
        String name = name();
        attributes();
        layout(name);
        if (name.equals("plaintext")) {
            out.append(html, at, html.length());
            at = html.length();
        } else if (RAW.contains(name) || ESCAPABLE.contains(name)) {
            rawText(name);
        } else if (name.equals("pre") || name.equals("listing")) {
            preformatted++;
        }
    }

    private void endTag() {
        at += 2;
        String name = name();
        attributes();
        layout(name);
        if (preformatted > 0 && (name.equals("pre") || name.equals("listing"))) {
            preformatted--;
        }
    }

    private void layout(String name) {
        if (CELLS.contains(name)) {
            out.append('\t');
        } else if (BLOCKS.contains(name)) {
            boolean broken = !out.isEmpty() && out.charAt(out.length() - 1) == '\n';
            out.append(broken && !name.equals("br") ? "" : "\n");
        }
    }

    private String name() {
        int start = at;
        while (at < html.length() && !isTagDelimiter(html.charAt(at))) {
            at++;
        }
        int end = Math.min(at, start + 20);
        return html.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isTagDelimiter(char c) {
        return c == '>' || c == '/' || isHtmlSpace(c);
    }

    private static boolean isHtmlSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** Reads attributes up to and with the end of the tag. */
    private void attributes() {
        while (at < html.length() && html.charAt(at) != '>') {
            if (html.charAt(at) == '/' || isHtmlSpace(html.charAt(at))) {
                at++;
            } else {
                attribute();
            }
        }
        at = Math.min(html.length(), at + 1);
    }

    private void attribute() {
        int start = at++;
        while (at < html.length() && html.charAt(at) != '=' && !isTagDelimiter(html.charAt(at))) {
            at++;
        }
        String name = html.substring(start, Math.min(at, start + 20)).toLowerCase(Locale.ROOT);
        int equals = skipSpaces(at);
        if (equals >= html.length() || html.charAt(equals) != '=') {
            return;
        }
        at = skipSpaces(equals + 1);
        String value = attributeValue();
        if (SEEN.contains(name)) {
            attributes.append(Parser.unescapeEntities(value, true)).append("\n\n");
        }
    }

    private int skipSpaces(int from) {
        int i = from;
        while (i < html.length() && isHtmlSpace(html.charAt(i))) {
            i++;
        }
        return i;
    }

    private String attributeValue() {
        if (at >= html.length()) {
            return "";
        }
        char quote = html.charAt(at);
        int start = at;
        if (quote == '"' || quote == '\'') {
            int end = html.indexOf(quote, at + 1);
            at = end < 0 ? html.length() : end + 1;
            return html.substring(start + 1, end < 0 ? html.length() : end);
        }
        while (at < html.length() && html.charAt(at) != '>' && !isHtmlSpace(html.charAt(at))) {
            at++;
        }
        return html.substring(start, at);
    }

    /** Takes everything up to the end tag of the element as text, or drops it. */
    private void rawText(String name) {
        int end = endOf(name);
        String raw = html.substring(at, end);
        at = end;
        if (!DROPPED.contains(name)) {
            out.append(ESCAPABLE.contains(name) ? Parser.unescapeEntities(raw, false) : raw);
        }
    }

    private int endOf(String name) {
        int end = html.indexOf("</", at);
        while (end >= 0) {
            int after = end + 2 + name.length();
            if (html.regionMatches(true, end + 2, name, 0, name.length())
                    && (after == html.length() || isTagDelimiter(html.charAt(after)))) {
                return end;
            }
            end = html.indexOf("</", end + 2);
        }
        return html.length();
    }
}
