package org.signet.rights.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.rights.MessageId;
import org.signet.rights.RightsException;
import org.signet.rights.RightsException.Reason;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;

class EnvelopeTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int HEADER = 92;
    private static final int FIRST_SEGMENT = HEADER + 40;
    private static final int SEGMENT = 65_536;

    private final ContentKey key = ContentKey.random(RANDOM);
    private final ContentContext context = context(1, 0, 7);

    private static ContentContext context(int message, int part, int digest) {
        byte[] licence = new byte[32];
        Arrays.fill(licence, (byte) digest);
        return new ContentContext(new MessageId("%032x".formatted(message)), part, licence);
    }

    private static byte[] plain(int size) {
        byte[] plain = new byte[size];
        new Random(size).nextBytes(plain);
        return plain;
    }

    private byte[] encrypt(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream encrypting = Envelope.encrypt(out, key, context)) {
            encrypting.write(plain);
        }
        return out.toByteArray();
    }

    /** What a reader got before the refusal, and the refusal. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Refusal(byte[] released, RightsException failure) {}

    private Refusal refusal(byte[] stored) {
        return refusal(stored, key, context);
    }

    private static Refusal refusal(byte[] stored, ContentKey key, ContentContext context) {
        ByteArrayOutputStream released = new ByteArrayOutputStream();
        try (InputStream in = Envelope.decrypt(new ByteArrayInputStream(stored), key, context)) {
            for (int read; (read = in.read()) >= 0; ) {
                released.write(read);
            }
        } catch (RightsException e) {
            return new Refusal(released.toByteArray(), e);
        } catch (IOException e) {
            throw new AssertionError("another exception than the documented one", e);
        }
        throw new AssertionError("the object was accepted");
    }

    private static void assertNothingForged(Refusal refusal, byte[] plain) {
        assertThat(refusal.failure().reason()).isEqualTo(Reason.TAMPERED);
        int length = refusal.released().length;
        assertThat(length).isLessThan(plain.length);
        assertThat(Arrays.equals(refusal.released(), Arrays.copyOf(plain, length)))
                .as("what was released is the true beginning")
                .isTrue();
    }

    @Nested
    class Format {
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 65_479, 65_480, 65_481, 131_000, 131_001, 400_000})
        void aReaderWrittenFromThePageShouldReadWhatIsWritten(int size) throws Exception {
            byte[] plain = plain(size);
            assertThat(
                            EnvelopeReader.read(
                                    encrypt(plain),
                                    key.bytes(),
                                    context.message().bytes(),
                                    context.part(),
                                    context.licenceDigest()))
                    .isEqualTo(plain);
        }

        @Test
        void aKnownObjectShouldStillBeRead() throws Exception {
            byte[] stored =
                    HexFormat.of()
                            .parseHex(
                                    new String(
                                                    EnvelopeTest.class
                                                            .getResourceAsStream(
                                                                    "content-object-v1.hex")
                                                            .readAllBytes(),
                                                    java.nio.charset.StandardCharsets.US_ASCII)
                                            .strip());
            byte[] bytes = new byte[32];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) i;
            }
            try (InputStream in =
                    Envelope.decrypt(
                            new ByteArrayInputStream(stored), ContentKey.of(bytes), context)) {
                assertThat(in.readAllBytes())
                        .asString()
                        .isEqualTo("Subject: known\r\n\r\nbody\r\n");
            }
        }

        @ParameterizedTest
        @CsvSource({"0, 148", "1, 149", "65480, 65628", "65481, 65645", "131000, 131164"})
        void lengthShouldBeThatOfThePage(int plain, int stored) throws Exception {
            assertThat(encrypt(new byte[plain])).hasSize(stored);
        }
    }

    @Nested
    class Patterns {
        @Test
        void equalBytesShouldLeaveNoRepeatedBlock() throws Exception {
            byte[] stored = encrypt(new byte[1 << 20]);
            Set<String> blocks = new HashSet<>();
            for (int at = 0; at + 16 <= stored.length; at += 16) {
                assertThat(blocks.add(HexFormat.of().formatHex(stored, at, at + 16)))
                        .as("block at %d is new", at)
                        .isTrue();
            }
        }

        @Test
        void theSameMessageTwiceShouldHaveNoCommonBlock() throws Exception {
            byte[] plain = plain(200_000);
            Set<String> first = blocks(encrypt(plain));
            Set<String> second = blocks(encrypt(plain));
            first.retainAll(second);
            assertThat(first).isEmpty();
        }

        /** At every offset behind the header, which is the same on purpose for the same key. */
        private static Set<String> blocks(byte[] stored) {
            Set<String> blocks = new HashSet<>();
            for (int at = HEADER + 1; at + 16 <= stored.length; at++) {
                blocks.add(HexFormat.of().formatHex(stored, at, at + 16));
            }
            return blocks;
        }
    }

    @Nested
    class Tampering {
        private final byte[] plain = plain(3 * SEGMENT);

        @Test
        void everyChangedByteOfTheHeaderShouldBeRefusedBeforeAnythingIsReleased() throws Exception {
            byte[] stored = encrypt(plain);
            for (int at = 0; at < FIRST_SEGMENT; at++) {
                byte[] changed = stored.clone();
                changed[at] ^= 1;
                Refusal refusal = refusal(changed);
                assertThat(refusal.failure().reason()).as("byte %d", at).isEqualTo(Reason.TAMPERED);
                assertThat(refusal.released()).as("byte %d", at).isEmpty();
            }
        }

        @ParameterizedTest
        @CsvSource({
            "first byte of segment 0, 132, 0",
            "last byte of segment 0, 65627, 0",
            "first byte of segment 1, 65628, 65480",
            "tag of segment 1, 131163, 65480",
            "first byte of segment 2, 131164, 131000",
            "last segment, 196700, 196520",
        })
        void aChangedSegmentShouldReleaseOnlyThoseBeforeIt(String region, int at, int released)
                throws Exception {
            byte[] stored = encrypt(plain);
            stored[at] ^= (byte) 0x80;
            Refusal refusal = refusal(stored);
            assertNothingForged(refusal, plain);
            assertThat(refusal.released().length).as(region).isEqualTo(released);
        }

        @Test
        void everyChangedByteOfAShortMessageShouldBeRefused() throws Exception {
            byte[] stored = encrypt(plain(40));
            for (int at = 0; at < stored.length; at++) {
                byte[] changed = stored.clone();
                changed[at] ^= 0x10;
                assertThat(refusal(changed).released()).as("byte %d", at).isEmpty();
            }
        }

        @Test
        void everyTruncationOfAShortMessageShouldBeRefused() throws Exception {
            byte[] stored = encrypt(plain(40));
            for (int length = 0; length < stored.length; length++) {
                assertThat(refusal(Arrays.copyOf(stored, length)).failure().reason())
                        .as("%d bytes", length)
                        .isEqualTo(Reason.TAMPERED);
            }
        }

        @ParameterizedTest
        @ValueSource(
                ints = {
                    HEADER + SEGMENT,
                    HEADER + 2 * SEGMENT,
                    HEADER + 3 * SEGMENT,
                    HEADER + SEGMENT + 16,
                    HEADER + SEGMENT + 15,
                    HEADER + SEGMENT - 1
                })
        void truncationShouldBeRefusedAtAndBesideTheBordersOfSegments(int length) throws Exception {
            assertNothingForged(refusal(Arrays.copyOf(encrypt(plain), length)), plain);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 15, 16, 17, SEGMENT, SEGMENT + 1})
        void trailingBytesShouldBeRefused(int more) throws Exception {
            byte[] stored = encrypt(plain);
            assertThat(refusal(Arrays.copyOf(stored, stored.length + more)).failure().reason())
                    .isEqualTo(Reason.TAMPERED);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 16, SEGMENT})
        void trailingBytesShouldBeRefusedWhenTheLastSegmentIsFull(int more) throws Exception {
            byte[] full = encrypt(new byte[65_480 + 65_520]);
            assertThat(full).hasSize(HEADER + 2 * SEGMENT);
            assertThat(refusal(Arrays.copyOf(full, full.length + more)).failure().reason())
                    .isEqualTo(Reason.TAMPERED);
        }

        @Test
        void exchangedSegmentsShouldBeRefused() throws Exception {
            byte[] stored = encrypt(plain);
            byte[] second = Arrays.copyOfRange(stored, HEADER + SEGMENT, HEADER + 2 * SEGMENT);
            System.arraycopy(stored, HEADER + 2 * SEGMENT, stored, HEADER + SEGMENT, SEGMENT);
            System.arraycopy(second, 0, stored, HEADER + 2 * SEGMENT, SEGMENT);
            assertNothingForged(refusal(stored), plain);
        }

        @Test
        void aRemovedSegmentShouldBeRefused() throws Exception {
            byte[] stored = encrypt(plain);
            byte[] shorter = Arrays.copyOf(stored, stored.length - SEGMENT);
            System.arraycopy(
                    stored,
                    HEADER + 2 * SEGMENT,
                    shorter,
                    HEADER + SEGMENT,
                    stored.length - HEADER - 2 * SEGMENT);
            assertNothingForged(refusal(shorter), plain);
        }

        @Test
        void aSegmentOfAnotherObjectOfTheSameKeyShouldBeRefused() throws Exception {
            byte[] stored = encrypt(plain);
            byte[] other = encrypt(plain);
            System.arraycopy(other, HEADER + SEGMENT, stored, HEADER + SEGMENT, SEGMENT);
            assertNothingForged(refusal(stored), plain);
        }

        @Test
        void readingOnAfterARefusalShouldBeRefusedAgain() throws Exception {
            byte[] stored = encrypt(plain);
            stored[HEADER + SEGMENT + 100] ^= 1;
            try (InputStream in =
                    Envelope.decrypt(new ByteArrayInputStream(stored), key, context)) {
                assertThatThrownBy(in::readAllBytes).isInstanceOf(RightsException.class);
                assertThatThrownBy(in::read).isInstanceOf(RightsException.class);
                assertThatThrownBy(() -> in.read(new byte[10])).isInstanceOf(RightsException.class);
            }
        }

        @Test
        void anotherKeyShouldBeRefusedByTheCommitment() throws Exception {
            Refusal refusal = refusal(encrypt(plain), ContentKey.random(RANDOM), context);
            assertThat(refusal.failure()).hasMessageContaining("the header is not the one");
        }

        @ParameterizedTest
        @CsvSource({"2, 0, 7, another message", "1, 1, 7, another part", "1, 0, 8, licence"})
        void contentShouldBeRefusedElsewhere(int message, int part, int digest, String what)
                throws Exception {
            Refusal refusal = refusal(encrypt(plain), key, context(message, part, digest));
            assertThat(refusal.failure().reason()).as(what).isEqualTo(Reason.TAMPERED);
            assertThat(refusal.released()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"2, 0, 7", "1, 1, 7", "1, 0, 8"})
        void contentShouldBeRefusedElsewhereEvenUnderARewrittenHeader(
                int message, int part, int digest) throws Exception {
            ContentContext elsewhere = context(message, part, digest);
            ByteArrayOutputStream empty = new ByteArrayOutputStream();
            Envelope.encrypt(empty, key, elsewhere).close();
            byte[] stored = encrypt(plain);
            System.arraycopy(empty.toByteArray(), 0, stored, 0, HEADER);
            Refusal refusal = refusal(stored, key, elsewhere);
            assertThat(refusal.released()).isEmpty();
        }
    }

    @Test
    void aDiskThatFailsShouldBeUnavailableAndNotTampered() throws Exception {
        byte[] stored = encrypt(plain(3 * SEGMENT));
        InputStream failing =
                new java.io.SequenceInputStream(
                        new ByteArrayInputStream(stored, 0, 100_000), new BrokenInputStream());
        try (InputStream in = Envelope.decrypt(failing, key, context)) {
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOfSatisfying(
                            RightsException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
        }
    }

    private static final class BrokenInputStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("bad sector");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            throw new IOException("bad sector");
        }
    }

    @Test
    void keysShouldNotShowThemselves() {
        assertThat(key.toString()).isEqualTo("ContentKey[hidden]");
    }
}
