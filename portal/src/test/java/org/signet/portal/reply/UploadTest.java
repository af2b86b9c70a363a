package org.signet.portal.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.portal.reply.Upload.Outcome;
import org.signet.portal.reply.Upload.Reason;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Forms with files are read as a stream, within limits of size and time. */
class UploadTest {
    private static final String TYPE = "multipart/form-data; boundary=B";
    private static final UploadLimits LIMITS =
            new UploadLimits(1000, 2, Duration.ofMinutes(10), Duration.ofSeconds(30), 100);
    private static final String FIELDS =
            field("proof", "good") + field("draft", "abcdefghijklmnopqrstuv") + field("text", "Hi");

    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final Clock clock =
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            };

    private static String field(String name, String value) {
        return "--B\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                .formatted(name, value);
    }

    private static String file(String name, String content) {
        return "--B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\n\r\n%s\r\n"
                .formatted(name, content);
    }

    private Outcome read(InputStream body) throws IOException {
        return Upload.read(
                body, TYPE, "good"::equals, new Upload.Means(LIMITS, clock, new SecureRandom()));
    }

    private Outcome read(String body) throws IOException {
        return read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Gives one byte at a time, each after the given time. */
    private InputStream dripping(String body, Duration pause) {
        InputStream input = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        return new InputStream() {
            @Override
            public int read() throws IOException {
                now = now.plus(pause);
                return input.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int octet = read();
                if (octet < 0) {
                    return -1;
                }
                buffer[offset] = (byte) octet;
                return 1;
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"5, true", "15, false", "500, false"})
    void slowBodyShouldBeBrokenOff(int millisecondsEach, boolean whole) throws Exception {
        String body = FIELDS + file("a.txt", "x".repeat(900)) + field("pad", "y".repeat(3000));
        Outcome outcome = read(dripping(body + "--B--\r\n", Duration.ofMillis(millisecondsEach)));

        if (whole) {
            assertThat(outcome).isInstanceOf(Outcome.Whole.class);
        } else {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_SLOW));
        }
    }

    @Test
    void textShouldComeBackWithEveryRefusal() throws Exception {
        for (String files :
                new String[] {
                    file("a", "x".repeat(1001)),
                    file("a", "1") + file("b", "2") + file("c", "3"),
                    "--B\r\nContent-Type: multipart/mixed; boundary=C\r\n\r\n--C\r\n\r\nx\r\n--C--\r\n"
                }) {
            assertThat(read(FIELDS + files + "--B--\r\n"))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.draft().text()).isEqualTo("Hi"));
        }
    }

    @Test
    void fileShouldNotBeKeptBeforeTheProof() throws Exception {
        assertThat(read(file("a", "x") + FIELDS + "--B--\r\n"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_OURS));
    }

    @Test
    void spoolShouldHoldNothingInClear() throws Exception {
        byte[] secret = "a secret that must not lie on the disk".getBytes(StandardCharsets.UTF_8);
        try (Spool spool = Spool.create(new SecureRandom())) {
            spool.write(secret, secret.length);
            spool.finish();

            assertThat(
                            new String(
                                    java.nio.file.Files.readAllBytes(spool.file()),
                                    StandardCharsets.UTF_8))
                    .hasSizeGreaterThan(10)
                    .doesNotContain("secret");
            try (InputStream input = spool.input()) {
                assertThat(input.readAllBytes()).isEqualTo(secret);
            }
        }
    }
}
