package org.signet.smime.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.smime.OpenSsl;
import org.signet.smime.certificate.KeyKind;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.certificate.Validity;
import org.signet.smime.key.SigningKeys.Choice;
import org.signet.smime.pem.UnusableFileException;
import org.signet.testing.TestCa;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

class SigningKeysTest {
    private static final TestCa ROOT = TestCa.root("Example Root");
    private static final TestCa CA = ROOT.intermediate("Example Mail CA");
    private static final TestCa.Identity ALICE = CA.person("alice@example.org").issue();
    private static final TestCa.Identity OTHER = CA.person("other@example.org").issue();
    private static final Instant NOW =
            ALICE.certificate().getNotBefore().toInstant().plus(2, ChronoUnit.DAYS);

    @TempDir Path folder;

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    private static String pem(TestCa.Identity identity) {
        return identity.keyPem() + identity.chainPem();
    }

    private SigningKeys load() throws UnusableFileException {
        return SigningKeys.load(folder, NOW);
    }

    private static Choice choose(SigningKeys keys, String address) {
        return keys.choose(Mailbox.parse(address).orElseThrow(), NOW);
    }

    private static TestCa.Leaf alice() {
        return CA.person("alice@example.org");
    }

    @Nested
    class Chosen {
        @ParameterizedTest
        @CsvSource({
            "alice@example.org",
            "Alice@Example.ORG",
            "second@xn--bcher-kva.example",
            "second@b\u00fccher.example"
        })
        void keyShouldBeThatOfTheAddressInItsCertificate(String address) throws Exception {
            write(
                    "x.pem",
                    pem(CA.person("ALICE@example.org", "second@xn--bcher-kva.example").issue()));
            write("y.pem", pem(OTHER));

            assertThat(choose(load(), address))
                    .isInstanceOfSatisfying(
                            Choice.Found.class,
                            found -> {
                                assertThat(found.key().file()).hasFileName("x.pem");
                                assertThat(found.key().kind()).isEqualTo(KeyKind.EC_P256);
                            });
        }

        @Test
        void chainShouldNotContainTheRoot() throws Exception {
            write("x.pem", pem(ALICE));

            assertThat(choose(load(), "alice@example.org"))
                    .isInstanceOfSatisfying(
                            Choice.Found.class,
                            found -> {
                                assertThat(found.key().certificate())
                                        .isEqualTo(ALICE.certificate());
                                assertThat(found.key().intermediates())
                                        .containsExactly(CA.certificate());
                            });
        }

        @ParameterizedTest
        @CsvSource({
            "-inform PEM, EC_P256, PRIVATE KEY",
            "-traditional, EC_P256, EC PRIVATE KEY",
            "-traditional, RSA_2048, RSA PRIVATE KEY",
        })
        void keyShouldBeReadInEachForm(String option, TestCa.KeyKind kind, String label)
                throws Exception {
            TestCa.Identity identity = alice().key(kind).issue();
            OpenSsl openssl = new OpenSsl(folder);
            openssl.write("in.key", identity.keyPem());
            openssl.done(
                    Stream.concat(
                                    Stream.of("pkey", "-in", "in.key", "-out", "out.key"),
                                    Stream.of(option.split(" ")))
                            .toArray(String[]::new));
            String key = Files.readString(folder.resolve("out.key"));
            assertThat(key).startsWith("-----BEGIN " + label + "-----");
            write("x.pem", "a comment\n" + identity.chainPem() + key);

            assertThat(choose(load(), "alice@example.org")).isInstanceOf(Choice.Found.class);
        }

        @Test
        void keyWithNamedCurveBeforeItShouldBeRead() throws Exception {
            OpenSsl openssl = new OpenSsl(folder);
            openssl.done("ecparam", "-name", "prime256v1", "-genkey", "-out", "x.key");
            openssl.done(
                    "req",
                    "-x509",
                    "-key",
                    "x.key",
                    "-subj",
                    "/CN=a",
                    "-addext",
                    "subjectAltName=email:alice@example.org",
                    "-days",
                    "2",
                    "-out",
                    "x.crt");
            write(
                    "x.pem",
                    Files.readString(folder.resolve("x.key"))
                            + Files.readString(folder.resolve("x.crt")));

            SigningKeys keys = SigningKeys.load(folder, Instant.now());

            assertThat(keys.size()).isEqualTo(1);
        }
    }

