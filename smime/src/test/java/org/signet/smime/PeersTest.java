package org.signet.smime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.smime.encrypt.ContentCipher;
import org.signet.smime.encrypt.EncryptionOptions;
import org.signet.smime.encrypt.MessageEncrypter;
import org.signet.smime.encrypt.RsaPadding;
import org.signet.smime.headers.HeaderProtection;
import org.signet.smime.key.Credential;
import org.signet.smime.key.SigningKey;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.pem.KeyFile;
import org.signet.smime.sign.MessageSigner;
import org.signet.smime.sign.SignatureForm;
import org.signet.smime.sign.SigningOptions;
import org.signet.testing.TestCa;
import org.signet.testing.TestCa.KeyKind;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * GnuPG's {@code gpgsm} and the {@code cmsutil} of NSS, which Thunderbird uses, as readers of what
 * is written here: what they can read, and what of it they are known not to. Debian 12 has gpgsm
 * 2.2.40, which crashes when it imports an EC key, and NSS 3.87, which reads no ECDH, openssl's
 * neither.
 */
class PeersTest {
    private static final int MOST_SALTS = 5;

    private static final TestCa ROOT = TestCa.root("Example Root", KeyKind.RSA_2048);
    private static final String CONTENT = "Hello\r\n.\r\nFrom here\r\n";

    /** What a peer does with something. */
    enum Expected {
        READS,
        /** Its version is too old; a change of that is worth a look. */
        CANNOT
    }

    @TempDir Path folder;
    private OpenSsl openssl;

    @BeforeEach
    void writeContent() throws Exception {
        openssl = new OpenSsl(folder);
        openssl.write("content", CONTENT);
        openssl.write("root.pem", ROOT.identity().certificatePem());
    }

    /** What a run of a peer gave. */
    private record Result(int status, String text) {}

