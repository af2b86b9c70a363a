package org.signet.smime.verify;

import org.signet.smime.certificate.KeyKind;
import org.signet.smime.decrypt.Decryption;
import org.signet.smime.decrypt.DecryptionKey;
import org.signet.smime.decrypt.MessageDecrypter;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.Spool;
import org.signet.smime.provider.Providers;
import org.signet.smime.trust.TrustStore;
import org.signet.testing.TestCa;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.List;

/**
 * Verifies and decrypts the messages in the given files and prints a line for each; run in a JVM
 * with a heap that is smaller than each of them.
 */
public final class HostileMail {
    private HostileMail() {}

    public static void main(String[] files) throws Exception {
        TestCa.Identity owner = TestCa.root("Example Root").person("bob@example.com").issue();
        Verifying rules =
                new Verifying(
                        TrustStore.of(List.of(owner.chain().get(1))),
                        List.of(),
                        Instant.now(),
                        true,
                        false,
                        false,
                        VerifyLimits.DEFAULT);
        DecryptionKey key =
                new DecryptionKey(
                        KeyFactory.getInstance("EC", Providers.bouncyCastle())
                                .generatePrivate(new PKCS8EncodedKeySpec(owner.key().getEncoded())),
                        owner.certificate(),
                        KeyKind.EC_P256);
        MessageVerifier verifier = new MessageVerifier(rules, Spool::inTemporaryFolder);
        for (String name : files) {
            Path file = Path.of(name);
            System.out.println(
                    file.getFileName()
                            + ": "
                            + SignedMail.word(verifier.verify(source(file)))
                            + ", "
                            + word(key, source(file)));
        }
    }

    private static String word(DecryptionKey key, MessageSource message) throws IOException {
        Decryption decryption =
                new MessageDecrypter(List.of(key), new SecureRandom(), Spool::inTemporaryFolder)
                        .decrypt(message);
        return decryption.toString();
    }

    private static MessageSource source(Path file) {
        return () -> Files.newInputStream(file);
    }
}
