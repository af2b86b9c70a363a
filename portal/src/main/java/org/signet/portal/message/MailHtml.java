package org.signet.portal.message;

import org.owasp.html.Handler;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamRenderer;
import org.owasp.html.PolicyFactory;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes the HTML of a mail harmless: keeps text, its structure and plain styling, drops the rest.
 *
 * <p>Of pictures out of the message itself those of harmless kinds stay. Of all others only the
 * alternative text stays, unless the reader asks for them: a picture that is loaded tells its
 * server that, when and where the message was read.
 */
public final class MailHtml {
    private static final Pattern LINK = Pattern.compile("(?i)(https?://|mailto:)[^\\s].*");
    private static final Pattern PICTURE =
            Pattern.compile(
                    "data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/]*+=*+|https://[!-~]++");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}(px|%)?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]{1,20}");
    private static final Pattern COLOUR = Pattern.compile("#?[A-Za-z0-9]{1,20}");
    private static final Pattern FONT = Pattern.compile("[A-Za-z0-9 ,'-]{1,100}");
    private static final PolicyFactory POLICY = policy();

    private MailHtml() {}

    /**
     * HTML that is safe to show in a frame without rights.
     *
     * @param html a fragment, to be put into a document's body
     * @param picturesLeftOut how many pictures were not taken over
     */
    public record Sanitised(String html, int picturesLeftOut) {
        @Override
        public String toString() {
            return "Sanitised[" + html.length() + " characters]";
        }
    }

    /** Sanitises a document or fragment. */
    public static Sanitised sanitise(String html) {
        return sanitise(html, PictureSource.NONE);
    }

    /** Sanitises, and shows the pictures that the source has an address for. */
    static Sanitised sanitise(String html, PictureSource source) {
        StringBuilder output = new StringBuilder();
        Pictures pictures =
                new Pictures(
                        POLICY.apply(HtmlStreamRenderer.create(output, Handler.DO_NOTHING)),
                        source);
        HtmlSanitizer.sanitize(html, pictures);
        return new Sanitised(output.toString(), pictures.count());
    }

    private static PolicyFactory policy() {
        HtmlPolicyBuilder policy =
                new HtmlPolicyBuilder()
                        .allowCommonBlockElements()
                        .allowCommonInlineFormattingElements()
                        .allowElements("hr", "pre", "center", "dl", "dt", "dd", "address", "q")
                        .allowElements("table", "caption", "thead", "tbody", "tfoot", "tr", "th")
                        .allowElements("td", "colgroup", "col", "font", "span")
                        .allowElements(MailHtml::link, "a")
                        .allowUrlProtocols("http", "https", "mailto")
                        .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
                        .allowStyling();
        policy.allowAttributes("href").matching(LINK).onElements("a");
        policy.allowAttributes("target", "title").onElements("a");
        policy.allowAttributes("align", "valign", "dir").matching(WORD).globally();
        policy.allowAttributes("bgcolor").matching(COLOUR).onElements("table", "tr", "td", "th");
        policy.allowAttributes("color").matching(COLOUR).onElements("font");
        policy.allowAttributes("face").matching(FONT).onElements("font");
        policy.allowAttributes("size").matching(Pattern.compile("[+-]?\\d")).onElements("font");
        policy.allowAttributes("width", "height", "border", "cellpadding", "cellspacing")
                .matching(NUMBER)
                .onElements("table", "td", "th", "col", "hr");
        policy.allowAttributes("colspan", "rowspan", "span", "start")
                .matching(NUMBER)
                .onElements("td", "th", "col", "colgroup", "ol");
        policy.allowElements("img");
        policy.allowUrlProtocols("data");
        policy.allowAttributes("src").matching(PICTURE).onElements("img");
        policy.allowAttributes("alt").onElements("img");
        policy.allowAttributes("width", "height").matching(NUMBER).onElements("img");
        return policy.disallowTextIn("title", "style", "script", "noscript", "textarea", "xmp")
                .toFactory();
    }

    /** A link opens beside the portal, and its title shows where it really leads. */
    private static String link(String element, List<String> attributes) {
        for (int i = 0; i + 1 < attributes.size(); i += 2) {
            if (attributes.get(i).equals("href")) {
                String address = attributes.get(i + 1);
                set(attributes, "title", address);
                set(attributes, "target", "_blank");
                return element;
            }
        }
        attributes.clear();
        return element;
    }

    private static void set(List<String> attributes, String name, String value) {
        for (int i = 0; i + 1 < attributes.size(); i += 2) {
            if (attributes.get(i).equals(name)) {
                attributes.set(i + 1, value);
                return;
            }
        }
        attributes.add(name);
        attributes.add(value);
    }
}
