package org.signet.portal.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Hostile HTML comes out as text and harmless elements, whatever stands around it, and stays so
 * when a second parser reads it.
 */
class InjectionTest {
    private static final Set<String> HARMLESS =
            Set.of(
                    "html",
                    "head",
                    "body",
                    "p",
                    "div",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "ul",
                    "ol",
                    "li",
                    "blockquote",
                    "b",
                    "i",
                    "font",
                    "s",
                    "u",
                    "o",
                    "sup",
                    "sub",
                    "ins",
                    "del",
                    "strong",
                    "strike",
                    "tt",
                    "code",
                    "big",
                    "small",
                    "br",
                    "span",
                    "em",
                    "hr",
                    "pre",
                    "center",
                    "dl",
                    "dt",
                    "dd",
                    "address",
                    "q",
                    "table",
                    "caption",
                    "thead",
                    "tbody",
                    "tfoot",
                    "tr",
                    "th",
                    "td",
                    "colgroup",
                    "col",
                    "a",
                    "img");
    private static final Set<String> ATTRIBUTES =
            Set.of(
                    "href",
                    "target",
                    "title",
                    "rel",
                    "align",
                    "valign",
                    "dir",
                    "bgcolor",
                    "color",
                    "face",
                    "size",
                    "width",
                    "height",
                    "border",
                    "cellpadding",
                    "cellspacing",
                    "colspan",
                    "rowspan",
                    "span",
                    "start",
                    "style",
                    "src",
                    "alt");
    private static final List<String> AROUND =
            List.of(
                    "%s",
                    "<table><tr><td>%s</td></tr></table>",
                    "<svg><desc>%s</desc></svg>",
                    "<math><mtext>%s</mtext></math>",
                    "<select><option>%s</option></select>",
                    "<noscript>%s</noscript>",
                    "<form><table>%s",
                    "<p title='%s'>x</p>",
                    "<!--%s-->",
                    "<style>%s</style>");

    static List<String> injections() throws IOException {
        try (InputStream input = InjectionTest.class.getResourceAsStream("injections.txt")) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    static Stream<String> cases() throws IOException {
        return injections().stream();
    }

    @Test
    void tableShouldHoldAtLeast150Injections() throws Exception {
        assertThat(injections()).hasSizeGreaterThanOrEqualTo(150).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void injectionShouldComeOutHarmless(String injection) {
        for (String around : AROUND) {
            String hostile = around.replace("%s", injection);
            for (PictureSource source : List.of(PictureSource.NONE, InjectionTest::everyRemote)) {
                String html = MailHtml.sanitise(hostile, source).html();

                Document read = Jsoup.parse(html);
                assertHarmless(read, hostile);
                assertHarmless(Jsoup.parse(read.body().html()), hostile);
                assertHarmless(Jsoup.parse(MailHtml.sanitise(html).html()), hostile);
            }
        }
    }

    private static Optional<String> everyRemote(String src) {
        return Optional.of(src);
    }

    private static void assertHarmless(Document document, String hostile) {
        for (Element element : document.getAllElements()) {
            if (element instanceof Document) {
                continue;
            }
            assertThat(HARMLESS).as(hostile).contains(element.normalName());
            for (Attribute attribute : element.attributes()) {
                assertThat(ATTRIBUTES).as(hostile).contains(attribute.getKey());
                assertValue(attribute.getKey(), attribute.getValue(), hostile);
            }
            element.childNodes()
                    .forEach(node -> assertThat(node).as(hostile).isNotInstanceOf(Comment.class));
        }
    }

    private static void assertValue(String name, String value, String hostile) {
        switch (name) {
            case "href" -> assertThat(value).as(hostile).matches("(?i)(https?://|mailto:)[^\\s]*");
            case "src" ->
                    assertThat(value)
                            .as(hostile)
                            .matches("(https://|data:image/(png|jpeg|gif|webp);base64,).*");
            case "target" -> assertThat(value).as(hostile).isEqualTo("_blank");
            case "rel" ->
                    assertThat(value).as(hostile).contains("noopener", "noreferrer", "nofollow");
            case "style" ->
                    assertThat(value)
                            .as(hostile)
                            .doesNotContainIgnoringCase("url(")
                            .doesNotContainIgnoringCase("expression")
                            .doesNotContainIgnoringCase("binding")
                            .doesNotContainIgnoringCase("behavior")
                            .doesNotContainIgnoringCase("position")
                            .doesNotContain("\\");
            default -> assertThat(value).as(hostile).doesNotContainIgnoringCase("javascript:");
        }
    }
}