    @Nested
    class NotChosen {
        @Test
        void nobodyShouldHaveTheKeyOfAnother() throws Exception {
            write("x.pem", pem(ALICE));

            assertThat(choose(load(), "alice@example.com"))
                    .isEqualTo(new Choice.NoKey(Choice.NoKey.Reason.NONE_FOR_ADDRESS));
        }

        @Test
        void expiredKeyShouldBeLeftAsideWithItsReason() throws Exception {
            write("old.pem", pem(alice().expired().issue()));
            write("other.pem", pem(OTHER));
            SigningKeys keys = load();

            assertThat(keys.skipped())
                    .containsExactly(
                            new SigningKeys.Skipped(folder.resolve("old.pem"), Validity.EXPIRED));
            assertThat(choose(keys, "alice@example.org"))
                    .isEqualTo(new Choice.NoKey(Choice.NoKey.Reason.EXPIRED));
        }

        @Test
        void keyShouldNotBeUsedAfterItExpiredWhileRunning() throws Exception {
            write("x.pem", pem(ALICE));
            Instant end = ALICE.certificate().getNotAfter().toInstant();
            Mailbox alice = Mailbox.parse("alice@example.org").orElseThrow();

            assertThat(load().choose(alice, end)).isInstanceOf(Choice.Found.class);
            assertThat(load().choose(alice, end.plusMillis(1)))
                    .isEqualTo(new Choice.NoKey(Choice.NoKey.Reason.EXPIRED));
        }

        @Test
        void nextKeyShouldTakeOverWhenItsTimeComes() throws Exception {
            TestCa.Identity next =
                    alice().valid(NOW.plus(100, ChronoUnit.DAYS), NOW.plus(900, ChronoUnit.DAYS))
                            .issue();
            write("now.pem", pem(ALICE));
            write("next.pem", pem(next));
            SigningKeys keys = load();
            Mailbox alice = Mailbox.parse("alice@example.org").orElseThrow();

            assertThat(keys.choose(alice, NOW))
                    .isInstanceOfSatisfying(
                            Choice.Found.class,
                            found -> assertThat(found.key().file()).hasFileName("now.pem"));
            assertThat(keys.choose(alice, NOW.plus(101, ChronoUnit.DAYS)))
                    .isInstanceOfSatisfying(
                            Choice.Found.class,
                            found -> assertThat(found.key().file()).hasFileName("next.pem"));
        }
    }

    @Nested
    class SeveralValid {
        private static final Mailbox ADDRESS = Mailbox.parse("alice@example.org").orElseThrow();

        private static TestCa.Identity valid(int from, int until) {
            return alice().valid(
                            NOW.plus(from, ChronoUnit.HOURS), NOW.plus(until, ChronoUnit.HOURS))
                    .issue();
        }

        private String chosen(int hours) throws Exception {
            return load().choose(ADDRESS, NOW.plus(hours, ChronoUnit.HOURS))
                            instanceof Choice.Found found
                    ? found.key().file().getFileName().toString()
                    : "none";
        }

        /** So that a key can be replaced while James runs, and the old one stays for a while. */
        @Test
        void newestShouldBeUsedWhateverItsFileIsCalled() throws Exception {
            write("x.pem", pem(valid(-40, 40)));
            write("a.pem", pem(valid(-4, 400)));
            write("b.pem", pem(valid(-4, 300)));

            assertThat(chosen(0)).isEqualTo("a.pem");
        }

        @Test
        void otherShouldBeUsedWhenTheNewestHasEnded() throws Exception {
            write("long.pem", pem(valid(-40, 400)));
            write("short.pem", pem(valid(-4, 4)));

            assertThat(chosen(3)).isEqualTo("short.pem");
            assertThat(chosen(5)).isEqualTo("long.pem");
            assertThat(chosen(401)).isEqualTo("none");
        }

        @Test
        void newestOfADomainShouldNotGoBeforeThatOfTheAddress() throws Exception {
            write("own.pem", pem(valid(-40, 40)));
            write(
                    "domain.pem",
                    pem(
                            CA.person("domain-signing-authority@example.org")
                                    .valid(
                                            NOW.minus(4, ChronoUnit.HOURS),
                                            NOW.plus(40, ChronoUnit.HOURS))
                                    .issue()));

            assertThat(chosen(0)).isEqualTo("own.pem");
            Files.delete(folder.resolve("own.pem"));
            assertThat(chosen(0)).isEqualTo("domain.pem");
        }
    }

