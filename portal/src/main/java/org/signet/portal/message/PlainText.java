package org.signet.portal.message;

import org.owasp.html.HtmlSanitizer;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads HTML as plain text, for quoting: blocks become lines, cells are divided by tabs. */
public final class PlainText implements HtmlSanitizer.Policy {
    private static final Set<String> BLOCKS =
            Set.of(
                    "p",
                    "div",
                    "br",
                    "hr",
                    "tr",
                    "li",
                    "ul",
                    "ol",
                    "dl",
                    "dt",
                    "dd",
                    "table",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "pre",
                    "blockquote",
                    "address",
                    "center");
    private static final Set<String> CELLS = Set.of("td", "th");
    private static final Set<String> PARAGRAPHS = Set.of("p", "h1", "h2", "h3", "table", "pre");
    private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0]+");

    private final StringBuilder text = new StringBuilder();

    private PlainText() {}

    /**
     * The text of a piece of HTML.
     *
     * @param sanitised made by {@link MailHtml}
     */
    public static String of(MailHtml.Sanitised sanitised) {
        PlainText reader = new PlainText();
        HtmlSanitizer.sanitize(sanitised.html(), reader);
        return reader.text.toString().strip();
    }

    @Override
    public void openDocument() {
        // Text is collected as it comes.
    }

    @Override
    public void closeDocument() {
        // Text is collected as it comes.
    }

    @Override
    public void openTag(String element, List<String> attributes) {
        if (element.equals("br")) {
            text.append('\n');
        } else if (CELLS.contains(element)) {
            cell();
        } else {
            line(element);
        }
    }

    /** A cell is no line of its own, but no part of the one before it either. */
    private void cell() {
        int length = text.length();
        if (length > 0 && text.charAt(length - 1) != '\n') {
            text.append('\t');
        }
    }

    @Override
    public void closeTag(String element) {
        line(element);
    }

    private void line(String element) {
        int length = text.length();
        if (!BLOCKS.contains(element) || length == 0) {
            return;
        }
        if (text.charAt(length - 1) != '\n') {
            text.append('\n');
        }
        if (PARAGRAPHS.contains(element) && length > 1 && text.charAt(text.length() - 2) != '\n') {
            text.append('\n');
        }
    }

    @Override
    public void text(String words) {
        String plain = SPACE.matcher(words).replaceAll(" ");
        boolean atStart = text.isEmpty() || "\n\t".indexOf(text.charAt(text.length() - 1)) >= 0;
        text.append(atStart ? plain.stripLeading() : plain);
    }
}
