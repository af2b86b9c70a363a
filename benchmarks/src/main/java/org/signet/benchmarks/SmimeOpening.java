package org.signet.benchmarks;

import org.signet.smime.certificate.KeyKind;
import org.signet.smime.decrypt.Decryption;
import org.signet.smime.decrypt.DecryptionKey;
import org.signet.smime.decrypt.MessageDecrypter;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.Spool;
import org.signet.smime.provider.Providers;
import org.signet.testing.TestCa;

import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** Decrypts one message with an RSA key, into the spool that the mailets use too. */
final class SmimeOpening {
    private final MessageDecrypter decrypter;

    SmimeOpening(TestCa.Identity identity) throws Exception {
        DecryptionKey key =
                new DecryptionKey(
                        KeyFactory.getInstance("RSA", Providers.rsa())
                                .generatePrivate(
                                        new PKCS8EncodedKeySpec(identity.key().getEncoded())),
                        identity.certificate(),
                        KeyKind.RSA);
        decrypter =
                new MessageDecrypter(List.of(key), new SecureRandom(), Spool::inTemporaryFolder);
    }

    void open(byte[] encrypted) throws Exception {
        if (!(decrypter.decrypt(MessageSource.of(encrypted))
                instanceof Decryption.Decrypted decrypted)) {
            throw new IllegalStateException("It was not decrypted");
        }
        decrypted.entity().close();
    }
}
