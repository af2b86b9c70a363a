package org.signet.portal.page;

import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import java.util.Map;
import java.util.Optional;

/** A rendered HTML document. */
public record Page(String html) {
    private static final String MAIL_START =
            """
            <!DOCTYPE html>
            <html lang=""><head><meta charset="utf-8"><title>Text of the message</title>
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <style>
            html{background:#fff;color:#16202b;font:16px/1.5 system-ui,sans-serif}
            body{margin:1rem;overflow-wrap:anywhere}
            a{color:#0b5a8a}
            table{max-width:100%}
            pre{white-space:pre-wrap}
            blockquote{margin:.5rem 0 .5rem .5rem;padding-left:.75rem;border-left:3px solid #c8d2dc}
            </style></head><body>
            """;

    private static final HtmlInterceptor NONE =
            new HtmlInterceptor() {
                @Override
                public void onHtmlTagOpened(
                        String name, Map<String, Object> attributes, TemplateOutput output) {
                    // Nothing is added to elements.
                }

                @Override
                public void onHtmlTagClosed(String name, TemplateOutput output) {
                    // Nothing is added to elements.
                }
            };

    @FunctionalInterface
    private interface Template {
        void render(HtmlTemplateOutput output, HtmlInterceptor interceptor);
    }

    /**
     * The link's address and the token that proves a form came from this page.
     *
     * @param token the token of the link, as it stands in the address
     * @param proof goes back with every form
     */
    public record Link(String token, String proof) {
        @Override
        public String toString() {
            return "Link";
        }
    }

    /** Says who wrote and offers to send a passcode. */
    public static Page letter(Words words, Link link, Letter letter, Optional<String> problem) {
        return render(
                (o, i) -> JteletterGenerated.render(o, i, link, letter, problem.orElse(""), words));
    }

    /** Asks for the passcode that was sent. */
    public static Page code(
            Words words, Link link, Letter letter, String reference, Optional<String> problem) {
        return render(
                (o, i) ->
                        JtecodeGenerated.render(
                                o, i, link, letter, reference, problem.orElse(""), words));
    }

    /** Shows the message. */
    public static Page message(Words words, Link link, Letter letter, Shown shown) {
        return render((o, i) -> JtemessageGenerated.render(o, i, link, letter, shown, words));
    }

    /** Has an answer written. */
    public static Page compose(Words words, Link link, Compose compose) {
        return render((o, i) -> JtecomposeGenerated.render(o, i, link, compose, words));
    }

    /** Says one thing, when there is nothing else to show. */
    public static Page notice(Words words, Notice notice) {
        return render((o, i) -> JtenoticeGenerated.render(o, i, notice, "", words));
    }

    /** The same with the way back to the message. */
    public static Page notice(Words words, Notice notice, Link back) {
        return render(
                (o, i) ->
                        JtenoticeGenerated.render(
                                o, i, notice, "/m/" + back.token() + "/message", words));
    }

    /**
     * The document for the frame that shows the text of a mail.
     *
     * @param sanitised the only HTML that is not escaped; made by {@code MailHtml}
     */
    public static Page mailBody(String sanitised) {
        return new Page(MAIL_START + sanitised + "</body></html>\n");
    }

    private static Page render(Template template) {
        StringOutput output = new StringOutput();
        template.render(new OwaspHtmlTemplateOutput(output), NONE);
        return new Page(output.toString());
    }

    @Override
    public String toString() {
        return "Page[" + html.length() + " characters]";
    }
}
