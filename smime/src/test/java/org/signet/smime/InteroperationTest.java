package org.signet.smime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.decrypt.Decryption;
import org.signet.smime.decrypt.DecryptionKey;
import org.signet.smime.decrypt.MessageDecrypter;
import org.signet.smime.encrypt.Encryption;
import org.signet.smime.encrypt.MessageEncrypter;
import org.signet.smime.key.SigningKey;
import org.signet.smime.key.SigningKeys;
import org.signet.smime.mime.CanonicalEntity;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.MimeLimits;
import org.signet.smime.mime.Spool;
import org.signet.smime.sign.MessageSigner;
import org.signet.smime.sign.Signing;
import org.signet.smime.sign.SigningOptions;
import org.signet.testing.TestCa;
import org.signet.testing.TestCa.KeyKind;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Both ways with {@code openssl cms}. */
class InteroperationTest {
    private static final TestCa ROOT = TestCa.root("Example Root");
    private static final TestCa CA = ROOT.intermediate("Example Mail CA");
    private static final TestCa.Identity RSA = person(KeyKind.RSA_2048);
    private static final TestCa.Identity P256 = person(KeyKind.EC_P256);
    private static final TestCa.Identity P384 = person(KeyKind.EC_P384);

    @TempDir Path folder;
    private OpenSsl openssl;

    @BeforeEach
    void writeIdentities() throws Exception {
        openssl = new OpenSsl(folder);
        openssl.write("root.pem", ROOT.identity().certificatePem());
        openssl.identity("rsa", RSA);
        openssl.identity("p256", P256);
        openssl.identity("p384", P384);
    }

    private static TestCa.Identity person(KeyKind kind) {
        return CA.person("a@example.org").key(kind).issue();
    }

    private static TestCa.Identity identity(String name) {
        return switch (name) {
            case "rsa" -> RSA;
            case "p256" -> P256;
            default -> P384;
        };
    }

    static byte[] canonical(byte[] message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CanonicalEntity.of(MessageSource.of(message), MimeLimits.DEFAULT).writeTo(out);
        return out.toByteArray();
    }

    private SigningKey key(TestCa.Identity identity) throws Exception {
        Path keys = Files.createTempDirectory(folder, "keys");
        Files.writeString(keys.resolve("a.pem"), identity.keyPem() + identity.chainPem());
        SigningKeys all = SigningKeys.load(keys, Clock.systemUTC().instant());
        return switch (all.choose(
                Mailbox.parse("a@example.org").orElseThrow(), Clock.systemUTC().instant())) {
            case SigningKeys.Choice.Found(SigningKey key) -> key;
            case SigningKeys.Choice.NoKey(var reason) -> fail("no key: %s", reason);
        };
    }

