package org.signet.smime.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.smime.Samples;
import org.signet.testing.RandomMessage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

@SuppressWarnings("StringConcatToTextBlock") // Line ends are what this is about.
class CanonicalEntityTest {
    private static byte[] canonical(byte[] message) throws IOException {
        return canonical(MessageSource.of(message));
    }

    private static byte[] canonical(MessageSource message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CanonicalEntity.of(message, MimeLimits.DEFAULT).writeTo(out);
        return out.toByteArray();
    }

    private static String canonical(String message) throws IOException {
        return new String(
                canonical(message.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /** Nothing in it that a mail server has a reason to touch. */
    private static void assertRobust(byte[] entity) {
        String text = new String(entity, StandardCharsets.ISO_8859_1);
        assertThat(text.chars().allMatch(c -> c > 0 && c < 128)).as(text).isTrue();
        assertThat(text.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
        assertThat(text.split("\r\n", -1))
                .allMatch(line -> line.length() <= 998)
                .noneMatch(line -> line.startsWith("From "))
                .noneMatch(line -> line.endsWith(" ") || line.endsWith("\t"));
    }

    @ParameterizedTest
    @EnumSource(Samples.class)
    void canonicalFormShouldBeItsOwn(Samples sample) throws Exception {
        byte[] once = canonical(sample.bytes());

        assertThat(canonical(once)).isEqualTo(once);
    }

    @ParameterizedTest
    @EnumSource(value = Samples.class, mode = EnumSource.Mode.EXCLUDE, names = "SIGNED_INSIDE")
    void canonicalFormShouldSurviveTransport(Samples sample) throws Exception {
        assertRobust(canonical(sample.bytes()));
    }

    @ParameterizedTest
    @EnumSource(Samples.class)
    void sizeOfTheReadsShouldNotMatter(Samples sample) throws Exception {
        MessageSource byteByByte =
                () ->
                        new FilterInputStream(new ByteArrayInputStream(sample.bytes())) {
                            @Override
                            public int read(byte[] bytes, int offset, int length)
                                    throws IOException {
                                return super.read(bytes, offset, Math.min(length, 1));
                            }
                        };

        assertThat(canonical(byteByByte)).isEqualTo(canonical(sample.bytes()));
    }

    @Test
    void randomMessagesShouldHaveOneRobustForm() throws Exception {
        int robust = 0;
        for (long seed = 0; seed < 2_000; seed++) {
            byte[] message = RandomMessage.of(seed);
            byte[] once = canonical(message);

            assertThat(canonical(once)).as("seed %s", seed).isEqualTo(once);
            if (CanonicalEntity.of(MessageSource.of(message), MimeLimits.DEFAULT).isRobust()) {
                robust++;
                assertRobust(once);
            }
        }
        assertThat(robust).isGreaterThan(1_700);
    }

    @Nested
    class CleanMessage {
        @ParameterizedTest
        @EnumSource(
                value = Samples.class,
                names = {
                    "DOTS",
                    "NO_FINAL_NEWLINE",
                    "BASE64_ATTACHMENT",
                    "SIGNED_INSIDE",
                    "BLANK_LINES_AT_END"
                })
        void shouldKeepEachByte(Samples sample) throws Exception {
            String text = new String(sample.bytes(), StandardCharsets.US_ASCII);

            assertThat(canonical(text)).isEqualTo(text.replaceFirst("From: .*\r\n", ""));
        }
    }

    @Nested
    class Encoding {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                ignoreLeadingAndTrailingWhitespace = false,
                value = {
                    "\u00fc|=C3=BC",
                    "a=\u00fc|a=3D=C3=BC",
                    "x |x=20",
                    "x\t|x=09",
                    "a b |a b=20",
                    "From you|=46rom you",
                    ".\u00fc|=2E=C3=BC",
                })
        void textShouldBecomeQuotedPrintable(String line, String encoded) throws Exception {
            assertThat(canonical("Content-Type: text/plain\r\n\r\n" + line + "\r\nend\r\n"))
                    .isEqualTo(
                            "Content-Type: text/plain\r\n"
                                    + "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                                    + encoded
                                    + "\r\nend\r\n");
        }

        @Test
        void longLineShouldBeBroken() throws Exception {
            String entity = canonical("Content-Type: text/plain\r\n\r\n" + "a ".repeat(600));

            assertThat(entity.split("\r\n", -1)).allMatch(line -> line.length() <= 76);
            assertThat(entity.replace("=\r\n", "")).endsWith("a a=20");
        }

        @Test
        void binaryContentShouldKeepItsLineEnds() throws Exception {
            assertThat(
                            canonical(
                                    "Content-Type: image/x\r\nContent-Transfer-Encoding: binary"
                                            + "\r\n\r\na\nb\r\n"))
                    .isEqualTo(
                            "Content-Type: image/x\r\nContent-Transfer-Encoding: base64"
                                    + "\r\n\r\nYQpiDQo=");
        }

        @Test
        void eightBitFileNameShouldBecomeAnExtendedParameter() throws Exception {
            assertThat(
                            canonical(
                                    "Content-Type: image/x; a=\"b \\\"c\"; name=\"\u00fc.x\"\r\n"
                                            + "Content-Description: \u00fc\r\n\r\nx"))
                    .isEqualTo(
                            "Content-Type: image/x;\r\n a=\"b \\\"c\";\r\n"
                                    + " name*=utf-8''%C3%BC.x\r\n"
                                    + "Content-Description: =?UTF-8?B?w7w=?=\r\n\r\nx");
        }

        @Test
        void labelsShouldSayWhatIsThere() throws Exception {
            assertThat(
                            canonical(
                                    "Content-Type: multipart/mixed; boundary=b\r\n"
                                            + "Content-Transfer-Encoding: 8bit\r\n\r\n"
                                            + "--b\r\nContent-Transfer-Encoding: 8bit\r\n\r\nx\r\n"
                                            + "--b--\r\n"))
                    .doesNotContain("8bit")
                    .contains("boundary=b\r\nContent-Transfer-Encoding: 7bit\r\n")
                    .contains("--b\r\nContent-Transfer-Encoding: 7bit\r\n");
        }

        /** RFC 1847 §2.1: what somebody else signed is his. */
        @Test
        void signedPartShouldKeepItsBytes() throws Exception {
            String inner =
                    "Content-Type: multipart/signed; boundary=s\r\n\r\n--s\r\n\r\n\u00fc \r\n"
                            + "--s--\r\n";

            assertThat(canonical(inner)).isEqualTo(inner);
        }

        @Test
        void textOfMultipartWithoutPartsShouldStay() throws Exception {
            String all = "Content-Type: multipart/mixed; boundary=b\r\n\r\nf\u00fcr\r\n";

            assertThat(canonical(all)).isEqualTo(all);
        }

        @Test
        void textAroundPartsShouldBeLeftOutWhenItCouldChange() throws Exception {
            assertThat(
                            canonical(
                                    "Content-Type: multipart/mixed; boundary=b\r\n\r\nf\u00fcr\r\n"
                                            + "--b\r\n\r\nx\r\n--b--\r\n\u00fc"))
                    .isEqualTo(
                            "Content-Type: multipart/mixed; boundary=b\r\n\r\n\r\n"
                                    + "--b\r\n\r\nx\r\n--b--\r\n");
        }
    }

    @Nested
    class Header {
        @Test
        void otherFieldsShouldStayOutside() throws Exception {
            CanonicalEntity entity =
                    CanonicalEntity.of(
                            MessageSource.of(Samples.FOLDED_HEADER.bytes()), MimeLimits.DEFAULT);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            entity.writeOuterFieldsTo(out);

            assertThat(out.toString(StandardCharsets.US_ASCII))
                    .isEqualTo(
                            "From: a@example.org\r\nSubject: a long\r\n\tsubject\r\n  in lines\r\n");
        }

        /** Else a body without the blank line before it would go out beside the envelope. */
        @Test
        void lineThatIsNoFieldShouldBeginTheBody() throws Exception {
            assertThat(canonical("Subject: x\r\nthe secret\r\nmore: secret\r\n\r\nend"))
                    .isEqualTo(
                            "Content-Type: text/plain\r\n\r\nthe secret\r\nmore: secret\r\n\r\nend");
        }

        @Test
        void ofTwoTypesTheFirstShouldStay() throws Exception {
            assertThat(canonical(new String(Samples.TWO_TYPES.bytes(), StandardCharsets.UTF_8)))
                    .isEqualTo("Content-Type: text/plain\r\n\r\nx\r\n");
        }
    }

    @Nested
    class Limits {
        private static final MimeLimits SMALL = new MimeLimits(100, 5, 3);

        private void refused(String message, MimeLimitException.Limit limit) {
            assertThatThrownBy(
                            () ->
                                    CanonicalEntity.of(
                                            MessageSource.of(
                                                    message.getBytes(StandardCharsets.US_ASCII)),
                                            SMALL))
                    .isInstanceOfSatisfying(
                            MimeLimitException.class, e -> assertThat(e.limit()).isEqualTo(limit));
        }

        @Test
        void depthShouldHaveLimit() {
            refused(
                    "Content-Type: message/rfc822\r\n\r\n".repeat(5),
                    MimeLimitException.Limit.TOO_DEEP);
        }

        @Test
        void partsShouldHaveLimit() {
            refused(
                    "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                            + "--b\r\n\r\nx\r\n".repeat(5),
                    MimeLimitException.Limit.TOO_MANY_PARTS);
        }

        @Test
        void headerShouldHaveLimit() {
            refused("A: b\r\n".repeat(50), MimeLimitException.Limit.HEADER_TOO_LONG);
            refused("A: " + "b".repeat(200), MimeLimitException.Limit.HEADER_TOO_LONG);
        }
    }
}
