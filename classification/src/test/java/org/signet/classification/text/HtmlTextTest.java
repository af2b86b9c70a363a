package org.signet.classification.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Random;

class HtmlTextTest {
    private static String shown(String html) {
        return Normaliser.normalise(HtmlText.render(html).all()).strip();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "41<b style='display:none'>x</b>11 | 4111",
                "41<b style='Display : NONE !important'>x</b>11 | 4111",
                "41<b style='color:red;font-size:0px'>x</b>11 | 4111",
                "41<b style='font-size:0.9em'>2</b>11 | 41211",
                "41<b style='opacity:0.0'>x</b>11 | 4111",
                "41<b style='background:url(display:none)'>2</b>11 | 41211",
                "41<b hidden>x<b>y</b>z</b>11 | 4111",
                "41<i hidden><b>y</b></i>11 | 4111",
                "41<img hidden>11 | 4111",
                "41<b></b hidden><i>2</i>11 | 41211",
                "<style>.a,p .b{display:none}</style>41<b class='c b'>x</b>11 | 4111",
                "<style>@media all{#a{visibility:hidden}}</style>41<b id=a>x</b>11 | 4111",
                "<style>/*.a{*/.b{color:red}</style>41<b class=b>2</b>11 | 41211",
                "41<b style='display:/**/none'>x</b>11 | 4111",
                "41<b hidden>x | 41"
            })
    void seenTextShouldLackWhatIsHidden(String html, String seen) {
        assertThat(Normaliser.normalise(HtmlText.render(html).seen()).strip()).isEqualTo(seen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain | plain",
                "a<b>b</b>c | abc",
                "a<b >b</ b>c | abc",
                "1 < 2 & 3 > 2 | 1 < 2 & 3 > 2",
                "a<3b | a<3b",
                "4&#49;&#x31;1 | 4111",
                "a&nbsp;b&amp;c&lt;d&gt; | a b&c<d>",
                "a&shy;b&ZeroWidthSpace;c&zwnj;d | abcd",
                "a<!-- x -->b | ab",
                "a<!-- x --!>b | ab",
                "a<!-->b | ab",
                "a<!--->b | ab",
                "a<!-- > -- b --> c | a c",
                "a<!doctype html>b | ab",
                "a<?php x ?>b | ab",
                "a</>b | ab",
                "a</ x>b | ab",
                "a<!--[if mso]>b<![endif]-->c | abc",
                "a<!--[if !mso]><!-->b<!--<![endif]-->c | abc",
                "a<script>b < c </script>d | ad",
                "a<script>'</scripty>'</script >d | ad",
                "a<style>b{}</style>c | ac",
                "a<STYLE TYPE=x>b{}</sTyLe>c | ac",
                "a<b title='x>y'>c</b> | ac x>y",
                "a<b title=\"x>y\">c</b> | ac x>y",
                "a<img alt=picture>b | ab picture",
                "a<input value='1'placeholder='2'>b | ab 1 2",
                "a<a href=http://4111111111111111/>b</a> | ab",
                "<div style='display:none'>hidden</div> | hidden",
                "<span hidden>hidden</span> | hidden",
                "<title>a &amp; <b></title>c | a & <b> c",
                "<textarea>a<b></textarea>c | a<b> c",
                "<xmp>a<b></xmp>c | a<b> c",
                "<noscript>a<b>b</b></noscript>c | abc",
                "<plaintext>a<b> | a<b>",
                "a<br>b | a b",
                "<p>a</p><p>b</p> | a b",
                "a<wbr>b | ab",
                "a<b | a",
                "a<b title='x | a x",
                "a<!-- x | a",
                "a<script>x | a",
                "a< | a<",
                "a</ | a",
            })
    void markupShouldBecomeWhatIsShown(String html, String text) {
        assertThat(shown(html).replace('\n', ' ').replace('\t', ' ')).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<p>1</p><p>2</p> | `1¶2`",
                "<div>1</div>¶  <div>2</div> | `1¶2`",
                "1<br>2 | `1¶2`",
                "1<br><br>2 | `1→2`",
                "<td>1</td><td>2</td> | `1→2`",
                "<tr><th>1<th>2</tr> | `1→2`",
                "<table><tr><td>1</td></tr><tr><td>2</td></tr></table> | `1→2`",
                "1¶2 | `1 2`",
                "1      2 | `1 2`",
                "1&nbsp;&nbsp;&nbsp;2 | `1→2`",
                "<pre>1¶2</pre> | `1¶2`",
                "<pre>1    2</pre> | `1→2`",
            })
    void layoutShouldSeparate(String html, String text) {
        assertThat(shown(html.replace('¶', '\n')).replace('\n', '¶').replace('\t', '→'))
                .isEqualTo(text);
    }

    /** The letters and digits that another HTML implementation shows, in the same order. */
    @Test
    void textShouldBeThatOfTheTreeWhenTheMarkupIsOrdinary() {
        String[] pieces = {
            "a",
            "7",
            " ",
            "\n",
            "<b>",
            "</b>",
            "<p>",
            "</p>",
            "<div class='x>y'>",
            "</div>",
            "&amp;",
            "&#50;",
            "&lt;",
            "<br/>",
            "<!-- c -->",
            "<i title=\"q'\">",
            "</i>",
            "<",
            "& ",
            "<a href=z>",
            "</a>",
            "<style>s{}</style>",
            "<script>k<l</script>",
            "<span\nid=1>",
            "</span>",
            "&eacute;"
        };
        Random random = new Random(99);
        for (int round = 0; round < 3000; round++) {
            StringBuilder html = new StringBuilder("<body>");
            for (int i = random.nextInt(30); i >= 0; i--) {
                html.append(pieces[random.nextInt(pieces.length)]);
            }
            html.append("</body>");
            assertThat(letters(withoutTitles(HtmlText.render(html.toString()).all())))
                    .as("seed 99, round %d: %s", round, html)
                    .isEqualTo(letters(Jsoup.parse(html.toString()).wholeText()));
        }
    }

    private static String withoutTitles(String text) {
        return text.replace("q'", "");
    }

    private static String letters(String text) {
        StringBuilder letters = new StringBuilder();
        text.chars().filter(Character::isLetterOrDigit).forEach(c -> letters.append((char) c));
        return letters.toString();
    }
}
