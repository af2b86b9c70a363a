package org.signet.portal.reply;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Files that were sent, one after the other, in a temporary file under a key that is nowhere else.
 *
 * <p>A process that is killed leaves noise behind and nothing that was sent. AES-CTR without a tag
 * is enough: nobody but this process, which would have to be trusted anyway, writes to the file.
 */
final class Spool implements AutoCloseable {
    private static final int KEY_BYTES = 32;
    private static final int BUFFER = 64 * 1024;

    private final SecretKeySpec key;
    private final Path file;
    private final OutputStream output;

    private Spool(SecretKeySpec key, Path file) throws IOException {
        this.key = key;
        this.file = file;
        this.output =
                new BufferedOutputStream(
                        new CipherOutputStream(
                                Files.newOutputStream(file), cipher(Cipher.ENCRYPT_MODE)),
                        BUFFER);
    }

    static Spool create(SecureRandom random) throws IOException {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        Path file = Files.createTempFile("signet-portal-", ".spool");
        try {
            return new Spool(new SecretKeySpec(bytes, "AES"), file);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    void write(byte[] bytes, int length) throws IOException {
        output.write(bytes, 0, length);
    }

    Path file() {
        return file;
    }

    /** Nothing is written after this. */
    void finish() throws IOException {
        output.close();
    }

    /** Everything that was written, from the start. */
    InputStream input() throws IOException {
        return new CipherInputStream(Files.newInputStream(file), cipher(Cipher.DECRYPT_MODE));
    }

    /** The counter starts at zero: the key is used for one stream only. */
    private Cipher cipher(int mode) throws IOException {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(mode, key, new IvParameterSpec(new byte[16]));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java has no AES in counter mode", e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            output.close();
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
