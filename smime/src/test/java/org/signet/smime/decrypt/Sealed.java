package org.signet.smime.decrypt;

import org.signet.smime.certificate.KeyKind;
import org.signet.smime.encrypt.MessageEncrypter;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.provider.Providers;
import org.signet.testing.TestCa;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/** Encrypted messages and what opens them. */
final class Sealed {
    static final String CONTENT = "Content-Type: text/plain\r\n\r\nthe plan is secret\r\n";
    private static final TestCa CA = TestCa.root("Example Root");
    static final TestCa.Identity P256 = CA.person("bob@example.com").issue();
    static final TestCa.Identity RSA =
            CA.person("rob@example.com").key(TestCa.KeyKind.RSA_2048).issue();

    private Sealed() {}

    static DecryptionKey key(TestCa.Identity identity) throws Exception {
        boolean rsa = identity.key().getAlgorithm().equals("RSA");
        return new DecryptionKey(
                KeyFactory.getInstance(
                                rsa ? "RSA" : "EC",
                                rsa ? Providers.rsa() : Providers.bouncyCastle())
                        .generatePrivate(new PKCS8EncodedKeySpec(identity.key().getEncoded())),
                identity.certificate(),
                rsa ? KeyKind.RSA : KeyKind.EC_P256);
    }

    /** The CMS structure of an encrypted message. */
    static byte[] der(TestCa.Identity identity) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MessageEncrypter(new SecureRandom())
                .encrypt(
                        MessageSource.of(CONTENT.getBytes(StandardCharsets.US_ASCII)),
                        Set.of(identity.certificate()),
                        out);
        return body(out.toByteArray());
    }

    /** The CMS structure in a message. */
    static byte[] body(byte[] message) {
        String text = new String(message, StandardCharsets.US_ASCII).replace("\r\n", "\n");
        return Base64.getMimeDecoder().decode(text.substring(text.indexOf("\n\n") + 2));
    }

    static MessageSource message(byte[] der) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                "Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: binary\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(der);
        return () -> new ByteArrayInputStream(out.toByteArray());
    }
}
