package org.signet.classification.text;

import org.jsoup.parser.Parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The text of an HTML body, in one pass and without building a tree: a tree can be hundreds of
 * times as large as the body it is made from.
 *
 * <p>Inline tags leave no trace, so that a number with tags inside is one number. Blocks begin a
 * new line, table cells a new column. Hidden elements are read, since what is hidden here may be
 * visible there, and the text is read once more without them, since what is hidden may stand inside
 * a number. Not read are comments, {@code script} and {@code style}.
 *
 * <p>Of attributes, those that people get to see are read ({@code alt}, {@code title}, {@code
 * value}, {@code placeholder}, {@code aria-label}), after the text and each in its own paragraph.
 * Link targets are not: tracking links are full of long numbers.
 */
final class HtmlText implements HtmlTokens.Handler {
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
                    "iframe",
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
                    "plaintext",
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
            Set.of("script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext");
    private static final Set<String> ESCAPABLE = Set.of("textarea", "title");
    private static final Set<String> VOID =
            Set.of(
                    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
                    "source", "track", "wbr");
    private static final Set<String> SEEN =
            Set.of("alt", "title", "value", "placeholder", "aria-label");

    private final StringBuilder out;
    private final StringBuilder attributes = new StringBuilder();
    private final HiddenStyles styles = new HiddenStyles();
    private final List<int[]> hiddenSpans = new ArrayList<>();
    private int preformatted;
    private boolean hides;
    private String hiddenElement = "";
    private int hiddenDepth;
    private int hiddenFrom;

    private HtmlText(int capacity) {
        this.out = new StringBuilder(capacity);
    }

    /**
     * The text of an HTML body.
     *
     * @param seen the text without what is hidden; the same as all of it if nothing is
     */
    record Rendered(String all, String seen) {
        boolean hasHidden() {
            return !seen.equals(all);
        }
    }

    static Rendered render(String html) {
        HtmlText text = new HtmlText(html.length() / 2 + 16);
        new HtmlTokens(html, text).run();
        String attributes = "\n\n" + text.attributes;
        return new Rendered(text.out + attributes, text.seen() + attributes);
    }

    private String seen() {
        if (!hiddenElement.isEmpty()) {
            endHidden();
        }
        StringBuilder seen = new StringBuilder(out.length());
        int from = 0;
        for (int[] span : hiddenSpans) {
            seen.append(out, from, span[0]);
            from = span[1];
        }
        return seen.append(out, from, out.length()).toString();
    }

    private static String unescaped(String raw, boolean inAttribute) {
        return raw.indexOf('&') < 0 ? raw : Parser.unescapeEntities(raw, inAttribute);
    }

    @Override
    public void text(String raw) {
        String text = unescaped(raw, false);
        if (preformatted > 0) {
            out.append(text);
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f') {
                out.append(c);
            } else if (!endsInSpace()) {
                out.append(' ');
            }
        }
    }

    private boolean endsInSpace() {
        char last = out.isEmpty() ? '\n' : out.charAt(out.length() - 1);
        return last == ' ' || last == '\n' || last == '\t';
    }

    @Override
    public boolean start(String name) {
        layout(name);
        beginHidden(name);
        preformatted += isPreformatted(name) ? 1 : 0;
        return RAW.contains(name) || ESCAPABLE.contains(name);
    }

    @Override
    public void rawText(String name, String raw) {
        if (name.equals("style")) {
            styles.sheet(raw);
        }
        if (!DROPPED.contains(name)) {
            out.append(ESCAPABLE.contains(name) ? unescaped(raw, false) : raw);
        }
    }

    @Override
    public void end(String name) {
        layout(name);
        hides = false;
        if (name.equals(hiddenElement) && --hiddenDepth == 0) {
            endHidden();
        }
        preformatted -= preformatted > 0 && isPreformatted(name) ? 1 : 0;
    }

    @Override
    public void attribute(String name, String value) {
        hides |= styles.isHidden(name, value);
        if (SEEN.contains(name) && !value.isEmpty()) {
            attributes.append(unescaped(value, true)).append("\n\n");
        }
    }

    /** Elements of the same name inside are counted, so that the right end tag ends it. */
    private void beginHidden(String name) {
        boolean begins = hides && hiddenElement.isEmpty() && !VOID.contains(name);
        hides = false;
        if (begins) {
            hiddenElement = name;
            hiddenFrom = out.length();
        }
        hiddenDepth += name.equals(hiddenElement) ? 1 : 0;
    }

    private void endHidden() {
        boolean any = !out.substring(hiddenFrom).isBlank();
        if (any) {
            hiddenSpans.add(new int[] {hiddenFrom, out.length()});
        }
        hiddenElement = "";
        hiddenDepth = 0;
    }

    private static boolean isPreformatted(String name) {
        return name.equals("pre") || name.equals("listing");
    }

    private void layout(String name) {
        if (CELLS.contains(name)) {
            out.append('\t');
        } else if (BLOCKS.contains(name)) {
            boolean broken = !out.isEmpty() && out.charAt(out.length() - 1) == '\n';
            out.append(broken && !name.equals("br") ? "" : "\n");
        }
    }
}
