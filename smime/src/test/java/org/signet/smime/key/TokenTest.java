package org.signet.smime.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.smime.OpenSsl;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.headers.HeaderProtection;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.sign.MessageSigner;
import org.signet.smime.sign.SignatureForm;
import org.signet.smime.sign.SigningOptions;
import org.signet.testing.TestCa;
import org.signet.testing.TestCa.KeyKind;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Keys in a token of SoftHSM, which stands for one of hardware. Its library reads the place of its
 * tokens once for the process, so that all tests share one.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TokenTest {
    private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final TestCa ROOT = TestCa.root("Example Root", KeyKind.RSA_2048);
    private static final String MAIL =
            "From: alice@example.org\r\nContent-Type: text/plain\r\n\r\nHello\r\n";

    @TempDir static Path home;
    @TempDir Path folder;
    private static String softHsm = "";

    @BeforeAll
    static void makeToken() throws Exception {
        softHsm = System.getenv().getOrDefault("SOFTHSM2_CONF", "");
        assumeTrue(
                Files.exists(LIBRARY) && Files.isExecutable(Path.of("/usr/bin/softhsm2-util")),
                "SoftHSM (Debian package softhsm2) is not installed");
        assumeTrue(
                Files.exists(Path.of("/usr/bin/pkcs11-tool")),
                "pkcs11-tool (Debian package opensc) is not installed");
        assumeTrue(!softHsm.isEmpty(), "SOFTHSM2_CONF is not set, which the build does");
        Path configuration = Path.of(softHsm);
        if (Files.exists(tokens().getParent())) {
            // those of an earlier run
            try (Stream<Path> old = Files.walk(tokens().getParent())) {
                for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        Files.createDirectories(tokens());
        Files.writeString(configuration, "directories.tokendir = " + tokens() + "\n");
        run(
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                "signet",
                "--pin",
                "4711",
                "--so-pin",
                "4712");
        for (KeyKind kind : List.of(KeyKind.RSA_2048, KeyKind.EC_P256)) {
            put(kind.name().toLowerCase(Locale.ROOT), kind);
        }
        Files.writeString(home.resolve("pin"), "4711\n");
        Files.writeString(home.resolve("wrong"), "1234\n");
    }

    private static Path tokens() {
        return Path.of(softHsm).resolveSibling("tokens");
    }

    private static void put(String name, KeyKind kind) throws Exception {
        TestCa.Identity identity = ROOT.person(name + "@example.org").key(kind).issue();
        Path key = Files.writeString(home.resolve("key"), identity.keyPem());
        Path certificate = Files.write(home.resolve("crt"), identity.certificate().getEncoded());
        String id = kind == KeyKind.RSA_2048 ? "01" : "02";
        run(
                "softhsm2-util",
                "--import",
                key.toString(),
                "--token",
                "signet",
                "--label",
                name,
                "--id",
                id,
                "--pin",
                "4711");
        run(
                "pkcs11-tool",
                "--module",
                LIBRARY.toString(),
                "--token-label",
                "signet",
                "--login",
                "--pin",
                "4711",
                "--write-object",
                certificate.toString(),
                "--type",
                "cert",
                "--label",
                name,
                "--id",
                id);
    }

    private static void run(String... command) throws Exception {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve("log").toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(home.resolve("log"))).isZero();
    }

    private String uri(String object, String pin) {
        return "pkcs11:object=%s?module-path=%s&pin-source=file:%s"
                .formatted(object, LIBRARY, home.resolve(pin));
    }

    private SigningKey key(String object) throws Exception {
        Files.writeString(folder.resolve("alice.pkcs11"), uri(object, "pin"));
        SigningKeys keys = SigningKeys.load(folder, Instant.now());
        Mailbox sender = Mailbox.parse(object + "@example.org").orElseThrow();
        return ((SigningKeys.Choice.Found) keys.choose(sender, Instant.now())).key();
    }

    private static byte[] signed(SigningKey key, boolean pss) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MessageSigner(
                        Clock.systemUTC(),
                        new SecureRandom(),
                        new SigningOptions(SignatureForm.DETACHED, pss, HeaderProtection.NONE))
                .sign(MessageSource.of(MAIL.getBytes(StandardCharsets.US_ASCII)), key, out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"rsa_2048, false", "rsa_2048, true", "ec_p256, false"})
    void keyInATokenShouldSignWhatOthersVerify(String object, boolean pss) throws Exception {
        OpenSsl openssl = new OpenSsl(folder);
        openssl.write("in.eml", signed(key(object), pss));
        openssl.write("root.pem", ROOT.identity().certificatePem());

        openssl.done("cms", "-verify", "-in", "in.eml", "-CAfile", "root.pem", "-out", "content");
        assertThat(new String(openssl.read("content"), StandardCharsets.US_ASCII))
                .contains("Hello");
    }

    @Test
    void keyInATokenShouldNotLeaveIt() throws Exception {
        assertThat(key("rsa_2048").key().getEncoded()).isNull();
    }

    @Test
    void sessionThatIsLostShouldBeOpenedAgainByReadingTheNameAnew() throws Exception {
        SigningKey key = key("rsa_2048");
        ((AuthProvider) key.token().orElseThrow()).logout();

        assertThatThrownBy(() -> signed(key, false)).isInstanceOf(KeyUnavailableException.class);
        assertThatThrownBy(key::tryIt).isInstanceOf(KeyUnavailableException.class);
        SigningKey again = key("rsa_2048");
        again.tryIt();
        assertThat(signed(again, false)).isNotEmpty();
    }

    /** The last one, since SoftHSM gives up such a token until the process ends. */
    @Test
    @Order(Integer.MAX_VALUE)
    void tokenThatIsGoneShouldNotSignAndNotBeRead() throws Exception {
        SigningKey key = key("rsa_2048");
        Path token;
        try (Stream<Path> all = Files.list(tokens())) {
            token = all.findFirst().orElseThrow();
        }
        Files.move(token, tokens().resolveSibling("away-" + token.getFileName()));

        assertThatThrownBy(() -> signed(key, false)).isInstanceOf(KeyUnavailableException.class);
        assertThatThrownBy(() -> key("rsa_2048"))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("the token cannot be used");
    }

    @Test
    void wrongPinOrObjectShouldBeRefusedWithoutThePin() throws Exception {
        Files.writeString(folder.resolve("a.pkcs11"), uri("rsa_2048", "wrong"));
        assertThatThrownBy(() -> SigningKeys.load(folder, Instant.now()))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("CKR_PIN_INCORRECT")
                .hasMessageNotContaining("1234");
        Files.writeString(folder.resolve("a.pkcs11"), uri("nobody", "pin"));
        assertThatThrownBy(() -> SigningKeys.load(folder, Instant.now()))
                .hasMessageContaining("no such key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:/x",
                "pkcs11:token=a?module-path=/x.so&pin-source=file:/pin",
                "pkcs11:?module-path=/x.so&pin-value=4711",
                "pkcs11:?module-path=x.so&pin-source=file:/pin",
                "pkcs11:?module-path=/x.so%0Aslot=1&pin-source=file:/pin",
                "pkcs11:?module-path=/x.so&pin-source=file:pin",
                "pkcs11:?module-path=/x.so",
                "pkcs11:slot-id=one?module-path=/x.so&pin-source=file:/pin",
                "pkcs11:type=cert?module-path=/x.so&pin-source=file:/pin",
                "pkcs11:slot-id=1;slot-id=2?module-path=/x.so&pin-source=file:/pin"
            })
    void nameThatCannotBeObeyedShouldBeRefused(String uri) {
        assertThatThrownBy(() -> Pkcs11Uri.parse(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("4711");
    }
}
