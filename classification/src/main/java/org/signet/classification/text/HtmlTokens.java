package org.signet.classification.text;

import java.util.Locale;

/**
 * Cuts HTML into text, start tags and end tags, in one pass, by the tokenisation rules of the HTML
 * standard (WHATWG HTML §13.2.5). Comments, declarations and processing instructions are skipped;
 * conditional comments ({@code <!--[if mso]>}) are tags that show what they enclose, as in Outlook.
 *
 * <p>What is not closed (a comment, a quote, a tag) runs to the end, as in browsers.
 */
final class HtmlTokens {
    private static final int LONGEST_NAME = 20;

    private final String html;
    private final Handler handler;
    private int at;

    /** Takes the tokens in order. */
    interface Handler {
        /** Text with its character references. */
        void text(String raw);

        /**
         * A start tag, after its attributes.
         *
         * @return whether all up to the end tag of this name is raw text, not markup
         */
        boolean start(String name);

        /** The raw text of an element that {@link #start} said to have one. */
        void rawText(String name, String raw);

        void end(String name);

        /** An attribute, its value with its character references; empty if it has none. */
        void attribute(String name, String value);
    }

    HtmlTokens(String html, Handler handler) {
        this.html = html;
        this.handler = handler;
    }

    void run() {
        while (at < html.length()) {
            int tag = nextMarkup();
            handler.text(html.substring(at, tag));
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

    private void markup() {
        char kind = html.charAt(at + 1);
        if (kind == '!') {
            declaration();
        } else if (kind == '?') {
            skipPast('>');
        } else if (kind != '/') {
            startTag();
        } else if (at + 2 < html.length() && isLetter(html.charAt(at + 2))) {
            at += 2;
            String name = name();
            attributes();
            handler.end(name);
        } else {
            skipPast('>');
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
        if (handler.start(name)) {
            int end = name.equals("plaintext") ? html.length() : endOf(name);
            handler.rawText(name, html.substring(at, end));
            at = end;
        }
    }

    private String name() {
        int start = at;
        while (at < html.length() && !endsName(html.charAt(at))) {
            at++;
        }
        return lower(start, at);
    }

    /** A name in lower case; no known name is longer than what is kept. */
    private String lower(int start, int end) {
        return html.substring(start, Math.min(end, start + LONGEST_NAME)).toLowerCase(Locale.ROOT);
    }

    /** Reads attributes up to and with the end of the tag. */
    private void attributes() {
        while (at < html.length() && html.charAt(at) != '>') {
            if (html.charAt(at) == '/' || isSpace(html.charAt(at))) {
                at++;
            } else {
                attribute();
            }
        }
        at = Math.min(html.length(), at + 1);
    }

    private void attribute() {
        int start = at++;
        while (at < html.length() && html.charAt(at) != '=' && !endsName(html.charAt(at))) {
            at++;
        }
        String name = lower(start, at);
        int equals = skipSpaces(at);
        if (equals < html.length() && html.charAt(equals) == '=') {
            at = skipSpaces(equals + 1);
            handler.attribute(name, attributeValue());
        } else {
            handler.attribute(name, "");
        }
    }

    private int skipSpaces(int from) {
        int i = from;
        while (i < html.length() && isSpace(html.charAt(i))) {
            i++;
        }
        return i;
    }

    private String attributeValue() {
        int start = at;
        char quote = at < html.length() ? html.charAt(at) : '>';
        if (quote == '"' || quote == '\'') {
            int end = html.indexOf(quote, at + 1);
            at = end < 0 ? html.length() : end + 1;
            return html.substring(start + 1, end < 0 ? html.length() : end);
        }
        while (at < html.length() && html.charAt(at) != '>' && !isSpace(html.charAt(at))) {
            at++;
        }
        return html.substring(start, at);
    }

    private int endOf(String name) {
        int end = html.indexOf("</", at);
        while (end >= 0) {
            int after = end + 2 + name.length();
            if (html.regionMatches(true, end + 2, name, 0, name.length())
                    && (after == html.length() || endsName(html.charAt(after)))) {
                return end;
            }
            end = html.indexOf("</", end + 2);
        }
        return html.length();
    }

    private static boolean endsName(char c) {
        return c == '>' || c == '/' || isSpace(c);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
