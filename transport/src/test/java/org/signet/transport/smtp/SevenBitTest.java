package org.signet.transport.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

class SevenBitTest {
    private static final String TEXT = "Content-Type: text/plain; charset=utf-8\r\n";
    private static final String EIGHT = encodedAs("8bit");

    private static String encodedAs(String encoding) {
        return "Content-Transfer-Encoding: " + encoding + "\r\n";
    }

    private static String multipart(String subtype, String... parts) {
        StringBuilder text =
                new StringBuilder(
                        "MIME-Version: 1.0\r\nContent-Type: multipart/"
                                + subtype
                                + "; x=\"; boundary=no\";\r\n boundary=\"b b\"\r\n"
                                + EIGHT
                                + "\r\npreamble\r\n");
        for (String part : parts) {
            text.append("--b b\r\n").append(part).append("\r\n");
        }
        return text.append("--b b--\r\nepilogue\r\n").toString();
    }

    private static OutgoingMessage message(String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        return OutgoingMessage.of(out -> out.write(octets));
    }

    /** Returns the converted message, or why there is none. */
    private static String convert(String text) throws IOException {
        return switch (SevenBit.of(message(text))) {
            case SevenBit.Result.Converted converted -> {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                converted.message().content().writeTo(out);
                assertThat(converted.message().octets()).isEqualTo(out.size());
                assertThat(converted.message().isEightBit()).isFalse();
                yield out.toString(StandardCharsets.ISO_8859_1);
            }
            case SevenBit.Result.LeftAlone not -> not.why();
        };
    }

    @Test
    void textShouldBecomeQuotedPrintable() throws IOException {
        assertThat(convert("Subject: x\r\n" + TEXT + EIGHT + "\r\n\u00e9=a \r\n\tb\r\n.\r\n"))
                .isEqualTo(
                        "Subject: x\r\n"
                                + TEXT
                                + "MIME-Version: 1.0\r\n"
                                + encodedAs("quoted-printable")
                                + "\r\n=E9=3Da=20\r\n\tb\r\n.\r\n");
    }

    @Test
    void textWithoutLabelShouldGetOne() throws IOException {
        assertThat(convert("Subject: x\r\n\r\n\u00e9\r\n"))
                .contains("Content-Type: text/plain; charset=unknown-8bit\r\n")
                .endsWith("\r\n\r\n=E9\r\n");
    }

    @Test
    void onlyPartsThatNeedItShouldBeEncoded() throws IOException {
        String plain = TEXT + EIGHT + "\r\nonly ASCII  \r\n";
        String other = "Content-Type: image/x\r\n\r\n\u0001\u00ff\r\nmore";
        assertThat(convert(multipart("mixed", plain, other)))
                .isEqualTo(
                        multipart(
                                        "mixed",
                                        plain,
                                        "Content-Type: image/x\r\n"
                                                + encodedAs("base64")
                                                + "\r\nAf8NCm1vcmU=")
                                .replaceFirst(EIGHT + "\r\npre", encodedAs("7bit") + "\r\npre"));
    }

    @Test
    void messageInsideShouldBeEncodedInside() throws IOException {
        String inner = "Subject: in\r\n" + TEXT + EIGHT + "\r\n\u00e9\r\n";
        String outer = "Content-Type: message/rfc822\r\n" + EIGHT + "\r\n" + inner;
        assertThat(convert(multipart("mixed", outer)))
                .contains(
                        "Content-Type: message/rfc822\r\n"
                                + encodedAs("7bit")
                                + "\r\nSubject: in\r\n")
                .contains("MIME-Version: 1.0\r\n" + encodedAs("quoted-printable") + "\r\n=E9\r\n");
    }

