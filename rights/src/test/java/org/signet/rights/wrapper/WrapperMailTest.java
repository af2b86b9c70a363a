package org.signet.rights.wrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

class WrapperMailTest {
    private static final String LINK =
            "https://portal.ours.test/m/AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE";
    private static final String UNIQUE = "0123456789abcdef0123456789abcdef";
    private static final Instant SENT = Instant.parse("2026-11-03T07:05:09Z");
    private static final Instant EXPIRY = Instant.parse("2026-12-03T07:05:09Z");

    private static WrapperMail wrapper(String sender, String recipient, String link) {
        return new WrapperMail(sender, recipient, link, EXPIRY, SENT, UNIQUE);
    }

    private static final WrapperMail WRAPPER = wrapper("alice@ours.test", "bob@partner.test", LINK);

    private static String text(WrapperMail wrapper) {
        return new String(wrapper.bytes(), StandardCharsets.US_ASCII);
    }

    /** The header fields of the whole, and the decoded bodies, as another parser reads them. */
    private record Parsed(List<String> fields, List<String> types, List<String> bodies) {
        static Parsed of(WrapperMail wrapper) throws Exception {
            Parsed parsed = new Parsed(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            MimeTokenStream tokens = new MimeTokenStream(MimeConfig.STRICT);
            tokens.parse(new ByteArrayInputStream(wrapper.bytes()));
            boolean top = true;
            for (EntityState state = tokens.getState();
                    state != EntityState.T_END_OF_STREAM;
                    state = tokens.next()) {
                switch (state) {
                    case T_FIELD -> {
                        if (top) {
                            parsed.fields().add(tokens.getField().getName());
                        }
                    }
                    case T_START_MULTIPART -> top = false;
                    case T_BODY -> {
                        parsed.types().add(tokens.getBodyDescriptor().getMimeType());
                        parsed.bodies()
                                .add(
                                        new String(
                                                tokens.getDecodedInputStream().readAllBytes(),
                                                StandardCharsets.US_ASCII));
                    }
                    default -> {}
                }
            }
            return parsed;
        }
    }

    @Test
    void headerShouldHaveEachFieldOnceAndNoOther() throws Exception {
        assertThat(Parsed.of(WRAPPER).fields())
                .containsExactly(
                        "Date",
                        "From",
                        "To",
                        "Message-ID",
                        "Subject",
                        "Auto-Submitted",
                        "MIME-Version",
                        "Content-Type");
    }

    @Test
    void headerShouldNameSenderRecipientAndNothingElse() {
        assertThat(text(WRAPPER))
                .startsWith(
                        """
                        Date: Tue, 3 Nov 2026 07:05:09 +0000
                        From: <alice@ours.test>
                        To: <bob@partner.test>
                        Message-ID: <0123456789abcdef0123456789abcdef@ours.test>
                        Subject: alice@ours.test
                         sent you a protected message
                        Auto-Submitted: auto-generated
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void textAndHtmlShouldSayTheSame() throws Exception {
        Parsed parsed = Parsed.of(WRAPPER);
        assertThat(parsed.types()).containsExactly("text/plain", "text/html");
        String plain = parsed.bodies().getFirst();
        String html =
                parsed.bodies()
                        .getLast()
                        .replaceFirst("(?s).*<body>", "")
                        .replaceAll("<[^>]*>", " ");
        assertThat(words(html)).isEqualTo(words(plain));
        assertThat(plain).contains(LINK, "alice@ours.test", "3 December 2026, 07:05 UTC");
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    @Test
    void htmlShouldHaveOneLinkAndLoadNothing() throws Exception {
        String html = Parsed.of(WRAPPER).bodies().getLast();
        assertThat(Pattern.compile("href=").matcher(html).results()).hasSize(1);
        assertThat(html)
                .contains("<a href=\"" + LINK + "\">")
                .doesNotContain("src=", "<img", "<style", "<script", "<form");
    }

    @Test
    void everyLineShouldBeShortAsciiThatNoServerHasToChange() {
        String longest = "a".repeat(64) + "@" + "d".repeat(63) + ".test";
        String link = "https://portal.ours.test/" + "x".repeat(174);
        String mail = text(wrapper(longest, longest, link));
        assertThat(mail.replace("\r\n", "")).matches("[ -~]*");
        for (String line : mail.split("\r\n", -1)) {
            assertThat(line).hasSizeLessThan(998).doesNotStartWith("From ").doesNotEndWith(" ");
        }
        assertThat(mail).endsWith("--\r\n");
    }

    @Test
    void valuesShouldBeEscapedInHtml() throws Exception {
        String html =
                Parsed.of(wrapper("\"<b>&'\"@ours.test", "bob@partner.test", LINK + "?a=1&b=2"))
                        .bodies()
                        .getLast();
        assertThat(html).doesNotContain("<b>").contains("&lt;b&gt;&amp;&#39;", "?a=1&amp;b=2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    alice@ours.test\\r\\nBcc: eve@evil.test | bob@partner.test | https://p.test/m
                    alice@ours.test | bob@partner.test\\nSubject: x | https://p.test/m
                    alice@ours.test | bob@partner.test | https://p.test/m\\r\\nX: y
                    alice@ours.test | bob@partner.test | https://p.test/m"onclick="x
                    alice@ours.test | bob@partner.test | javascript:alert(1)
                    alice@ours.test | bob@partner.test | https://p.test/<b>
                    alice@ours.test | bob | https://p.test/m
                    al\u00efce@ours.test | bob@partner.test | https://p.test/m
                    """)
    void valuesThatCouldLeaveTheirPlaceShouldBeRefused(
            String sender, String recipient, String link) {
        assertThatThrownBy(() -> wrapper(real(sender), real(recipient), real(link)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String real(String escaped) {
        return escaped.replace("\\r", "\r").replace("\\n", "\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 1000})
    void aLongLinkShouldBeRefused(int length) {
        assertThatThrownBy(
                        () ->
                                wrapper(
                                        "alice@ours.test",
                                        "bob@partner.test",
                                        "https://p.test/" + "x".repeat(length - 15)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTextOfTheObjectShouldNotShowTheLink() {
        assertThat(WRAPPER.toString()).doesNotContain("https");
    }
}
