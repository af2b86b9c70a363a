package org.signet.classification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.classification.detect.Detector;
import org.signet.classification.detect.Scan;
import org.signet.classification.policy.Policy;
import org.signet.classification.text.Fact;
import org.signet.classification.text.Limits;
import org.signet.classification.text.MessageReader;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Stream;

/** Ten megabytes made to be expensive: the work stays in proportion, on every machine the same. */
class HostileTest {
    private static final int SIZE = 10_000_000;
    private static final String POLICY =
            """
            classes:
              secret:
                when:
                  any:
                    - keywords: {words: [a, aa, aaa, aaaa, aaaaa], whole-word: false}
                    - keywords: [strictly confidential]
                    - payment-card
            """;

    /** Everything that was handed to the scan, and what the scan did with it. */
    private record Outcome(long characters, long work, Set<Fact> facts) {}

    private static Outcome read(String mail) throws Exception {
        Policy policy = Policy.parse("p.yaml", POLICY.getBytes(StandardCharsets.UTF_8));
        Scan scan = Detector.of(policy).scan();
        long[] characters = new long[1];
        Set<Fact> facts =
                MessageReader.read(
                        new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)),
                        Limits.DEFAULT,
                        (place, text) -> {
                            characters[0] += text.length();
                            scan.accept(place, text);
                        });
        return new Outcome(characters[0], scan.work(), facts);
    }

    private static String filled(String header, String unit) {
        return header + "\r\n\r\n" + unit.repeat(SIZE / unit.length());
    }

    static Stream<Arguments> texts() {
        String plain = "Content-Type: text/plain; charset=utf-8";
        String html = "Content-Type: text/html; charset=utf-8";
        String quoted = "Content-Transfer-Encoding: quoted-printable";
        return Stream.of(
                Arguments.of("nested words", filled(plain, "a")),
                Arguments.of("words that nearly match", filled(plain, "strictly confidentia ")),
                Arguments.of("one long number", filled(plain, "4")),
                Arguments.of("groups of four", filled(plain, "4111 ")),
                Arguments.of("card numbers", filled(plain, "4111111111111111 ")),
                Arguments.of("cards and evidence", filled(plain, "4111111111111111 cvv ")),
                Arguments.of("evidence", filled(plain, "cvv ")),
                Arguments.of("dates", filled(plain, "12/27 ")),
                Arguments.of("combining marks", filled(plain, "\u0316\u0300")),
                Arguments.of("what expands", filled(plain, "\uFDFA")),
                Arguments.of("white space", filled(plain, " \t\r\n")),
                Arguments.of("soft breaks", filled(quoted, "4=\r\n")),
                Arguments.of("open tags", filled(html, "<b>")),
                Arguments.of("formatting that a tree repeats", filled(html, "<b id=x><p>x")),
                Arguments.of("tag openings", filled(html, "<")),
                Arguments.of("comment openings", filled(html, "<!--")),
                Arguments.of("comment hyphens", filled(html + "\r\n\r\n<!--", "-")),
                Arguments.of("declarations", filled(html, "<!")),
                Arguments.of("conditional comments", filled(html, "<!--[if")),
                Arguments.of("raw text", filled(html, "<script></scrip")),
                Arguments.of("raw text openings", filled(html, "<textarea>")),
                Arguments.of("attributes", filled(html + "\r\n\r\n<p ", "a=b ")),
                Arguments.of("spaces in a tag", filled(html + "\r\n\r\n<p ", " ")),
                Arguments.of("quotes", filled(html, "<p a='")),
                Arguments.of("ampersands", filled(html, "&")),
                Arguments.of("character references", filled(html, "&amp")),
                Arguments.of(
                        "boundaries",
                        filled("Content-Type: multipart/mixed; boundary=b", "--b\r\n")),
                Arguments.of(
                        "nested multiparts",
                        "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                                + "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                                        .repeat(SIZE / 60)),
                Arguments.of(
                        "nested messages", "Content-Type: message/rfc822\r\n\r\n".repeat(300_000)),
                Arguments.of("fields", "Subject: a\r\n".repeat(SIZE / 12)),
                Arguments.of("one field", "Subject: " + "a".repeat(SIZE)),
                Arguments.of("folded field", "Subject: a" + "\r\n a".repeat(SIZE / 4)),
                Arguments.of("encoded words", "Subject: " + "=?a?q?".repeat(80_000) + "\r\n\r\nx"),
                Arguments.of("word openings", "Subject: " + "=?".repeat(250_000) + "?=\r\n\r\nx"),
                Arguments.of(
                        "parameters",
                        "Content-Disposition: x" + ";filename*0=a".repeat(39_000) + "\r\n\r\nx"),
                Arguments.of("no line breaks", "x".repeat(SIZE)));
    }

    /**
     * The text is at most a small multiple of the message (attributes stand apart, references
     * expand, no text is made twice), and the scan takes about ten steps for each character at
     * worst.
     */
    @ParameterizedTest
    @MethodSource("texts")
    void workShouldBeInProportion(String label, String mail) throws Exception {
        Outcome outcome = read(mail);
        long bytes = mail.getBytes(StandardCharsets.UTF_8).length;
        assertThat(outcome.characters()).isLessThanOrEqualTo(7 * bytes);
        assertThat(outcome.work()).isLessThanOrEqualTo(12 * outcome.characters() + 100);
    }
}
