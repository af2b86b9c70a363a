package org.signet.rights.envelope;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A second reader of content objects, written from {@code docs/envelope.md} with nothing but the
 * Java platform: it shares no code with the product, so that what both read is what the page says.
 */
final class EnvelopeReader {
    private static final int TAG = 16;
    private static final int SEGMENT = 65_536;

    private EnvelopeReader() {}

    static byte[] read(byte[] file, byte[] contentKey, byte[] id, int part, byte[] licenceDigest)
            throws GeneralSecurityException {
        byte[] belonging = concat(id, new byte[] {(byte) (part >> 8), (byte) part}, licenceDigest);
        byte[] commitment =
                expand(contentKey, ascii("signet envelope v1 commitment"), new byte[1], belonging);
        byte[] head = concat(ascii("SIGNETPM"), new byte[] {1, 1}, belonging, commitment);
        if (head.length != 92 || !Arrays.equals(head, Arrays.copyOf(file, 92))) {
            throw new GeneralSecurityException("header");
        }
        if (file[92] != 40) {
            throw new GeneralSecurityException("length of Tink's header");
        }
        byte[] salt = Arrays.copyOfRange(file, 93, 125);
        byte[] prefix = Arrays.copyOfRange(file, 125, 132);
        byte[] encryptionKey = expand(contentKey, ascii("signet envelope v1 encryption"));
        byte[] segmentKey = expand(hmac(salt, encryptionKey), head);
        return segments(file, new SecretKeySpec(segmentKey, "AES"), prefix);
    }

    private static byte[] segments(byte[] file, SecretKeySpec key, byte[] prefix)
            throws GeneralSecurityException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        int start = 132;
        int end = 92 + SEGMENT;
        for (int number = 0; ; number++) {
            boolean last = file.length <= end;
            int stop = last ? file.length : end;
            byte[] nonce =
                    ByteBuffer.allocate(12)
                            .put(prefix)
                            .putInt(number)
                            .put((byte) (last ? 1 : 0))
                            .array();
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(8 * TAG, nonce));
            plain.writeBytes(cipher.doFinal(file, start, stop - start));
            if (last) {
                return plain.toByteArray();
            }
            start = stop;
            end = stop + SEGMENT;
        }
    }

    /** HKDF-Expand to 32 bytes. */
    private static byte[] expand(byte[] key, byte[]... info) throws GeneralSecurityException {
        return hmac(key, concat(info), new byte[] {1});
    }

    private static byte[] hmac(byte[] key, byte[]... values) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(concat(values));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] concat(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }
}
