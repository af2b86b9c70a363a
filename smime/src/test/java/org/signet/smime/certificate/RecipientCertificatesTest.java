package org.signet.smime.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.smime.certificate.CertificateChain.Lookup;
import org.signet.smime.certificate.CertificateChain.Lookup.NotFound.Reason;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.trust.Marks;
import org.signet.smime.trust.RecipientTrust;
import org.signet.smime.trust.Trust;
import org.signet.testing.TestCa;
import org.signet.testing.TestCa.KeyKind;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

class RecipientCertificatesTest {
    private static final TestCa CA = TestCa.root("Example Root").intermediate("Example Mail CA");
    private static final TestCa.Identity BOB = bob().issue();
    private static final Instant NOW =
            BOB.certificate().getNotBefore().toInstant().plus(2, ChronoUnit.DAYS);

    @TempDir Path folder;

    private static TestCa.Leaf bob() {
        return CA.person("bob@example.com");
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    private Lookup lookup(String address) throws UnusableFileException {
        return chain().lookup(Mailbox.parse(address).orElseThrow(), NOW, RecipientTrust.BY_FOLDER);
    }

    private CertificateChain chain() throws UnusableFileException {
        return new CertificateChain(List.of(RecipientCertificates.load(folder)), Marks.none());
    }

    @Nested
    class Found {
        @Test
        void certificateShouldBeReadFromDer() throws Exception {
            Files.write(folder.resolve("bob.der"), BOB.certificate().getEncoded());

            assertThat(lookup("Bob@EXAMPLE.com")).isEqualTo(new Lookup.Found(BOB.certificate()));
        }

        @Test
        void certificatesOfSeveralShouldBeReadFromOneFile() throws Exception {
            TestCa.Identity carol = CA.person("carol@example.com").issue();
            write("all.pem", BOB.chainPem() + carol.chainPem());

            assertThat(lookup("bob@example.com")).isEqualTo(new Lookup.Found(BOB.certificate()));
            assertThat(lookup("carol@example.com"))
                    .isEqualTo(new Lookup.Found(carol.certificate()));
        }

        @Test
        void newestShouldBeTakenOfSeveralValid() throws Exception {
            TestCa.Identity newer =
                    bob().valid(NOW.minusSeconds(10), NOW.plus(9, ChronoUnit.DAYS)).issue();
            TestCa.Identity notYet =
                    bob().valid(NOW.plusSeconds(10), NOW.plus(9, ChronoUnit.DAYS)).issue();
            TestCa.Identity over = bob().valid(NOW.minusSeconds(9), NOW.minusSeconds(5)).issue();
            write("a.pem", newer.certificatePem());
            write("b.pem", BOB.certificatePem());
            write("c.pem", notYet.certificatePem());
            write("d.pem", over.certificatePem());

            assertThat(lookup("bob@example.com")).isEqualTo(new Lookup.Found(newer.certificate()));
        }

        @Test
        void addressInSubjectShouldCountWhereThereIsNoOther() throws Exception {
            TestCa.Identity old = bob().addressInSubjectOnly().issue();
            write("bob.pem", old.certificatePem());

            assertThat(lookup("bob@example.com")).isEqualTo(new Lookup.Found(old.certificate()));
        }
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                Arguments.of(
                        bob().purpose(KeyPurposeId.id_kp_serverAuth),
                        Fitness.Reason.EXTENDED_KEY_USAGE.text()),
                Arguments.of(
                        bob().usage(KeyUsage.digitalSignature), Fitness.Reason.KEY_USAGE.text()),
                Arguments.of(
                        bob().usage(KeyUsage.keyEncipherment), Fitness.Reason.KEY_USAGE.text()),
                Arguments.of(
                        bob().key(KeyKind.RSA_2048).usage(KeyUsage.keyAgreement),
                        Fitness.Reason.KEY_USAGE.text()),
                Arguments.of(bob().key(KeyKind.ED25519), Fitness.Reason.PURPOSE_OF_KEY.text()),
                Arguments.of(bob().withoutNames(), "it names no mail address"));
    }

    @Nested
    class NotFound {
        @ParameterizedTest
        @MethodSource("org.signet.smime.certificate.RecipientCertificatesTest#unfit")
        void unfitCertificateShouldBeSkippedWithReason(TestCa.Leaf leaf, String why)
                throws Exception {
            write("bob.pem", leaf.issue().certificatePem());

            assertThat(lookup("bob@example.com"))
                    .isEqualTo(new Lookup.NotFound(Reason.NO_CERTIFICATE));
            assertThat(RecipientCertificates.load(folder).skipped())
                    .containsExactly(
                            new RecipientCertificates.Skipped(folder.resolve("bob.pem"), why));
        }

