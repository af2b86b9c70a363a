package org.signet.smime.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.smime.OpenSsl;
import org.signet.smime.certificate.KeyKind;
import org.signet.smime.pem.KeyFile;
import org.signet.smime.pem.Password;
import org.signet.smime.pem.UnusableFileException;
import org.signet.testing.TestCa;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

class CredentialTest {
    private static final TestCa CA = TestCa.root("Example Root").intermediate("Example Mail CA");

    @TempDir Path folder;
    private OpenSsl openssl;

    @BeforeEach
    void writePassword() throws Exception {
        openssl = new OpenSsl(folder);
        openssl.write("password", "s\u00e9cret pass\n");
        openssl.write("wrong", "other");
    }

    private Optional<Password> password(String name) throws UnusableFileException {
        return Optional.of(Password.read(folder.resolve(name)));
    }

    private List<Credential> read(String name, String password) throws Exception {
        KeyFile file = KeyFile.read(folder.resolve(name), password(password));
        return Credential.of(file, file);
    }

    private TestCa.Identity identity(TestCa.KeyKind kind) throws Exception {
        TestCa.Identity identity = CA.person("a@example.org").key(kind).issue();
        openssl.write("a.key", identity.keyPem());
        openssl.write("a.crt", identity.certificatePem());
        openssl.write("chain.crt", CA.identity().chainPem());
        return identity;
    }

    @ParameterizedTest
    @EnumSource(TestCa.KeyKind.class)
    void keyOfEachKindShouldFindItsCertificateAmongOthers(TestCa.KeyKind kind) throws Exception {
        TestCa.Identity identity = CA.person("a@example.org").key(kind).issue();
        TestCa.Identity other = CA.person("a@example.org").key(kind).issue();
        openssl.write("a.pem", identity.keyPem() + other.chainPem() + identity.chainPem());

        List<Credential> credentials = read("a.pem", "password");

        assertThat(credentials).hasSize(1);
        assertThat(credentials.get(0).certificate()).isEqualTo(identity.certificate());
        String expected = kind == TestCa.KeyKind.RSA_2048 ? "RSA" : kind.name();
        assertThat(credentials.get(0).kind()).isEqualTo(KeyKind.valueOf(expected));
    }

    @Test
    void rsaOf1024BitsShouldBeForOldMailOnly() throws Exception {
        openssl.done(
                "req -x509 -newkey rsa:1024 -nodes -subj /CN=old -keyout old.key -out old.crt"
                        .split(" ", -1));
        KeyFile keys = KeyFile.readPem(folder.resolve("old.key"), Optional.empty());
        KeyFile certificates = KeyFile.readPem(folder.resolve("old.crt"), Optional.empty());

        assertThat(Credential.ofOldMail(keys, certificates).get(0).kind()).isEqualTo(KeyKind.RSA);
        assertThatThrownBy(() -> Credential.of(keys, certificates))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("a kind that is not known");
    }

    @Nested
    class WithPassword {
        /** What OpenSSL 3 writes, what Windows and OpenSSL 1 wrote, and the extremes between. */
        @ParameterizedTest
        @CsvSource({
            "RSA_2048, ''",
            "EC_P256, ''",
            "EC_P521, ''",
            "ED25519, ''",
            "X25519, ''",
            "RSA_2048, -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1",
            "RSA_2048, -legacy",
            "EC_P384, -keypbe AES-256-CBC -certpbe NONE -macalg sha512 -iter 100000",
            "EC_P256, -keypbe NONE -certpbe NONE -nomac",
        })
        void pkcs12OfOpensslShouldBeRead(TestCa.KeyKind kind, String options) throws Exception {
            TestCa.Identity identity = identity(kind);
            List<String> command =
                    new java.util.ArrayList<>(
                            List.of(
                                    "pkcs12 -export -in a.crt -inkey a.key -certfile chain.crt"
                                            .split(" ")));
            command.addAll(List.of("-passout", "file:password", "-out", "a.p12"));
            List.of(options.split(" ")).stream().filter(o -> !o.isEmpty()).forEach(command::add);
            openssl.done(command.toArray(String[]::new));

            List<Credential> credentials = read("a.p12", "password");

            assertThat(credentials).hasSize(1);
            assertThat(credentials.get(0).certificate()).isEqualTo(identity.certificate());
            assertThat(credentials.get(0).others()).containsAll(CA.identity().chain());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "-v2 aes-256-cbc",
                    "-v2 aes-256-cbc -v2prf hmacWithSHA512",
                    "-v2 des3",
                    "-v1 PBE-SHA1-3DES",
                    "-scrypt"
                })
        void encryptedKeyOfOpensslShouldBeRead(String options) throws Exception {
            TestCa.Identity identity = identity(TestCa.KeyKind.EC_P256);
            openssl.done(
                    ("pkcs8 -topk8 -in a.key -out b.key -passout file:password " + options)
                            .split(" "));
            openssl.write(
                    "a.pem", Files.readString(folder.resolve("b.key")) + identity.certificatePem());

            assertThat(read("a.pem", "password").get(0).certificate())
                    .isEqualTo(identity.certificate());
            assertThatThrownBy(() -> read("a.pem", "wrong"))
                    .isInstanceOf(UnusableFileException.class)
                    .hasMessageContaining("the key cannot be read with this password");
        }

        @Test
        void wrongOrMissingPasswordShouldBeSaid() throws Exception {
            identity(TestCa.KeyKind.EC_P256);
            openssl.done(
                    "pkcs12 -export -in a.crt -inkey a.key -passout file:password -out a.p12"
                            .split(" "));

            assertThatThrownBy(() -> read("a.p12", "wrong"))
                    .isInstanceOf(UnusableFileException.class)
                    .hasMessageContaining("the password is wrong, or the file is damaged");
            assertThatThrownBy(() -> KeyFile.read(folder.resolve("a.p12"), Optional.empty()))
                    .hasMessageContaining("the password is missing");
        }

        @Test
        void damagedFileShouldBeSaid() throws Exception {
            openssl.write("a.p12", "nonsense");

            assertThatThrownBy(() -> read("a.p12", "password"))
                    .isInstanceOf(UnusableFileException.class)
                    .hasMessageContaining("it cannot be read with this password");
        }

        @Test
        void passwordBesideAFileShouldBeForItsOwnerOnly() throws Exception {
            Path file = openssl.write("a.p12.password", "secret");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

            assertThatThrownBy(() -> Password.beside(folder.resolve("a.p12")))
                    .isInstanceOf(UnusableFileException.class)
                    .hasMessageContaining("others than its owner may read or write it")
                    .hasMessageNotContaining("secret");

            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
            assertThat(Password.beside(folder.resolve("a.p12"))).isPresent();
            assertThat(Password.beside(folder.resolve("b.p12"))).isEmpty();
        }
    }

    @Test
    void keyShouldNotBePrinted() throws Exception {
        TestCa.Identity identity = CA.person("a@example.org").issue();
        openssl.write("a.pem", identity.keyPem() + identity.certificatePem());

        assertThat(read("a.pem", "password").toString())
                .isEqualTo("[Credential[CN=a@example.org]]");
        assertThat(KeyFile.read(folder.resolve("a.pem"), Optional.empty()).toString())
                .isEqualTo("KeyFile[" + folder.resolve("a.pem") + "]");
    }
}
