package org.signet.smime.decrypt;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.bouncycastle.operator.OutputEncryptor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.smime.certificate.KeyKind;
import org.signet.smime.encrypt.ContentCipher;
import org.signet.smime.encrypt.EncryptionOptions;
import org.signet.smime.encrypt.MessageEncrypter;
import org.signet.smime.headers.HeaderProtection;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.Spool;
import org.signet.smime.provider.Providers;
import org.signet.testing.TestCa;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;

class AlgorithmsTest {
    private static final TestCa CA = TestCa.root("Example Root");
    private static final TestCa.Identity BOB =
            CA.person("bob@example.com").key(TestCa.KeyKind.RSA_2048).issue();
    private static final String MESSAGE =
            "From: a@example.org\r\nSubject: plan\r\nContent-Type: text/plain\r\n\r\nthe plan\r\n";

    private static DecryptionKey key(TestCa.Identity identity) throws Exception {
        return new DecryptionKey(
                Providers.privateKey(
                        org.bouncycastle.asn1.pkcs.PrivateKeyInfo.getInstance(
                                identity.key().getEncoded())),
                identity.certificate(),
                KeyKind.of(identity.certificate()).orElseThrow());
    }

    private static Decryption decrypt(byte[] message, boolean oldMail, TestCa.Identity identity)
            throws Exception {
        return new MessageDecrypter(
                        List.of(key(identity)),
                        new SecureRandom(),
                        Spool::inTemporaryFolder,
                        oldMail)
                .decrypt(MessageSource.of(message));
    }

