package org.signet.smime.decrypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

class CounterGcmTest {
    private static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "AES");
    private static final byte[] NONCE = new byte[CounterGcm.NONCE];
    private static final byte[] PLAIN = "Hello Carol".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(ints = {12, 13, 14, 15, 16})
    void tagsOfTheStandardShouldBeTaken(int length) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        decipher(out).finish(Arrays.copyOf(tag(), length), out);
        assertThat(out.toByteArray()).isEqualTo(PLAIN);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11, 17})
    void noOtherLengthShouldAuthenticate(int length) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CounterGcm decipher = decipher(out);
        assertThatThrownBy(() -> decipher.finish(Arrays.copyOf(tag(), length), out))
                .isInstanceOf(AEADBadTagException.class);
    }

    @Test
    void anotherTagShouldBeRefused() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] tag = tag();
        tag[11] ^= 1;
        CounterGcm decipher = decipher(out);
        assertThatThrownBy(() -> decipher.finish(tag, out)).isInstanceOf(AEADBadTagException.class);
    }

    private static CounterGcm decipher(ByteArrayOutputStream out) throws Exception {
        CounterGcm decipher = new CounterGcm(KEY, NONCE, new byte[0]);
        decipher.update(encrypted(), PLAIN.length, out);
        return decipher;
    }

    private static byte[] tag() throws Exception {
        byte[] all = encrypted();
        return Arrays.copyOfRange(all, PLAIN.length, all.length);
    }

    private static byte[] encrypted() throws Exception {
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(Cipher.ENCRYPT_MODE, KEY, new GCMParameterSpec(128, NONCE));
        return gcm.doFinal(PLAIN);
    }
}