    private Result run(String line) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(line.split(" +", -1))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(folder.resolve("password").toFile())
                        .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("GNUPGHOME", folder.resolve("gnupg").toString());
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(line).isTrue();
        return new Result(
                process.exitValue(),
                Files.readString(folder.resolve("log"), StandardCharsets.ISO_8859_1));
    }

    private void done(String line) throws Exception {
        Result result = run(line);
        assertThat(result.status()).as("%s: %s", line, result.text()).isZero();
    }

    private static void assumeInstalled(String command, String debianPackage) {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin", command)),
                command + " is not installed (Debian: " + debianPackage + ")");
    }

    /** Writes {@code a.p12} in the old form that both peers read. */
    private TestCa.Identity identity(KeyKind kind) throws Exception {
        TestCa.Identity identity = ROOT.person("a@example.org").key(kind).issue();
        openssl.identity("a", identity);
        openssl.write("password", "secret\n");
        exportOldForm();
        return identity;
    }

    private void exportOldForm() throws Exception {
        openssl.done(
                ("pkcs12 -export -in a.crt -inkey a.key -name a -certfile root.pem -out a.p12"
                                + " -passout pass:secret -keypbe PBE-SHA1-3DES"
                                + " -certpbe PBE-SHA1-3DES -macalg sha1")
                        .split(" ", -1));
    }

    private void sign(TestCa.Identity identity, SignatureForm form, boolean pss) throws Exception {
        openssl.write("a.pem", identity.keyPem() + identity.certificatePem());
        KeyFile file = KeyFile.readPem(folder.resolve("a.pem"), Optional.empty());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MessageSigner(
                        Clock.systemUTC(),
                        new SecureRandom(),
                        new SigningOptions(form, pss, HeaderProtection.NONE))
                .signContent(
                        MessageSource.of(CONTENT.getBytes(StandardCharsets.US_ASCII)),
                        SigningKey.of(Credential.of(file, file).get(0)),
                        out);
        openssl.write("signed", out.toByteArray());
    }

    private void encrypt(TestCa.Identity identity, ContentCipher cipher, RsaPadding padding)
            throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MessageEncrypter(new SecureRandom())
                .encryptContent(
                        MessageSource.of(CONTENT.getBytes(StandardCharsets.US_ASCII)),
                        Set.of(identity.certificate()),
                        EncryptionOptions.of(cipher).with(padding),
                        out);
        openssl.write("sealed", out.toByteArray());
    }

    private void assertRead(Expected expected, Result result, String output) throws Exception {
        if (expected == Expected.READS) {
            assertThat(result.status()).as(result.text()).isZero();
            assertThat(openssl.read(output)).isEqualTo(CONTENT.getBytes(StandardCharsets.US_ASCII));
        } else {
            assertThat(result.status()).as("it has learnt to read this").isNotZero();
        }
    }

    @Nested
    class Gpgsm {
        @BeforeEach
        void makeHome() throws Exception {
            assumeInstalled("gpgsm", "gpgsm");
            Path home =
                    Files.createDirectory(
                            folder.resolve("gnupg"),
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rwx------")));
            Files.writeString(home.resolve("gpgsm.conf"), "disable-crl-checks\ndisable-ocsp\n");
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest(ROOT.certificate().getEncoded());
            Files.writeString(
                    home.resolve("trustlist.txt"),
                    HexFormat.of().withUpperCase().formatHex(digest) + " S relax\n");
        }

        @AfterEach
        void endAgent() throws Exception {
            if (Files.isDirectory(folder.resolve("gnupg"))) {
                done("gpgconf --kill all");
            }
        }

        /**
         * About one file in a hundred that openssl writes and reads again cannot be decrypted by
         * gpgsm 2.2.40; which ones depends on nothing but the salt, so another one is drawn then.
         */
        private void importIdentity() throws Exception {
            done("gpgsm --batch --import root.pem");
            String command =
                    "gpgsm --batch --pinentry-mode loopback --passphrase-fd 0 --import a.p12";
            for (int salts = 1; run(command).status() != 0 && salts < MOST_SALTS; salts++) {
                exportOldForm();
            }
            done(command);
        }

        @ParameterizedTest
        @CsvSource({
            "RSA_2048, false, READS",
            "RSA_2048, true,  READS",
            "EC_P256,  false, READS",
            "EC_P384,  false, READS",
        })
        void signatureShouldBeGood(KeyKind kind, boolean pss, Expected expected) throws Exception {
            TestCa.Identity identity = identity(kind);
            done("gpgsm --batch --import root.pem a.crt");

            sign(identity, SignatureForm.DETACHED, pss);
            assertThat(run("gpgsm --batch --verify signed content").text())
                    .contains("Good signature");
            sign(identity, SignatureForm.OPAQUE, pss);
            assertRead(
                    expected, run("gpgsm --batch --yes --output opened --verify signed"), "opened");
        }

        @ParameterizedTest
        @CsvSource({
            "RSA_2048, AES_256_CBC, PKCS1_V15, READS",
            "RSA_2048, AES_128_CBC, PKCS1_V15, READS",
            "RSA_2048, AES_256_CBC, OAEP,      CANNOT",
            "RSA_2048, AES_256_GCM, PKCS1_V15, CANNOT",
        })
        void envelopeShouldBeOpened(
                KeyKind kind, ContentCipher cipher, RsaPadding padding, Expected expected)
                throws Exception {
            encrypt(identity(kind), cipher, padding);
            importIdentity();

            Result result =
                    run(
                            "gpgsm --batch --pinentry-mode loopback --passphrase-fd 0 --yes"
                                    + " --output opened --decrypt sealed");

            assertRead(expected, result, "opened");
        }
    }

    @Nested
    class Nss {
        @BeforeEach
        void checkInstalled() {
            assumeInstalled("cmsutil", "libnss3-tools");
        }

        private void makeDatabase() throws Exception {
            Files.createDirectory(folder.resolve("nss"));
            done("certutil -N -d nss --empty-password");
            done("certutil -A -d nss -n root -t C,C,C -i root.pem");
            done("pk12util -i a.p12 -d nss -W secret");
        }

        @ParameterizedTest
        @CsvSource({
            "RSA_2048, false, DETACHED",
            "RSA_2048, false, OPAQUE",
            "RSA_2048, true,  DETACHED",
            "EC_P256,  false, DETACHED",
            "EC_P384,  false, OPAQUE",
            "EC_P521,  false, DETACHED",
        })
        void signatureShouldBeGood(KeyKind kind, boolean pss, SignatureForm form) throws Exception {
            TestCa.Identity identity = identity(kind);
            makeDatabase();
            sign(identity, form, pss);
            String content = form == SignatureForm.DETACHED ? " -c content" : "";

            assertThat(run("cmsutil -D -d nss -i signed -h 0" + content).text())
                    .contains("signer0.status=GoodSignature");
            assertRead(
                    Expected.READS,
                    run("cmsutil -D -d nss -i signed -o opened" + content),
                    "opened");
        }

        @ParameterizedTest
        @CsvSource({
            "RSA_2048, AES_256_CBC, PKCS1_V15, READS",
            "RSA_2048, AES_128_CBC, PKCS1_V15, READS",
            "EC_P256,  AES_256_CBC, PKCS1_V15, CANNOT",
            "EC_P384,  AES_256_CBC, PKCS1_V15, CANNOT",
            "RSA_2048, AES_256_CBC, OAEP,      CANNOT",
            "RSA_2048, AES_256_GCM, PKCS1_V15, CANNOT",
        })
        void envelopeShouldBeOpened(
                KeyKind kind, ContentCipher cipher, RsaPadding padding, Expected expected)
                throws Exception {
            TestCa.Identity identity = identity(kind);
            makeDatabase();
            encrypt(identity, cipher, padding);

            assertRead(expected, run("cmsutil -D -d nss -i sealed -o opened"), "opened");
        }
    }
}