    private byte[] sign(byte[] message, TestCa.Identity identity) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Signing signing =
                new MessageSigner(Clock.systemUTC(), new SecureRandom(), SigningOptions.DEFAULT)
                        .sign(MessageSource.of(message), key(identity), out);
        assertThat(signing).isInstanceOf(Signing.Signed.class);
        return out.toByteArray();
    }

    private static byte[] encrypt(byte[] message, X509Certificate... certificates)
            throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Encryption encryption =
                new MessageEncrypter(new SecureRandom())
                        .encrypt(MessageSource.of(message), Set.of(certificates), out);
        assertThat(encryption).isEqualTo(new Encryption.Encrypted(certificates.length));
        return out.toByteArray();
    }

    private Decryption decrypt(byte[] message, String name) throws Exception {
        DecryptionKey key =
                DecryptionKey.read(folder.resolve(name + ".key"), folder.resolve(name + ".crt"));
        return new MessageDecrypter(List.of(key), new SecureRandom(), () -> Spool.in(folder))
                .decrypt(MessageSource.of(message));
    }

    private static byte[] content(Decryption decryption) throws IOException {
        if (decryption instanceof Decryption.Decrypted decrypted) {
            try (Spool spool = decrypted.entity();
                    InputStream in = spool.open()) {
                return in.readAllBytes();
            }
        }
        return fail("not decrypted: %s", decryption);
    }

    @Nested
    class Signatures {
        @ParameterizedTest
        @EnumSource(Samples.class)
        void opensslShouldVerifyAndFindTheCanonicalBytes(Samples sample) throws Exception {
            openssl.write("signed.eml", sign(sample.bytes(), P256));

            openssl.done(
                    "cms",
                    "-verify",
                    "-in",
                    "signed.eml",
                    "-CAfile",
                    "root.pem",
                    "-purpose",
                    "smimesign",
                    "-out",
                    "content");

            assertThat(openssl.read("content")).isEqualTo(canonical(sample.bytes()));
        }

        @ParameterizedTest
        @CsvSource({
            "rsa, sha-256, sha256WithRSAEncryption",
            "p256, sha-256, ecdsa-with-SHA256",
            "p384, sha-384, ecdsa-with-SHA384"
        })
        void algorithmShouldFollowTheKey(String name, String micalg, String algorithm)
                throws Exception {
            byte[] signed = sign(Samples.PLAIN.bytes(), identity(name));
            openssl.write("signed.eml", signed);

            openssl.done("cms", "-verify", "-in", "signed.eml", "-CAfile", "root.pem");

            assertThat(new String(signed, java.nio.charset.StandardCharsets.US_ASCII))
                    .contains("micalg=" + micalg);
            assertThat(
                            openssl.run("cms", "-cmsout", "-print", "-noout", "-in", "signed.eml")
                                    .text())
                    .contains("algorithm: " + algorithm)
                    .contains("signingTime")
                    .contains("S/MIME Capabilities")
                    .contains("signingCertificateV2")
                    .contains("CN=Example Mail CA")
                    .doesNotContain("subject: CN=Example Root");
        }

        @Test
        void changedContentShouldNotVerify() throws Exception {
            byte[] signed = sign(Samples.PLAIN.bytes(), RSA);
            String text = new String(signed, java.nio.charset.StandardCharsets.ISO_8859_1);
            openssl.write("signed.eml", text.replace("Hello", "Hallo"));

            assertThat(
                            openssl.run(
                                            "cms",
                                            "-verify",
                                            "-in",
                                            "signed.eml",
                                            "-CAfile",
                                            "root.pem")
                                    .status())
                    .isNotZero();
        }
    }

    @Nested
    class Envelopes {
        @ParameterizedTest
        @EnumSource(Samples.class)
        void opensslShouldDecryptToTheCanonicalBytes(Samples sample) throws Exception {
            openssl.write("sealed.eml", encrypt(sample.bytes(), RSA.certificate()));

            openssl.done(
                    "cms",
                    "-decrypt",
                    "-in",
                    "sealed.eml",
                    "-recip",
                    "rsa.crt",
                    "-inkey",
                    "rsa.key",
                    "-out",
                    "content");

            assertThat(openssl.read("content")).isEqualTo(canonical(sample.bytes()));
        }

        @ParameterizedTest
        @CsvSource({"rsa", "p256", "p384"})
        void oneMessageShouldServeRecipientsOfAllKinds(String name) throws Exception {
            byte[] sealed =
                    encrypt(
                            Samples.NESTED.bytes(),
                            RSA.certificate(),
                            P256.certificate(),
                            P384.certificate());
            openssl.write("sealed.eml", sealed);

            openssl.done(
                    "cms",
                    "-decrypt",
                    "-in",
                    "sealed.eml",
                    "-recip",
                    name + ".crt",
                    "-inkey",
                    name + ".key",
                    "-out",
                    "content");

            assertThat(openssl.read("content")).isEqualTo(canonical(Samples.NESTED.bytes()));
            assertThat(content(decrypt(sealed, name))).isEqualTo(canonical(Samples.NESTED.bytes()));
        }

        @ParameterizedTest
        @CsvSource({
            "-aes-256-gcm, rsa, rsa_padding_mode:oaep rsa_oaep_md:sha256, true",
            "-aes-256-gcm, rsa, rsa_padding_mode:oaep, true",
            "-aes-128-gcm, rsa, '', true",
            "-aes-256-cbc, rsa, '', false",
            "-aes-128-cbc, rsa, rsa_padding_mode:oaep rsa_oaep_md:sha512, false",
            "-aes-192-cbc, p256, '', false",
            "-aes-256-gcm, p256, ecdh_kdf_md:sha256, true",
            "-aes-192-gcm, p384, ecdh_kdf_md:sha384 ecdh_cofactor_mode:1, true",
        })
        void messageOfOpensslShouldBeDecrypted(
                String cipher, String name, String options, boolean authenticated)
                throws Exception {
            byte[] entity = canonical(Samples.NESTED.bytes());
            openssl.write("entity", entity);
            java.util.ArrayList<String> command =
                    new java.util.ArrayList<>(
                            List.of(
                                    "cms",
                                    "-encrypt",
                                    cipher,
                                    "-binary",
                                    "-in",
                                    "entity",
                                    "-out",
                                    "sealed.eml",
                                    "-recip",
                                    name + ".crt"));
            Arrays.stream(options.split(" "))
                    .filter(option -> !option.isEmpty())
                    .forEach(option -> command.addAll(List.of("-keyopt", option)));
            openssl.done(command.toArray(String[]::new));

            Decryption decryption = decrypt(openssl.read("sealed.eml"), name);

            assertThat(content(decryption)).isEqualTo(entity);
            assertThat(((Decryption.Decrypted) decryption).authenticated())
                    .isEqualTo(authenticated);
        }

        @Test
        void signedMessageShouldStillVerifyAfterEncryptingAndDecrypting() throws Exception {
            byte[] signed = sign(Samples.NESTED.bytes(), P384);
            byte[] opened = content(decrypt(encrypt(signed, RSA.certificate()), "rsa"));
            openssl.write("opened.eml", opened);

            openssl.done(
                    "cms",
                    "-verify",
                    "-in",
                    "opened.eml",
                    "-CAfile",
                    "root.pem",
                    "-out",
                    "content");

            assertThat(openssl.read("content")).isEqualTo(canonical(Samples.NESTED.bytes()));
        }
    }
}
