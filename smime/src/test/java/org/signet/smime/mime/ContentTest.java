package org.signet.smime.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/** What a part says is the same after its encoding has changed. */
class ContentTest {
    private static final int ROUNDS = 500;
    private static final String[] PIECES = {
        "a", " ", "\t", "=", "F", "From ", ".", "\u00fc", "\r", "\0", "word"
    };

    private static byte[] content(String header, String body) throws IOException {
        byte[] message = (header + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CanonicalEntity.of(MessageSource.of(message), MimeLimits.DEFAULT).writeTo(out);
        try (MimeBody decoded = MimeBody.open(MessageSource.of(out.toByteArray()))) {
            return decoded.decoded().readAllBytes();
        }
    }

    private static String line(Random random) {
        StringBuilder line = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(5) == 0 ? 400 : 8); i > 0; i--) {
            line.append(PIECES[random.nextInt(PIECES.length)]);
        }
        // A CR at the end would make the line end in CR CR LF, which nobody reads alike.
        return line.toString().replaceAll("\r+$", "");
    }

    private static String lines(Random random, String end) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            text.append(line(random)).append(i > 0 || random.nextBoolean() ? end : "");
        }
        return text.toString();
    }

    @Test
    void eightBitTextShouldStay() throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            String text = lines(new Random(seed), "\r\n");

            assertThat(content("Content-Type: text/plain", text))
                    .as("seed %s", seed)
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(text);
        }
    }

    @Test
    void otherContentShouldStay() throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            String text = lines(new Random(seed), "\n");

            assertThat(content("Content-Type: image/x\r\nContent-Transfer-Encoding: binary", text))
                    .as("seed %s", seed)
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(text);
        }
    }

    @Test
    void base64InAnyLinesShouldStay() throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] content = new byte[random.nextInt(3000)];
            random.nextBytes(content);
            int width = 4 * (1 + random.nextInt(400));
            String text =
                    Base64.getMimeEncoder(width, " \r\n".getBytes(StandardCharsets.US_ASCII))
                            .encodeToString(content);

            assertThat(content("Content-Type: image/x\r\nContent-Transfer-Encoding: base64", text))
                    .as("seed %s", seed)
                    .isEqualTo(content);
        }
    }

    @Test
    void quotedPrintableInAnyLinesShouldStay() throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            String text = lines(random, "\r\n");
            StringBuilder encoded = new StringBuilder();
            for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
                boolean plain = each > ' ' && each < 127 && each != '=';
                encoded.append(plain ? String.valueOf((char) each) : "=%02x".formatted(each));
                if (random.nextInt(30) == 0) {
                    encoded.append("=\r\n");
                }
            }

            assertThat(
                            content(
                                    "Content-Type: text/plain\r\n"
                                            + "Content-Transfer-Encoding: quoted-printable",
                                    encoded.toString()))
                    .as("seed %s", seed)
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(text);
        }
    }
}
