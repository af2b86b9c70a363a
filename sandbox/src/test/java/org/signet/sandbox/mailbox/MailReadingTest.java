package org.signet.sandbox.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;

class MailReadingTest {
    private static MailReading read(String source) {
        return MailReading.parse(source.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "plain                          | plain",
                "=?utf-8?q?Gr=C3=BC=C3=9Fe?=    | Grüße",
                "=?UTF-8?B?5qmf5a+G?=           | 機密",
                "=?iso-8859-1?q?caf=E9?= today  | café today",
                "=?utf-8?q?a?= =?utf-8?q?b?=    | ab",
                "=?nowhere?q?a?=                | =?nowhere?q?a?=",
                "=?utf-8?q?unfinished           | =?utf-8?q?unfinished",
                "raw ü                          | raw ü",
            })
    void subjectShouldBeDecoded(String raw, String shown) {
        assertThat(read("Subject: " + raw + "\n\n").field("subject")).contains(shown);
    }

    @Test
    void foldedFieldShouldBeUnfolded() {
        assertThat(
                        read("X-Signet-Transport: dane-verified;\n TLSv1.3\n\n")
                                .field("x-signet-transport"))
                .contains("dane-verified; TLSv1.3");
    }

    @Test
    void fieldsShouldKeepTheirOrderAndRepetition() {
        assertThat(read("A: 1\nB: 2\nA: 3\n\n").fields())
                .containsExactly(
                        new MailReading.Field("A", "1"),
                        new MailReading.Field("B", "2"),
                        new MailReading.Field("A", "3"));
    }

    @Test
    void fieldsOfPartsShouldNotBeTakenForThoseOfTheMail() {
        MailReading reading =
                read(
                        """
                        Content-Type: multipart/mixed; boundary=b

                        --b
                        Subject: inner
                        Content-Type: text/plain; charset=utf-8
                        Content-Transfer-Encoding: quoted-printable

                        caf=C3=A9
                        --b--
                        """);

        assertThat(reading.field("Subject")).isEmpty();
        assertThat(reading.text()).contains("café");
    }

    @Test
    void firstPlainTextPartShouldBeShown() {
        MailReading reading =
                read(
                        """
                        Content-Type: multipart/alternative; boundary=b

                        --b
                        Content-Type: text/html

                        <b>html</b>
                        --b
                        Content-Type: text/plain
                        Content-Transfer-Encoding: base64

                        cGxhaW4=
                        --b--
                        """);

        assertThat(reading.text()).contains("plain");
    }

    @Test
    void unknownCharsetShouldBeShownOctetByOctet() {
        assertThat(read("Content-Type: text/plain; charset=nowhere\n\nü").text()).contains("Ã¼");
    }

    @Test
    void longTextShouldBeCut() {
        assertThat(read("\n" + "x".repeat(MailReading.MAX_TEXT + 10)).text().orElseThrow())
                .hasSize(MailReading.MAX_TEXT);
    }

    @Test
    void endlessHeaderShouldBeAProblemAndNotAFailure() {
        assertThat(read("A: 1\n" + "B: 2\n".repeat(5000) + "\n").problem()).isPresent();
    }

    @Test
    void deepNestingShouldBeReadToItsLimit() {
        StringBuilder source = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            source.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        assertThatCode(() -> read(source.toString())).doesNotThrowAnyException();
    }

    @Test
    void noSourceShouldMakeItFail() {
        long seed = 20260102;
        Random random = new Random(seed);
        byte[] sound =
                "Subject: =?utf-8?q?a?=\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--"
                        .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 5000; i++) {
            byte[] source = sound.clone();
            for (int flips = random.nextInt(8); flips >= 0; flips--) {
                source[random.nextInt(source.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> MailReading.parse(source))
                    .as("seed %d, source %s", seed, HexFormat.of().formatHex(source))
                    .doesNotThrowAnyException();
        }
    }
}
