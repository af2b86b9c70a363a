package org.signet.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.classification.policy.Policy;
import org.signet.classification.text.Fact;
import org.signet.classification.verdict.Classification;
import org.signet.classification.verdict.Evidence;
import org.signet.classification.verdict.Verdict;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

class ClassifierTest {
    private static final String CARD = "4111111111111111";
    private static final String ONE_CARD =
            """
            classes:
              secret:
                when:
                  payment-card
            """;

    private static Classification classify(String policy, byte[] mail) throws Exception {
        return new Classifier(Policy.parse("policy.yaml", policy.getBytes(StandardCharsets.UTF_8)))
                .classify(new ByteArrayInputStream(mail));
    }

    private static Classification classify(String policy, String mail) throws Exception {
        return classify(policy, mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Verdict secret(String policy, String mail) throws Exception {
        return classify(policy, mail).verdict("secret").orElseThrow();
    }

    private static String base64(String text, Charset charset) {
        return Base64.getMimeEncoder().encodeToString(text.getBytes(charset));
    }

    /** Ways in which the same number reaches a reader. */
    @Nested
    class Reading {
        private void assertFound(String mail) throws Exception {
            assertThat(secret(ONE_CARD, mail)).isInstanceOf(Verdict.Applies.class);
        }

        @Test
        void numberShouldBeFoundWhenASoftLineBreakCutsIt() throws Exception {
            assertFound(
                    """
                    Content-Type: text/plain
                    Content-Transfer-Encoding: quoted-printable

                    the number is 41111111=
                    11111111, thank you
                    """);
        }

        @Test
        void numberShouldBeFoundWhenHtmlTagsCutIt() throws Exception {
            assertFound(
                    "Content-Type: text/html\n\n<p>4111<b>1111</b><!-- x --><span"
                            + " title='>'>11111&#49;</span>11</p>\n");
        }

        @ParameterizedTest
        @CsvSource({"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-15", "UTF-32", "IBM037"})
        void numberShouldBeFoundInBase64OfAnyCharset(String charset) throws Exception {
            assertFound(
                    "Content-Type: text/plain; charset="
                            + charset
                            + "\nContent-Transfer-Encoding: base64\n\n"
                            + base64("Pay with " + CARD + "!", Charset.forName(charset))
                            + "\n");
        }

        @ParameterizedTest
        @CsvSource({"UTF-16LE", "UTF-16BE", "UTF-16"})
        void numberShouldBeFoundWhenTheCharsetIsMissing(String charset) throws Exception {
            assertFound(
                    "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
                            + base64("Pay with " + CARD + "!", Charset.forName(charset))
                            + "\n");
        }

        @ParameterizedTest
        @CsvSource({"utf-16", "ibm037", "utf-8", "iso-2022-jp", "shift_jis", "unknown-8bit"})
        void numberShouldBeFoundWhenTheCharsetIsWrong(String charset) throws Exception {
            assertFound("Content-Type: text/plain; charset=" + charset + "\n\nPay " + CARD + "\n");
        }

        @ParameterizedTest
        @CsvSource({
            "full-width, ４１１１１１１１１１１１１１１１",
            "arabic, ٤١١١١١١١١١١١١١١١",
            "mathematical, \uD835\uDFD2\uD835\uDFCF11\uD835\uDFCF1\uD835\uDFCF111\uD835\uDFCF11111",
            "zero width space, 4111\u200B1111\u200C1111\u200D1111",
            "byte order mark, 4111\uFEFF111111111111",
            "soft hyphen, 4111\u00AD1111\u00AD1111\u00AD1111",
            "direction marks, \u202D4111\u202C1111\u2066111111\u206911",
            "variation selector, 4\uFE0F1\uFE0F11111111111111",
            "keycaps, 4\uFE0F\u20E31\uFE0F\u20E311111111111111",
            "struck through, 4\u03361\u033611111111111111",
            "no-break spaces, 4111\u00A01111\u00A01111\u00A01111",
            "narrow no-break spaces, 4111\u202F1111\u202F1111\u202F1111",
            "no-break hyphens, 4111\u20111111\u20111111\u20111111",
            "en dashes, 4111–1111–1111–1111",
            "minus signs, 4111−1111−1111−1111",
        })
        void numberShouldBeFoundInOtherCharacters(String label, String number) throws Exception {
            assertFound("Content-Type: text/plain; charset=utf-8\n\nPay with " + number + " now\n");
        }

        @ParameterizedTest
        @CsvSource({
            "subject, Subject: =?utf-8?B?cGF5IDQxMTExMTExMTExMTExMTE=?=",
            "cut subject, 'Subject: =?utf-8?Q?pay_41111111?=\n =?utf-8?Q?11111111?='",
            "full-width subject, Subject: =?utf-8?Q?=EF=BC=94?= =?utf-8?Q?111111111111111?=",
            "raw subject, Subject: ４111111111111111",
            "file name, 'Content-Type: text/plain; name=\"4111111111111111.txt\"'",
            "file name, 'Content-Disposition: attachment; filename*=utf-8''''41111111%311111111'",
            "cut file name, 'Content-Disposition: attachment; filename*0=41111111;"
                    + " filename*1=11111111'",
            "comments, Comments: card 4111-1111-1111-1111",
            "no field, 4111 1111 1111 1111",
        })
        void numberShouldBeFoundInTheHeader(String label, String header) throws Exception {
            assertFound(header + "\n\nHello\n");
        }

        @Test
        void numberShouldBeFoundInAForwardedMessage() throws Exception {
            Classification found =
                    classify(
                            ONE_CARD,
                            """
                            Content-Type: multipart/mixed; boundary=out

                            --out

                            see below
                            --out
                            Content-Type: message/rfc822

                            Subject: Card
                            Content-Type: multipart/alternative; boundary=in

                            --in
                            Content-Type: text/plain

                            none here
                            --in
                            Content-Type: text/html

                            <p>4111 1111 1111 1111</p>
                            --in--
                            --out--
                            """);
            assertThat(((Verdict.Applies) found.verdicts().get(0)).evidence())
                    .singleElement()
                    .satisfies(
                            e -> {
                                assertThat(e.tally().spots())
                                        .singleElement()
                                        .satisfies(
                                                s -> assertThat(s.place()).hasToString("2.2/body"));
                                assertThat(e.condition()).isEqualTo("payment-card");
                            });
        }

        @ParameterizedTest
        @CsvSource({
            "application/octet-stream, base64",
            "application/vnd.ms-excel, base64",
            "application/json, base64",
            "message/global, 8bit",
            "nonsense, 8bit",
        })
        void numberShouldBeFoundInTextOfAnotherType(String type, String encoding) throws Exception {
            String text = "Name,Card\nAda," + CARD + "\n";
            assertFound(
                    "Content-Type: "
                            + type
                            + "\nContent-Transfer-Encoding: "
                            + encoding
                            + "\n\n"
                            + (encoding.equals("base64")
                                    ? base64(text, StandardCharsets.UTF_16)
                                    : "X: y\n\n" + text));
        }

        @Test
        void numberShouldBeFoundBeforeAndAfterTheParts() throws Exception {
            String multipart =
                    "Content-Type: multipart/mixed; boundary=b\n\n%s\n--b\n\nhello\n--b--\n%s\n";
            assertFound(multipart.formatted(CARD, ""));
            assertFound(multipart.formatted("", CARD));
        }

        @Test
        void numberShouldNotBeFoundAcrossParts() throws Exception {
            assertThat(
                            secret(
                                    ONE_CARD,
                                    """
                                    Subject: 41111111
                                    Content-Type: multipart/mixed; boundary=b

                                    --b

                                    11111111
                                    --b

                                    41111111
                                    --b

                                    11111111
                                    --b--
                                    """))
                    .isInstanceOf(Verdict.DoesNotApply.class);
        }
    }

    @Nested
    class Facts {
        @ParameterizedTest
        @CsvSource({
            "multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b, encrypted",
            "application/pkcs7-mime; smime-type=enveloped-data, encrypted",
            "application/pkcs7-mime; smime-type=authEnveloped-data, encrypted",
            "application/x-pkcs7-mime; name=smime.p7m, encrypted",
            "application/pkcs7-mime; smime-type=signed-data, undecodable",
            "application/pgp-encrypted, encrypted",
            "application/pdf, unread",
            "image/png, unread",
            "text/plain; charset=utf-7, undecodable",
            "text/plain; charset=no-such-charset, undecodable",
        })
        void kindOfBodyShouldBeAFact(String type, String fact) throws Exception {
            assertThat(
                            classify(ONE_CARD, "Content-Type: " + type + "\n\n\u0001\n--b\n\nx\n")
                                    .facts())
                    .containsExactly(Fact.of(fact).orElseThrow());
        }

        @Test
        void pgpBlockInTextShouldBeEncrypted() throws Exception {
            assertThat(classify(ONE_CARD, "\n\nHi\n\n-----BEGIN PGP MESSAGE-----\n\nhQ\n").facts())
                    .containsExactly(Fact.ENCRYPTED);
        }

        @ParameterizedTest
        @CsvSource({
            "'Content-Transfer-Encoding: x-secret\n'",
            "'Content-Type: text/plain\nContent-Type: text/html\n'",
            "'Content-Transfer-Encoding: base64\nContent-Transfer-Encoding: 7bit\n'",
            "'Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n'",
            "'Subject: =?x-none?Q?abc?=\n'",
        })
        void headerThatReadersDisagreeOnShouldBeUndecodable(String header) throws Exception {
            assertThat(classify(ONE_CARD, header + "\nabc\n").facts())
                    .containsExactly(Fact.UNDECODABLE);
        }

        @Test
        void plainMessageShouldHaveNoFacts() throws Exception {
            assertThat(classify(ONE_CARD, "Subject: hi\n\nhello\n").facts()).isEmpty();
            assertThat(classify(ONE_CARD, "").facts()).isEmpty();
        }
    }

    /** What follows from a message that was not read to its end. */
    @Nested
    class Incomplete {
        private static final String LIMITS = "limits: {text-bytes: 1024, parts: 3, depth: 3}\n";

        private Verdict of(String when, String mail) throws Exception {
            return secret(LIMITS + "classes:\n  secret:\n    when:\n      " + when + "\n", mail);
        }

        private final String tooLong = "\n\n" + "blah ".repeat(300) + CARD + "\n";

        @ParameterizedTest
        @CsvSource({
            "payment-card, undecidable",
            "not: payment-card, undecidable",
            "'any: [payment-card, limit-exceeded]', applies",
            "'all: [payment-card, limit-exceeded]', undecidable",
            "'all: [payment-card, not: limit-exceeded]', does-not-apply",
            "'any: [keywords: [blah], payment-card]', applies",
            "'not: {keywords: [blah]}', does-not-apply",
            "encrypted, undecidable",
            "undecodable, undecidable",
            "limit-exceeded, applies",
        })
        void conditionShouldBeUnknownBehindALimit(String when, String code) throws Exception {
            assertThat(of(when, tooLong).code()).isEqualTo(code);
        }

        @Test
        void reasonShouldBeNamed() throws Exception {
            assertThat(((Verdict.Undecidable) of("payment-card", tooLong)).because())
                    .containsExactly(Fact.LIMIT_EXCEEDED);
        }

        @Test
        void deepNestingShouldExceedALimit() throws Exception {
            StringBuilder mail = new StringBuilder();
            for (int i = 0; i < 100_000; i++) {
                mail.append("Content-Type: message/rfc822\n\n");
            }
            assertThat(of("limit-exceeded", mail.toString()).code()).isEqualTo("applies");
            assertThat(of("limit-exceeded", mail.toString().replace("rfc822", "global")).code())
                    .isEqualTo("applies");
        }

        @Test
        void manyPartsShouldExceedALimit() throws Exception {
            assertThat(
                            of(
                                            "limit-exceeded",
                                            "Content-Type: multipart/mixed; boundary=b\n\n"
                                                    + "--b\n\nx\n".repeat(10))
                                    .code())
                    .isEqualTo("applies");
        }

        @Test
        void manyFieldsShouldExceedALimit() throws Exception {
            assertThat(of("limit-exceeded", "X: y\n".repeat(10_000) + "\nhello").code())
                    .isEqualTo("applies");
        }

        @Test
        void longFieldShouldExceedALimit() throws Exception {
            assertThat(of("limit-exceeded", "X: " + "y".repeat(1_000_000) + "\n\nhello").code())
                    .isEqualTo("applies");
        }

        private static String picture(int bytes) {
            return """
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: image/png

            %s
            --b--
            """
                    .formatted("\u0001".repeat(bytes));
        }

        @Test
        void messageLongerThanItsLimitShouldExceedIt() throws Exception {
            String policy =
                    "limits: {message-bytes: 1024}\nclasses:\n  secret:\n    when: limit-exceeded\n";
            assertThat(secret(policy, picture(2000)).code()).isEqualTo("applies");
            assertThat(secret(policy, picture(500)).code()).isEqualTo("does-not-apply");
        }
    }

    @Nested
    class Result {
        @Test
        void brokenStreamShouldBeReported() throws Exception {
            Classifier classifier =
                    new Classifier(Policy.parse("p", ONE_CARD.getBytes(StandardCharsets.UTF_8)));
            InputStream broken =
                    new FilterInputStream(new ByteArrayInputStream(new byte[0])) {
                        @Override
                        public int read(byte[] bytes, int offset, int length) throws IOException {
                            throw new IOException("disk gone");
                        }
                    };
            assertThatThrownBy(() -> classifier.classify(broken)).hasMessage("disk gone");
        }

        @Test
        void evidenceShouldNameWhereAndHowMuch() throws Exception {
            String policy =
                    """
                    classes:
                      secret:
                        when:
                          any:
                            - all:
                                - keywords: [strictly confidential, top secret]
                                - payment-card: {min: 2, min-confidence: 85}
                            - encrypted
                    """;
            String mail =
                    """
                    Subject: Strictly  CONFIDENTIAL

                    cvv 4111 1111 1111 1111
                    or 5555555555554444 or 4111111111111111
                    """;
            assertThat(((Verdict.Applies) secret(policy, mail)).evidence())
                    .extracting(
                            Evidence::condition,
                            e -> e.rule().toString(),
                            e -> e.tally().unique(),
                            e -> e.tally().total(),
                            e -> e.tally().confidence(),
                            e -> e.tally().spots().toString())
                    .containsExactly(
                            tuple(
                                    "keywords",
                                    "line 6, column 15",
                                    1,
                                    1,
                                    0,
                                    "[Spot[place=/subject, offset=0]]"),
                            tuple(
                                    "payment-card",
                                    "line 7, column 15",
                                    2,
                                    3,
                                    85,
                                    "[Spot[place=1/body, offset=4], Spot[place=1/body, offset=27]]"));
        }

        @Test
        void nothingThatWasFoundShouldBeInTheResult() throws Exception {
            Classification result =
                    classify(
                            """
                            classes:
                              secret:
                                when:
                                  any:
                                    - keywords: [hush]
                                    - payment-card
                            """,
                            "Subject: hush\n\nhush " + CARD + "\n");
            assertThat(result.toString()).contains("payment-card").doesNotContain("hush", "4111");
        }
    }
}
