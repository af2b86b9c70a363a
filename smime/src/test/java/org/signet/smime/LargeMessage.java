package org.signet.smime;

import org.signet.smime.certificate.KeyKind;
import org.signet.smime.decrypt.Decryption;
import org.signet.smime.decrypt.DecryptionKey;
import org.signet.smime.decrypt.MessageDecrypter;
import org.signet.smime.encrypt.MessageEncrypter;
import org.signet.smime.key.SigningKey;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.Spool;
import org.signet.smime.provider.Providers;
import org.signet.smime.sign.MessageSigner;
import org.signet.smime.sign.SigningOptions;
import org.signet.testing.TestCa;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Signs, encrypts and decrypts a message of the given number of megabytes, one line of it being
 * very long; run in a JVM with a small heap.
 */
public final class LargeMessage {
    private static final int MEGABYTE = 1024 * 1024;

    private LargeMessage() {}

    public static void main(String[] arguments) throws Exception {
        int megabytes = Integer.parseInt(arguments[0]);
        Path folder = Path.of(arguments[1]);
        TestCa.Identity alice = TestCa.root("Root").person("a@example.org").issue();
        PrivateKey key =
                KeyFactory.getInstance("EC", Providers.bouncyCastle())
                        .generatePrivate(new PKCS8EncodedKeySpec(alice.key().getEncoded()));
        SigningKey signingKey =
                new SigningKey(
                        key,
                        alice.certificate(),
                        List.of(),
                        KeyKind.EC_P256,
                        Set.of(),
                        Set.of(),
                        folder,
                        Optional.empty());
        SecureRandom random = new SecureRandom();
        try (Spool signed = Spool.in(folder);
                Spool sealed = Spool.in(folder)) {
            try (OutputStream out = signed.output()) {
                new MessageSigner(Clock.systemUTC(), random, SigningOptions.DEFAULT)
                        .sign(message(megabytes), signingKey, out);
            }
            try (OutputStream out = sealed.output()) {
                new MessageEncrypter(random).encrypt(signed, Set.of(alice.certificate()), out);
            }
            Decryption decryption =
                    new MessageDecrypter(
                                    List.of(
                                            new DecryptionKey(
                                                    key, alice.certificate(), KeyKind.EC_P256)),
                                    random,
                                    () -> Spool.in(folder))
                            .decrypt(sealed);
            if (!(decryption instanceof Decryption.Decrypted decrypted)) {
                throw new IllegalStateException(decryption.toString());
            }
            try (Spool entity = decrypted.entity()) {
                System.out.println("decrypted megabytes: " + entity.size() / MEGABYTE);
            }
        }
    }

    private static MessageSource message(int megabytes) {
        byte[] head =
                "Subject: large\r\nContent-Type: application/x\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII);
        return () ->
                new SequenceInputStream(
                        Collections.enumeration(
                                List.of(
                                        new ByteArrayInputStream(head),
                                        new Repeated((long) megabytes * MEGABYTE))));
    }

    /** The same byte again and again. */
    private static final class Repeated extends InputStream {
        private long left;

        Repeated(long length) {
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            java.util.Arrays.fill(bytes, offset, offset + count, (byte) 'x');
            left -= count;
            return count;
        }
    }
}
