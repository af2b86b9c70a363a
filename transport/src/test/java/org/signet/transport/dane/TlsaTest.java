package org.signet.transport.dane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.testing.TestCa;
import org.signet.transport.dane.Tlsa.Unusable.Why;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;

class TlsaTest {
    private static final String SHA256 = "ab".repeat(32);

    @Test
    void usableRecordShouldPrintAsItWasRead() {
        for (String text :
                new String[] {"3 1 1 " + SHA256, "2 0 1 " + SHA256, "3 0 2 " + SHA256 + SHA256}) {
            assertThat(Tlsa.parsePresentation(text)).isInstanceOf(Tlsa.Usable.class);
            assertThat(Tlsa.parsePresentation(text).presentation()).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0 1 1, 32, PKIX_USAGE",
        "1 1 1, 32, PKIX_USAGE",
        "4 1 1, 32, UNKNOWN_USAGE",
        "255 1 1, 32, UNKNOWN_USAGE",
        "3 2 1, 32, UNKNOWN_SELECTOR",
        "3 255 1, 32, UNKNOWN_SELECTOR",
        "3 1 3, 32, UNKNOWN_MATCHING_TYPE",
        "3 1 255, 32, UNKNOWN_MATCHING_TYPE",
        "3 1 1, 31, WRONG_DIGEST_LENGTH",
        "3 1 1, 33, WRONG_DIGEST_LENGTH",
        "3 1 2, 32, WRONG_DIGEST_LENGTH",
        "2 0 0, 32, MALFORMED_CERTIFICATE",
        "3 1 0, 32, MALFORMED_KEY",
        "3 1 1, 0, TRUNCATED",
    })
    void unusableRecordShouldSayWhy(String head, int octets, Why why) {
        assertThat(Tlsa.parsePresentation(head + " " + "ab".repeat(octets)))
                .isInstanceOfSatisfying(
                        Tlsa.Unusable.class, unusable -> assertThat(unusable.why()).isEqualTo(why));
    }

    @Test
    void octetsAfterAWholeCertificateOrKeyShouldMakeItUnusable() throws Exception {
        byte[] certificate = TestCa.root("Root").certificate().getEncoded();
        byte[] key = TestCa.root("Root").certificate().getPublicKey().getEncoded();
        assertThat(Tlsa.parsePresentation("2 0 0 " + HexFormat.of().formatHex(certificate)))
                .isInstanceOf(Tlsa.Usable.class);
        assertThat(Tlsa.parsePresentation("2 0 0 " + HexFormat.of().formatHex(certificate) + "00"))
                .isInstanceOf(Tlsa.Unusable.class);
        assertThat(Tlsa.parsePresentation("2 1 0 " + HexFormat.of().formatHex(key)))
                .isInstanceOf(Tlsa.Usable.class);
        assertThat(Tlsa.parsePresentation("2 1 0 " + HexFormat.of().formatHex(key) + "00"))
                .isInstanceOf(Tlsa.Unusable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "3 1", "3 1 1 xyz", "3 1 1 abc", "256 1 1 ab", "-3 1 1 ab", "3,1,1"})
    void textThatIsNoRecordShouldBeRefused(String text) {
        assertThatThrownBy(() -> Tlsa.parsePresentation(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a TLSA record");
    }

    @Test
    void anyOctetsShouldBeUsableOrUnusableButNeverFail() {
        long seed = 4711;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] rdata = new byte[random.nextInt(80)];
            random.nextBytes(rdata);
            for (int j = 0; j < Math.min(3, rdata.length); j++) {
                rdata[j] = (byte) random.nextInt(5);
            }
            Tlsa parsed = Tlsa.parse(rdata);
            boolean digestFits =
                    (rdata.length == 35 && rdata[2] == 1) || (rdata.length == 67 && rdata[2] == 2);
            boolean known = rdata.length > 3 && (rdata[0] == 2 || rdata[0] == 3) && rdata[1] < 2;
            assertThat(parsed instanceof Tlsa.Usable)
                    .as("seed %d, %s", seed, HexFormat.of().formatHex(rdata))
                    .isEqualTo(known && digestFits);
        }
    }

    /** A second implementation computes the records: the openssl command. */
    @ParameterizedTest
    @CsvSource({
        "RSA_2048, 3 1 1, openssl x509 -in leaf.pem -noout -pubkey | openssl pkey -pubin -outform DER | openssl dgst -sha256 -r",
        "EC_P256, 3 1 1, openssl x509 -in leaf.pem -noout -pubkey | openssl pkey -pubin -outform DER | openssl dgst -sha256 -r",
        "ED25519, 3 1 2, openssl x509 -in leaf.pem -noout -pubkey | openssl pkey -pubin -outform DER | openssl dgst -sha512 -r",
        "EC_P384, 3 0 1, openssl x509 -in leaf.pem -outform DER | openssl dgst -sha256 -r",
        "RSA_2048, 3 0 2, openssl x509 -in leaf.pem -outform DER | openssl dgst -sha512 -r",
    })
    void digestsOfOpensslShouldMatch(
            TestCa.KeyKind kind, String head, String command, @TempDir Path folder)
            throws Exception {
        TestCa.Identity leaf = TestCa.root("Root").server("mx.example").key(kind).issue();
        Files.writeString(folder.resolve("leaf.pem"), leaf.certificatePem());
        Process openssl =
                new ProcessBuilder("sh", "-c", command).directory(folder.toFile()).start();
        String output =
                new String(openssl.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        Tlsa record = Tlsa.parsePresentation(head + " " + output.substring(0, output.indexOf(' ')));
        assertThat(record)
                .isInstanceOfSatisfying(
                        Tlsa.Usable.class,
                        usable -> assertThat(usable.matches(leaf.certificate())).isTrue());
    }
}