        @Test
        void reasonShouldTellTheTimes() throws Exception {
            write("old.pem", CA.person("old@example.com").expired().issue().certificatePem());
            write(
                    "early.pem",
                    CA.person("early@example.com").notYetValid().issue().certificatePem());

            assertThat(lookup("old@example.com")).isEqualTo(new Lookup.NotFound(Reason.EXPIRED));
            assertThat(lookup("early@example.com"))
                    .isEqualTo(new Lookup.NotFound(Reason.NOT_YET_VALID));
            assertThat(lookup("nobody@example.com"))
                    .isEqualTo(new Lookup.NotFound(Reason.NO_CERTIFICATE));
        }

        @Test
        void certificateOfAnAuthorityShouldNotBeEncryptedTo() throws Exception {
            write("ca.pem", CA.identity().chainPem());

            assertThat(RecipientCertificates.load(folder).size()).isZero();
        }

        @Test
        void emptyFolderShouldDo() throws Exception {
            assertThat(lookup("bob@example.com"))
                    .isEqualTo(new Lookup.NotFound(Reason.NO_CERTIFICATE));
        }
    }

    @Nested
    class Trusted {
        private final TestCa.Identity newer =
                bob().valid(NOW.minusSeconds(10), NOW.plus(9, ChronoUnit.DAYS)).issue();
        private final TestCa.Identity gateway =
                CA.person("domain-confidentiality-authority@example.com").issue();
        private final Trust.Untrusted revoked = new Trust.Untrusted(Trust.Reason.REVOKED, "");

        private Lookup lookup(Trust ofNewer, Trust ofOlder) throws Exception {
            write("newer.pem", newer.certificatePem());
            write("older.pem", BOB.chainPem());
            write("gateway.pem", gateway.certificatePem());
            return chain().lookup(
                            new Mailbox("bob", "example.com"),
                            NOW,
                            (each, others, at) -> {
                                assertThat(others).contains(CA.certificate());
                                return each.equals(newer.certificate())
                                        ? ofNewer
                                        : each.equals(BOB.certificate())
                                                ? ofOlder
                                                : new Trust.Trusted(List.of(each), true);
                            });
        }

        @Test
        void nextShouldBeTakenWhenTheFirstIsRevoked() throws Exception {
            Trust good = new Trust.Trusted(List.of(), true);

            assertThat(lookup(good, revoked)).isEqualTo(new Lookup.Found(newer.certificate()));
            assertThat(lookup(revoked, good)).isEqualTo(new Lookup.Found(BOB.certificate()));
            assertThat(lookup(revoked, revoked)).isEqualTo(new Lookup.Found(gateway.certificate()));
        }

        @Test
        void noOtherShouldBeTakenWhenOneIsUndecidable() throws Exception {
            Trust open = new Trust.Unknown("dead");

            assertThat(lookup(open, new Trust.Trusted(List.of(), true)))
                    .isEqualTo(new Lookup.Undecidable("dead"));
            assertThat(lookup(revoked, open)).isEqualTo(new Lookup.Undecidable("dead"));
        }
    }

    @Test
    void fileWithoutCertificateShouldBeRefused() throws Exception {
        write("bob.crt", BOB.keyPem());

        assertThatThrownBy(() -> RecipientCertificates.load(folder))
                .hasMessageStartingWith(
                        folder.resolve("bob.crt") + ": there is no certificate in it; allowed: ");
    }

    @Test
    void splitShouldKeepTheOrderAndNameEachCertificateOnce() throws Exception {
        write("bob.pem", CA.person("bob@example.com", "rob@example.com").issue().certificatePem());

        CertificateSplit<String> split =
                CertificateSplit.of(
                        List.of(
                                "x@example.com",
                                "rob@example.com",
                                "no address",
                                "bob@example.com"),
                        address -> address,
                        chain(),
                        RecipientTrust.BY_FOLDER,
                        NOW);

        assertThat(split.with()).containsExactly("rob@example.com", "bob@example.com");
        assertThat(split.without()).containsExactly("x@example.com", "no address");
        assertThat(split.certificates()).hasSize(1);
    }
}