    private static byte[] encrypt(
            byte[] message, EncryptionOptions options, TestCa.Identity identity) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MessageEncrypter(new SecureRandom())
                .encrypt(MessageSource.of(message), Set.of(identity.certificate()), options, out);
        return out.toByteArray();
    }

    private static String text(Decryption decryption) throws IOException {
        if (decryption instanceof Decryption.Decrypted decrypted) {
            try (Spool spool = decrypted.entity();
                    InputStream in = spool.open()) {
                return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            }
        }
        return decryption.toString();
    }

    private static byte[] sealed(ASN1ObjectIdentifier cipher, int size) throws Exception {
        byte[] content = new byte[size];
        java.util.Arrays.fill(content, (byte) 'x');
        JceKeyTransRecipientInfoGenerator recipient =
                new JceKeyTransRecipientInfoGenerator(BOB.certificate())
                        .setProvider(Providers.bouncyCastle());
        OutputEncryptor encryptor =
                new JceCMSContentEncryptorBuilder(cipher)
                        .setProvider(Providers.bouncyCastle())
                        .build();
        if (encryptor instanceof OutputAEADEncryptor aead) {
            CMSAuthEnvelopedDataGenerator generator = new CMSAuthEnvelopedDataGenerator();
            generator.addRecipientInfoGenerator(recipient);
            return mail(
                    generator.generate(new CMSProcessableByteArray(content), aead).getEncoded());
        }
        CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
        generator.addRecipientInfoGenerator(recipient);
        return mail(
                generator.generate(new CMSProcessableByteArray(content), encryptor).getEncoded());
    }

    private static byte[] mail(byte[] cms) {
        return ("Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(cms))
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Nested
    class Keys {
        @ParameterizedTest
        @EnumSource(
                names = {
                    "RSA_2048",
                    "EC_P256",
                    "EC_P384",
                    "EC_P521",
                    "X25519",
                    "X448",
                    "ML_KEM_512",
                    "ML_KEM_768",
                    "ML_KEM_1024"
                })
        void contentShouldBeReadWithEachCipher(TestCa.KeyKind kind) throws Exception {
            TestCa.Identity identity = CA.person("bob@example.com").key(kind).issue();

            for (ContentCipher cipher : ContentCipher.values()) {
                byte[] sealed =
                        encrypt(
                                MESSAGE.getBytes(StandardCharsets.US_ASCII),
                                EncryptionOptions.of(cipher),
                                identity);

                assertThat(text(decrypt(sealed, false, identity)))
                        .as("%s", cipher)
                        .endsWith("the plan\r\n");
            }
        }
    }

    @Nested
    class Ciphers {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "2.16.840.1.101.3.4.1.6", // AES-128-GCM
                    "2.16.840.1.101.3.4.1.26",
                    "2.16.840.1.101.3.4.1.46",
                    "2.16.840.1.101.3.4.1.7", // AES-128-CCM
                    "2.16.840.1.101.3.4.1.27",
                    "2.16.840.1.101.3.4.1.47",
                    "1.2.840.113549.1.9.16.3.18", // ChaCha20-Poly1305
                })
        void contentShouldBeReadAndDamageFound(String cipher) throws Exception {
            byte[] sealed = sealed(new ASN1ObjectIdentifier(cipher), 100_000);
            byte[] damaged = sealed.clone();
            int middle = damaged.length / 2;
            damaged[middle] = (byte) (damaged[middle] == 'A' ? 'B' : 'A');

            assertThat(text(decrypt(sealed, false, BOB))).hasSize(100_000).startsWith("xxx");
            assertThat(decrypt(damaged, false, BOB)).isEqualTo(new Decryption.Broken());
        }

        @Test
        void tripleDesShouldBeReadOnlyInOldMail() throws Exception {
            byte[] sealed = sealed(CMSAlgorithm.DES_EDE3_CBC, 100);

            assertThat(decrypt(sealed, false, BOB))
                    .isEqualTo(new Decryption.Refused(Decryption.Refused.Reason.CONTENT_ALGORITHM));
            assertThat(text(decrypt(sealed, true, BOB))).hasSize(100);
        }

        @Test
        void cipherThatNeedsAllInMemoryShouldNotGetMoreThanItsLimit() throws Exception {
            byte[] sealed = sealed(CMSAlgorithm.AES256_CCM, 9 * 1024 * 1024);

            assertThat(decrypt(sealed, false, BOB))
                    .isEqualTo(new Decryption.Refused(Decryption.Refused.Reason.CONTENT_TOO_LONG));
        }
    }

    @Nested
    class Layers {
        @Test
        void layersDirectlyInEachOtherShouldBeOpened() throws Exception {
            byte[] message = MESSAGE.getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 5; i++) {
                message = encrypt(message, EncryptionOptions.DEFAULT, BOB);
            }

            assertThat(text(decrypt(message, false, BOB))).endsWith("the plan\r\n");
            assertThat(text(decrypt(encrypt(message, EncryptionOptions.DEFAULT, BOB), false, BOB)))
                    .contains("application/pkcs7-mime")
                    .doesNotContain("the plan");
        }

        @Test
        void innerLayerForAnotherShouldStayAsItIs() throws Exception {
            TestCa.Identity eve = CA.person("eve@example.com").issue();
            byte[] inner =
                    encrypt(
                            MESSAGE.getBytes(StandardCharsets.US_ASCII),
                            EncryptionOptions.DEFAULT,
                            eve);

            assertThat(text(decrypt(encrypt(inner, EncryptionOptions.DEFAULT, BOB), false, BOB)))
                    .contains("application/pkcs7-mime");
        }

        @Test
        void encryptedPartOfAMultipartShouldNotBeOpened() throws Exception {
            String part =
                    new String(
                            encrypt(
                                    MESSAGE.getBytes(StandardCharsets.US_ASCII),
                                    EncryptionOptions.DEFAULT,
                                    BOB),
                            StandardCharsets.US_ASCII);
            String message =
                    "Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n"
                            + "Content-Type: text/html\r\n\r\n<img src=\"http://eve.example/\r\n--o\r\n"
                            + part
                            + "\r\n--o\r\nContent-Type: text/html\r\n\r\n\">\r\n--o--\r\n";

            assertThat(decrypt(message.getBytes(StandardCharsets.US_ASCII), false, BOB))
                    .isEqualTo(new Decryption.NotEncrypted());
        }
    }

    @Nested
    class ProtectedFields {
        private String restored(String sealed) throws Exception {
            byte[] bytes = sealed.getBytes(StandardCharsets.US_ASCII);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (decrypt(bytes, false, BOB) instanceof Decryption.Decrypted decrypted) {
                try (Spool entity = decrypted.entity()) {
                    RestoredMessage.of(MessageSource.of(bytes), entity).writeTo(out);
                }
            }
            return out.toString(StandardCharsets.US_ASCII);
        }

        private String sealed() throws Exception {
            return new String(
                    encrypt(
                            MESSAGE.getBytes(StandardCharsets.US_ASCII),
                            EncryptionOptions.DEFAULT.with(HeaderProtection.CIPHER),
                            BOB),
                    StandardCharsets.US_ASCII);
        }

        @Test
        void hiddenSubjectShouldComeBack() throws Exception {
            String sealed = sealed();

            assertThat(sealed).contains("Subject: [...]").doesNotContain("Subject: plan");
            assertThat(restored(sealed))
                    .contains("Subject: plan\r\n", "From: a@example.org\r\n")
                    .doesNotContain("[...]", "HP-Outer");
        }

        @Test
        void fieldsAddedOutsideShouldStayOnlyIfNobodyReadsThem() throws Exception {
            String restored =
                    restored(
                            "Received: from x\r\nReply-To: eve@example.net\r\nSubject: other\r\n"
                                    + sealed());

            assertThat(restored)
                    .contains("Received: from x")
                    .doesNotContain("eve@example.net", "Subject: other");
        }

        @Test
        void otherAuthorInsideShouldNotBeShown() throws Exception {
            String restored =
                    restored(sealed().replace("From: a@example.org", "From: eve@example.net"));

            assertThat(restored)
                    .contains("From: eve@example.net\r\n")
                    .doesNotContain("From: a@example.org");
        }
    }
}
