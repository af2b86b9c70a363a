package org.signet.rights.envelope;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingKey;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingParameters;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.util.SecretBytes;

import org.signet.rights.RightsException;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** Encrypts and decrypts content objects; the format is that of {@code docs/envelope.md}. */
public final class Envelope {
    /** The length of the header that is bound to every segment. */
    static final int HEADER_BYTES = 92;

    /** The length of a ciphertext segment with its tag; the last may be shorter. */
    static final int SEGMENT_BYTES = 65_536;

    private static final byte[] MAGIC = "SIGNETPM".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    private static final byte SUITE = 1;

    private Envelope() {}

    /**
     * A stream that encrypts to {@code out}. The object is complete only after {@code close}, which
     * closes {@code out} as well.
     */
    public static OutputStream encrypt(OutputStream out, ContentKey key, ContentContext context)
            throws IOException {
        byte[] header = header(key, context);
        out.write(header);
        try {
            return streaming(key).newEncryptingStream(out, header);
        } catch (GeneralSecurityException e) {
            throw new IOException("the platform cannot encrypt content", e);
        }
    }

    /**
     * A stream of the plaintext of {@code in}, which is closed with it; in case of an exception
     * here, it is not.
     *
     * @throws RightsException if the header is not the one this key and context must have
     */
    public static InputStream decrypt(InputStream in, ContentKey key, ContentContext context)
            throws RightsException {
        byte[] expected = header(key, context);
        InputStream source = new StorageInputStream(in);
        try {
            byte[] found = source.readNBytes(HEADER_BYTES);
            if (!MessageDigest.isEqual(expected, found)) {
                throw tampered(
                        "the header is not the one of this message, licence and key", context);
            }
            return new VerifiedInputStream(
                    streaming(key).newDecryptingStream(source, expected), context);
        } catch (RightsException e) {
            throw e;
        } catch (IOException | GeneralSecurityException e) {
            throw tampered("the first segment cannot be read", context, e);
        }
    }

    private static byte[] header(ContentKey key, ContentContext context) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put(MAGIC)
                .put(VERSION)
                .put(SUITE)
                .put(context.encoded())
                .put(key.commitment(context))
                .array();
    }

    @AccessesPartialKey
    private static StreamingAead streaming(ContentKey key) throws GeneralSecurityException {
        AesGcmHkdfStreamingParameters parameters =
                AesGcmHkdfStreamingParameters.builder()
                        .setKeySizeBytes(ContentKey.BYTES)
                        .setDerivedAesGcmKeySizeBytes(32)
                        .setHkdfHashType(AesGcmHkdfStreamingParameters.HashType.SHA256)
                        .setCiphertextSegmentSizeBytes(SEGMENT_BYTES)
                        .build();
        return AesGcmHkdfStreaming.create(
                AesGcmHkdfStreamingKey.create(
                        parameters,
                        SecretBytes.copyFrom(key.encryptionKey(), InsecureSecretKeyAccess.get())));
    }

    static RightsException tampered(String why, ContentContext context, Throwable... cause) {
        return new RightsException(
                RightsException.Reason.TAMPERED,
                "content of protected message " + context.message() + " is refused: " + why,
                cause.length == 0 ? null : cause[0]);
    }

    /** Makes failures to read the disk distinguishable from content that does not verify. */
    private static final class StorageInputStream extends InputStream {
        private final InputStream in;

        StorageInputStream(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (EOFException e) {
                return -1;
            } catch (IOException e) {
                throw new RightsException(
                        RightsException.Reason.UNAVAILABLE, "stored content cannot be read", e);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