    @Test
    void signedPartThatIsAsciiShouldStayAsItIsBesideOneThatIsNot() throws IOException {
        String signed =
                "Content-Type: multipart/signed; boundary=s\r\n"
                        + "\r\n--s\r\nContent-Type: multipart/mixed; boundary=t\r\n"
                        + EIGHT
                        + "\r\n--t\r\n\r\nA =3D \r\n--t--\r\n--s\r\n\r\nsig\r\n--s--\r\n";
        assertThat(convert(multipart("mixed", signed, TEXT + "\r\n\u00e9")))
                .contains(signed)
                .contains("\r\n\r\n=E9\r\n--b b--");
    }

    @ParameterizedTest
    @CsvSource({
        "'Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n\r\n\u00e9\r\n--b\r\n\r\ns\r\n--b--\r\n', a signature covers its 8-bit content",
        "'DKIM-Signature: v=1\r\n\r\n\u00e9\r\n', a signature covers its 8-bit content",
        "'ARC-Message-Signature: v=1\r\n\r\n\u00e9\r\n', a signature covers its 8-bit content",
        "'Subject: \u00e9\r\n\r\n\u00e9\r\n', its header is 8-bit",
        "'Content-Transfer-Encoding: base64\r\n\r\n\u00e9\r\n', a part that says it is base64 is 8-bit",
        "'Content-Transfer-Encoding: binary\r\n\r\n\u00e9\r\n', a part that says it is binary is 8-bit",
        "'Content-Type: message/partial\r\n\r\n\u00e9\r\n', a part of a type that cannot be encoded is 8-bit",
        "'Content-Type: multipart/mixed\r\n\r\n\u00e9\r\n', a multipart without boundary",
        "'Content-Type: multipart/mixed; boundary=b\r\n\r\n\u00e9\r\n--b--\r\n', it is 8-bit outside of its parts",
        "'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nX: \u00e9\r\n\r\na\r\n--b--\r\n', the header of a part is 8-bit",
        "'Content-Type: message/rfc822\r\n\r\nDKIM-Signature: v=1\r\n\r\n\u00e9\r\n', a signature covers its 8-bit content",
    })
    void messageThatCannotBeConvertedShouldBeLeftAlone(String text, String why) throws IOException {
        assertThat(convert(text)).isEqualTo(why);
    }

    @Test
    void whatIsDecodedShouldBeWhatWasEncoded() throws IOException {
        long seed = 42;
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            String body = body(random);
            String text = convert("MIME-Version: 1.0\r\n" + TEXT + "\r\n" + body);
            assertThat(text.lines()).allMatch(line -> line.length() <= 78);
            assertThat(unquoted(text.substring(text.indexOf("\r\n\r\n") + 4)))
                    .as("seed %d", seed)
                    .isEqualTo(body);
            String binary = convert("MIME-Version: 1.0\r\nContent-Type: image/x\r\n\r\n" + body);
            byte[] decoded =
                    Base64.getMimeDecoder()
                            .decode(binary.substring(binary.indexOf("\r\n\r\n") + 4));
            assertThat(new String(decoded, StandardCharsets.ISO_8859_1) + "\r\n").isEqualTo(body);
        }
    }

    /** Lines of any octets, one of them above 127 at least, some far too long. */
    private static String body(Random random) {
        StringBuilder text = new StringBuilder("\u00e9");
        int length = random.nextInt(20_000);
        for (int i = 0; i < length; i++) {
            int octet = random.nextInt(random.nextInt(10) == 0 ? 256 : 128);
            if (octet == '\n' || octet == '\r') {
                text.append("\r\n");
            } else {
                text.append((char) octet);
            }
        }
        return text.append("\r\n").toString();
    }

    private static String unquoted(String text) {
        StringBuilder out = new StringBuilder();
        String joined = text.replace("=\r\n", "");
        for (int i = 0; i < joined.length(); i++) {
            if (joined.charAt(i) == '=') {
                out.append((char) Integer.parseInt(joined.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                out.append(joined.charAt(i));
            }
        }
        return out.toString();
    }
}
