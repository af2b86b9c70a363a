package org.signet.smime.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;

class Base64SourceTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 57, 58, 6143, 6144, 6145, 100_000})
    void octetsShouldComeBack(int size) throws Exception {
        byte[] plain = new byte[size];
        new Random(size).nextBytes(plain);
        byte[] encoded = Base64.getMimeEncoder().encode(plain);
        assertThat(source(encoded).readAllBytes()).isEqualTo(plain);
        assertThat(oneByOne(source(encoded), size)).isEqualTo(plain);
    }

    /**
     * With noise between the characters, padding anywhere, and cut off anywhere. The JDK refuses
     * data with one sign of padding where there should be two; here it ends the data as well.
     */
    @Test
    void whatTheJdkReadsShouldBeReadAlike() throws Exception {
        Random random = new Random(4);
        String drawn = "ABCDEFGHIJKLabcxyz0189+/+/+/=\r\n -_.!";
        int whole = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(drawn.charAt(random.nextInt(drawn.length())));
            }
            byte[] encoded = text.toString().getBytes(StandardCharsets.US_ASCII);
            String expected = outcome(Base64.getMimeDecoder().wrap(stream(encoded)));
            if (!expected.equals("refused")) {
                assertThat(outcome(source(encoded))).as(text.toString()).isEqualTo(expected);
                whole++;
            }
        }
        assertThat(whole).isBetween(2_000, 19_000);
    }

    @ParameterizedTest
    @CsvSource({"SGVsbG8, Hello", "SGVsbG8=, Hello", "SGVsbG8=SGVsbG8=, Hello", "SGVsbA, Hell"})
    void endShouldNotNeedPadding(String encoded, String plain) throws Exception {
        assertThat(source(encoded.getBytes(StandardCharsets.US_ASCII)).readAllBytes())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(plain);
    }

    @Test
    void oneCharacterTooManyShouldBeAnError() {
        assertThatThrownBy(() -> source(new byte[] {'S', 'G', 'V', 's', 'b'}).readAllBytes())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("left over");
    }

    private static InputStream source(byte[] encoded) {
        return new Base64Source(stream(encoded));
    }

    private static InputStream stream(byte[] encoded) {
        return new ByteArrayInputStream(encoded);
    }

    private static byte[] oneByOne(InputStream in, int size) throws IOException {
        byte[] all = new byte[size];
        for (int i = 0; i < size; i++) {
            all[i] = (byte) in.read();
        }
        assertThat(in.read()).isEqualTo(-1);
        return all;
    }

    private static String outcome(InputStream in) {
        try (in) {
            return Arrays.toString(in.readAllBytes());
        } catch (IOException e) {
            return "refused";
        }
    }
}
