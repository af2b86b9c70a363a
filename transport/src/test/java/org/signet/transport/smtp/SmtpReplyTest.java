package org.signet.transport.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.transport.policy.Reason;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

class SmtpReplyTest {
    /** Reads from a server that has already said all it will say. */
    private static SmtpReply read(byte[] said) throws SmtpException {
        ByteBuffer octets = ByteBuffer.wrap(said);
        return ReplyReader.read(
                () -> {
                    if (!octets.hasRemaining()) {
                        throw new SmtpException(Reason.CONNECTION_LOST, "the end");
                    }
                    return octets.get();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "'250 ok\r\n', 250, 2.0.0",
        "'250\r\n', 250, 2.0.0",
        "'250-one\r\n250 two\r\n', 250, 2.0.0",
        "'550 5.1.1 no such user\r\n', 550, 5.1.1",
        "'550 5.1.1\r\n', 550, 5.1.1",
        "'550 4.1.1 another class\r\n', 550, 5.0.0",
        "'451 4.7.500 x\r\n', 451, 4.7.500",
        "'421 later\n', 421, 4.0.0",
    })
    void replyShouldBeRead(String said, int code, String status) throws Exception {
        SmtpReply reply = read(said.getBytes(StandardCharsets.US_ASCII));
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
    }

    @Test
    void textShouldBeOneShortLineOfPrintableAscii() {
        SmtpReply reply = new SmtpReply(550, List.of("a\u0007b\u00e9", "x".repeat(1000)));
        assertThat(reply.text()).startsWith("550 a?b? xxx").endsWith("...").hasSizeLessThan(420);
    }

    @Test
    void anyOctetsShouldBeAReplyOrMalformedOrLost() {
        long seed = 99;
        Random random = new Random(seed);
        String alphabet = "0123456789250- \r\n\u0000abc\u00ff";
        for (int i = 0; i < 3000; i++) {
            byte[] said = new byte[random.nextInt(60)];
            for (int j = 0; j < said.length; j++) {
                said[j] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
            }
            try {
                assertThat(read(said).code()).as("seed %d", seed).isBetween(200, 599);
            } catch (SmtpException e) {
                assertThat(e.reason())
                        .as("seed %d", seed)
                        .isIn(Reason.REPLY_MALFORMED, Reason.CONNECTION_LOST);
            }
        }
    }

    @Test
    void ehloShouldBeReadInAnyCase() {
        Extensions extensions =
                Extensions.of(
                        new SmtpReply(
                                250, List.of("mx", "starttls", "Size 1000", "AUTH PLAIN LOGIN")));
        assertThat(extensions.offers("STARTTLS")).isTrue();
        assertThat(extensions.mostOctets()).contains(1000L);
        assertThat(extensions.offers("MX")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"SIZE, ", "SIZE 0, ", "SIZE x, ", "SIZE 99999999999999999999999, ", "SIZE 5, 5"})
    void sizeShouldOnlyLimitWhenItIsANumber(String line, Long expected) {
        Extensions extensions = Extensions.of(new SmtpReply(250, List.of("mx", line)));
        assertThat(extensions.mostOctets().orElse(null)).isEqualTo(expected);
    }
}