    private static String block(String label, String content) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(label, content);
    }

    static Stream<Arguments> wrongFiles() {
        return Stream.of(
                Arguments.of("", "there are 0 private keys in it"),
                Arguments.of(ALICE.chainPem(), "there are 0 private keys in it"),
                Arguments.of(
                        ALICE.keyPem() + OTHER.keyPem() + ALICE.chainPem(),
                        "there are 2 private keys in it"),
                Arguments.of(
                        ALICE.keyPem() + OTHER.chainPem(),
                        "no certificate in it belongs to the private key"),
                Arguments.of(ALICE.keyPem(), "no certificate in it belongs to the private key"),
                Arguments.of(
                        pem(alice().purpose(KeyPurposeId.id_kp_serverAuth).issue()),
                        "the certificate cannot sign mail: its extended key usage does not allow"),
                Arguments.of(
                        pem(alice().usage(KeyUsage.keyAgreement).issue()),
                        "the certificate cannot sign mail: its key usage does not allow this"),
                Arguments.of(
                        pem(alice().withoutNames().issue()),
                        "the certificate names no mail address"),
                Arguments.of(
                        block("PRIVATE KEY", "AAAA"),
                        "line 1: the block PRIVATE KEY is not a private key of a known kind"),
                Arguments.of(
                        block("ENCRYPTED PRIVATE KEY", "AAAA"),
                        "line 1: the key is protected by a password, which is missing"),
                Arguments.of(
                        "x\n" + block("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\n\nAAAA"),
                        "line 2: the key is protected by a password"),
                Arguments.of(
                        block("PGP MESSAGE", "AAAA"), "line 1: a block PGP MESSAGE is not known"),
                Arguments.of(
                        "-----BEGIN PRIVATE KEY-----\nAAAA\n",
                        "line 1: the block PRIVATE KEY has no end"),
                Arguments.of(block("CERTIFICATE", "AAAA"), "line 1: it is not a certificate"),
                Arguments.of(
                        block("EC PRIVATE KEY", "AAAA"),
                        "line 1: the block EC PRIVATE KEY is not a private key of a known kind"));
    }

    @Nested
    class Refused {
        @ParameterizedTest
        @MethodSource("org.signet.smime.key.SigningKeysTest#wrongFiles")
        void wrongFileShouldBeNamedWithWhatIsWrong(String text, String why) throws Exception {
            write("x.pem", text);

            assertThatThrownBy(() -> load())
                    .isInstanceOf(UnusableFileException.class)
                    .hasMessageStartingWith(folder.resolve("x.pem") + ": ")
                    .hasMessageContaining(why)
                    .hasMessageContaining("; allowed: ");
        }

        /** What was read may be a key, so nothing of it may be quoted. */
        @Test
        void contentShouldNotBeQuoted() throws Exception {
            write("x.pem", "-----BEGIN PRIVATE KEY-----\nc2VjcmV0!\n-----END PRIVATE KEY-----\n");

            assertThatThrownBy(() -> load()).hasMessageNotContaining("c2VjcmV0");
        }

        @Test
        void folderShouldHaveAKeyThatIsValid() throws Exception {
            assertThatThrownBy(() -> load())
                    .hasMessageContaining("there is no file *.pem, *.p12, *.pfx or *.pkcs11 in it");

            write("old.pem", pem(alice().expired().issue()));
            write("early.pem", pem(OTHER).replace("\n", "\r\n"));
            assertThat(load().skipped()).hasSize(1);

            Files.delete(folder.resolve("early.pem"));
            assertThatThrownBy(() -> load())
                    .hasMessageContaining("no key in it is valid now")
                    .hasMessageContaining("old.pem");
        }

        @Test
        void missingFolderShouldBeNamed() {
            Path missing = folder.resolve("none");

            assertThatThrownBy(() -> SigningKeys.load(missing, NOW))
                    .hasMessageStartingWith(missing + ": there is no such folder");
        }
    }

    @Test
    void otherFilesShouldNotMatter() throws Exception {
        write("x.pem", pem(ALICE));
        write("README.md", "-----BEGIN NONSENSE-----");
        write(".hidden.pem", "-----BEGIN NONSENSE-----");
        Files.createDirectory(folder.resolve("folder.pem"));

        assertThat(load().size()).isEqualTo(1);
    }

    @Test
    void keyShouldNotBePrinted() throws Exception {
        write("x.pem", pem(ALICE));

        assertThat(List.of(choose(load(), "alice@example.org")).toString())
                .isEqualTo("[Found[key=SigningKey[" + folder.resolve("x.pem") + "]]]");
    }
}
