package org.signet.smime.decrypt;

import org.signet.smime.provider.Providers;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/** Decrypts content as a stream. Nothing that it wrote is worth anything before it is finished. */
interface ContentDecipher {
    void update(byte[] chunk, int length, OutputStream out)
            throws IOException, GeneralSecurityException;

    /**
     * Ends, and checks.
     *
     * @param tag empty for ciphers without one
     * @throws GeneralSecurityException if the content is not what was encrypted
     */
    void finish(byte[] tag, OutputStream out) throws IOException, GeneralSecurityException;

    /**
     * Makes one.
     *
     * @param more what was authenticated together with the content
     */
    static ContentDecipher of(ContentAlgorithm algorithm, Key key, Envelope envelope, byte[] more)
            throws GeneralSecurityException {
        byte[] nonce = envelope.nonce();
        return switch (algorithm) {
            case AES_128_GCM, AES_192_GCM, AES_256_GCM ->
                    nonce.length == CounterGcm.NONCE
                            ? new CounterGcm(key, nonce, more)
                            : ciphered(
                                    "AES/GCM/NoPadding",
                                    Providers.bouncyCastle(),
                                    key,
                                    new GCMParameterSpec(envelope.tagLength() * 8, nonce),
                                    more);
            case AES_128_CCM, AES_192_CCM, AES_256_CCM ->
                    ciphered(
                            "AES/CCM/NoPadding",
                            Providers.bouncyCastle(),
                            key,
                            new GCMParameterSpec(envelope.tagLength() * 8, nonce),
                            more);
            case CHACHA20_POLY1305 ->
                    ciphered(
                            "ChaCha20-Poly1305",
                            Providers.bouncyCastle(),
                            key,
                            new IvParameterSpec(nonce),
                            more);
            case AES_128_CBC, AES_192_CBC, AES_256_CBC ->
                    ciphered(
                            "AES/CBC/PKCS5Padding",
                            Providers.ciphers(),
                            key,
                            new IvParameterSpec(nonce),
                            more);
            case DES_EDE3_CBC ->
                    ciphered(
                            "DESede/CBC/PKCS5Padding",
                            Providers.ciphers(),
                            key,
                            new IvParameterSpec(nonce),
                            more);
        };
    }

    private static ContentDecipher ciphered(
            String name, Provider provider, Key key, AlgorithmParameterSpec nonce, byte[] more)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(name, provider);
        cipher.init(Cipher.DECRYPT_MODE, key, nonce);
        if (more.length > 0) {
            cipher.updateAAD(more);
        }
        return new Ciphered(cipher);
    }

    /** One cipher does it all. */
    record Ciphered(Cipher cipher) implements ContentDecipher {
        @Override
        public void update(byte[] chunk, int length, OutputStream out) throws IOException {
            write(cipher.update(chunk, 0, length), out);
        }

        @Override
        public void finish(byte[] tag, OutputStream out)
                throws IOException, GeneralSecurityException {
            write(cipher.doFinal(tag), out);
        }

        private static void write(
                byte @org.jspecify.annotations.Nullable [] plain, OutputStream out)
                throws IOException {
            if (plain != null) {
                out.write(plain);
            }
        }
    }
}
