package org.signet.smime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.Spool;
import org.signet.smime.trust.TrustStore;
import org.signet.testing.TestCa;
import org.signet.testing.TestCa.KeyKind;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class MessageVerifierTest {
    private static final TestCa ROOT = TestCa.root("Example Root");
    private static final TestCa CA = ROOT.intermediate("Example Mail CA");
    private static final TestCa.Identity ALICE = CA.person("alice@example.org").issue();
    private static final TestCa.Identity RSA =
            CA.person("alice@example.org").key(KeyKind.RSA_2048).issue();
    private static final TestCa.Identity EVE = CA.person("eve@example.net").issue();

    private static String word(String message) throws Exception {
        return SignedMail.word(SignedMail.verify(message, ROOT));
    }

    private static Attribute attribute(
            ASN1ObjectIdentifier type, org.bouncycastle.asn1.ASN1Encodable... values) {
        return new Attribute(type, new DERSet(values));
    }

    @Nested
    class Algorithms {
        @ParameterizedTest
        @CsvSource({
            "RSA_2048,  ''",
            "RSA_2048,  SHA384withRSA",
            "RSA_2048,  SHA512withRSA",
            "RSA_2048,  SHA256withRSAandMGF1",
            "RSA_2048,  SHA512withRSAandMGF1",
            "EC_P256,   SHA256withECDSA",
            "EC_P384,   SHA384withECDSA",
            "EC_P521,   SHA512withECDSA",
            "ED25519,   Ed25519",
            "ED448,     Ed448",
            "ML_DSA_44, ML-DSA-44",
            "ML_DSA_65, ML-DSA-65",
            "ML_DSA_87, ML-DSA-87",
        })
        void signatureShouldBeValidDetachedOpaqueAndWithoutAttributes(
                KeyKind kind, String algorithm) throws Exception {
            TestCa.Identity signer = CA.person("alice@example.org").key(kind).issue();
            SignedMail mail = SignedMail.by(signer).algorithm(algorithm);

            assertThat(word(mail.detached(SignedMail.FROM))).isEqualTo("valid");
            assertThat(word(mail.opaque(SignedMail.FROM))).isEqualTo("valid");
            assertThat(word(mail.withoutAttributes().opaque(SignedMail.FROM))).isEqualTo("valid");
        }

        @ParameterizedTest
        @ValueSource(strings = {"SHA1withRSA", "MD5withRSA", "SHA1withRSAandMGF1"})
        void weakDigestShouldBeRefused(String algorithm) throws Exception {
            assertThat(word(SignedMail.by(RSA).algorithm(algorithm).detached(SignedMail.FROM)))
                    .isEqualTo("weak-algorithm");
        }

        @Test
        void sha1ShouldBeAcceptedForOldMailOnlyAndMd5Never() throws Exception {
            Verifying rules =
                    new Verifying(
                            TrustStore.of(List.of(ROOT.certificate())),
                            List.of(),
                            Instant.now(),
                            true,
                            true,
                            true,
                            VerifyLimits.DEFAULT);

            assertThat(
                            SignedMail.word(
                                    SignedMail.verify(
                                            SignedMail.by(RSA)
                                                    .algorithm("SHA1withRSA")
                                                    .detached(SignedMail.FROM),
                                            rules)))
                    .isEqualTo("valid");
            assertThat(
                            SignedMail.word(
                                    SignedMail.verify(
                                            SignedMail.by(RSA)
                                                    .algorithm("MD5withRSA")
                                                    .detached(SignedMail.FROM),
                                            rules)))
                    .isEqualTo("weak-algorithm");
        }
    }

    @Nested
    class Content {
        @Test
        void alteredContentShouldBeInvalidNotUnsigned() throws Exception {
            String message = SignedMail.by(ALICE).detached(SignedMail.FROM);

            assertThat(word(message.replace("the plan", "the plot"))).isEqualTo("altered");
        }

        @Test
        void alteredContentShouldBeInvalidWithoutAttributes() throws Exception {
            String message = SignedMail.by(RSA).withoutAttributes().detached(SignedMail.FROM);

            assertThat(word(message)).isEqualTo("valid");
            assertThat(word(message.replace("the plan", "the plot"))).isEqualTo("bad-signature");
        }

        @Test
        void lineEndsOfAFileShouldNotMatter() throws Exception {
            String message = SignedMail.by(ALICE).detached(SignedMail.FROM);

            assertThat(word(message.replace("\r\n", "\n"))).isEqualTo("valid");
        }

        @Test
        void bareLineFeedsThatWereSignedShouldStay() throws Exception {
            String message =
                    SignedMail.by(ALICE)
                            .entity("Content-Transfer-Encoding: binary\r\n\r\none\ntwo\n")
                            .detached(SignedMail.FROM);

            assertThat(word(message)).isEqualTo("valid");
        }

        @Test
        void unsignedMessageShouldHaveItsOwnReason() throws Exception {
            assertThat(word(SignedMail.FROM + "\r\nthe plan\r\n")).isEqualTo("not-signed");
        }

        @Test
        void encryptedMessageShouldBeUndecidable() throws Exception {
            byte[] cms =
                    new org.bouncycastle.asn1.cms.ContentInfo(
                                    CMSObjectIdentifiers.envelopedData,
                                    new DEROctetString(new byte[9]))
                            .getEncoded();

            assertThat(word(SignedMail.pkcs7(SignedMail.FROM, cms))).isEqualTo("? encrypted");
        }
    }

    @Nested
    class Attributes {
        @Test
        void missingOrDoubledOnesShouldBeInvalid() throws Exception {
            ASN1ObjectIdentifier digest = CMSAttributes.messageDigest;
            ASN1ObjectIdentifier type = CMSAttributes.contentType;

            assertThat(word(SignedMail.by(ALICE).attribute(digest, null).opaque(SignedMail.FROM)))
                    .isEqualTo("signed-attributes");
            assertThat(word(SignedMail.by(ALICE).attribute(type, null).opaque(SignedMail.FROM)))
                    .isEqualTo("signed-attributes");
            Attribute two =
                    attribute(type, CMSObjectIdentifiers.data, CMSObjectIdentifiers.envelopedData);
            assertThat(word(SignedMail.by(ALICE).attribute(type, two).opaque(SignedMail.FROM)))
                    .isEqualTo("signed-attributes");
            Attribute other = attribute(type, CMSObjectIdentifiers.envelopedData);
            assertThat(word(SignedMail.by(ALICE).attribute(type, other).opaque(SignedMail.FROM)))
                    .isEqualTo("signed-attributes");
        }

        @Test
        void signatureOverAttributesShouldNotPassForOneOverContent() throws Exception {
            CMSSignedData signed = new CMSSignedData(SignedMail.by(RSA).cms(true));
            SignerInformation signer = signed.getSignerInfos().iterator().next();
            byte[] encoded = signer.getEncodedSignedAttributes();
            byte[] forged = Forgery.withoutAttributes(signed, encoded);

            assertThat(word(SignedMail.pkcs7(SignedMail.FROM, forged)))
                    .isEqualTo("signed-attributes");
        }

        @Test
        void signingTimeShouldNotDecideAboutValidity() throws Exception {
            TestCa.Identity late = CA.person("alice@example.org").expired().issue();
            Attribute then =
                    attribute(
                            CMSAttributes.signingTime,
                            new DERUTCTime(
                                    java.util.Date.from(Instant.now().minus(Duration.ofDays(10)))));
            String message =
                    SignedMail.by(late)
                            .attribute(CMSAttributes.signingTime, then)
                            .opaque(SignedMail.FROM);

            assertThat(word(message)).isEqualTo("expired");
        }

        @Test
        void certificateThatTheSignerDidNotNameShouldBeRefused() throws Exception {
            Attribute other =
                    attribute(
                            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                            new SigningCertificateV2(new ESSCertIDv2(new byte[32])));

            assertThat(
                            word(
                                    SignedMail.by(ALICE)
                                            .attribute(
                                                    PKCSObjectIdentifiers
                                                            .id_aa_signingCertificateV2,
                                                    other)
                                            .opaque(SignedMail.FROM)))
                    .isEqualTo("certificate-mismatch");
        }
    }

    @Nested
    class Certificates {
        @Test
        void faultsShouldHaveTheirReason() throws Exception {
            TestCa stranger = TestCa.root("Example Root");

            assertThat(signedBy(CA.person("alice@example.org").expired().issue()))
                    .isEqualTo("expired");
            assertThat(signedBy(CA.person("alice@example.org").notYetValid().issue()))
                    .isEqualTo("not-yet-valid");
            assertThat(signedBy(CA.person("alice@example.org").forClients().issue()))
                    .isEqualTo("extended-key-usage");
            assertThat(
                            signedBy(
                                    CA.person("alice@example.org")
                                            .usage(KeyUsage.keyEncipherment)
                                            .issue()))
                    .isEqualTo("key-usage");
            assertThat(signedBy(stranger.person("alice@example.org").issue()))
                    .isEqualTo("untrusted");
            assertThat(
                            signedBy(
                                    ROOT.below("Sub")
                                            .withoutAuthority()
                                            .issueAuthority()
                                            .person("alice@example.org")
                                            .issue()))
                    .isEqualTo("invalid-path");
            assertThat(
                            signedBy(
                                    ROOT.below("Sub")
                                            .pathLength(0)
                                            .issueAuthority()
                                            .intermediate("Deeper")
                                            .person("alice@example.org")
                                            .issue()))
                    .isEqualTo("invalid-path");
            assertThat(
                            signedBy(
                                    ROOT.below("Sub")
                                            .expired()
                                            .issueAuthority()
                                            .person("alice@example.org")
                                            .issue()))
                    .isEqualTo("expired");
            assertThat(
                            signedBy(
                                    ROOT.below("Web CA")
                                            .forClients()
                                            .issueAuthority()
                                            .person("alice@example.org")
                                            .issue()))
                    .isEqualTo("extended-key-usage");
        }

        private static String signedBy(TestCa.Identity signer) throws Exception {
            return word(SignedMail.by(signer).detached(SignedMail.FROM));
        }

        @Test
        void missingCertificateShouldHaveItsReason() throws Exception {
            assertThat(word(SignedMail.by(ALICE).withoutCertificates().opaque(SignedMail.FROM)))
                    .isEqualTo("no-signer-certificate");
        }

        @Test
        void signatureByAnotherKeyShouldBeBad() throws Exception {
            TestCa.Identity forged = new TestCa.Identity(EVE.key(), ALICE.chain());

            assertThat(signedBy(forged)).isEqualTo("bad-signature");
        }

        @Test
        void tenThousandCertificatesShouldExceedALimit() throws Exception {
            byte[] many = Forgery.withCertificates(SignedMail.by(ALICE).cms(true), 10_000);

            assertThat(word(SignedMail.pkcs7(SignedMail.FROM, many))).isEqualTo("limit-exceeded");
        }
    }

    @Nested
    class SeveralSigners {
        @Test
        void allShouldHaveToBeRight() throws Exception {
            TestCa.Identity forged = new TestCa.Identity(EVE.key(), ALICE.chain());
            SignerInformationStore good =
                    new CMSSignedData(SignedMail.by(EVE).cms(true)).getSignerInfos();
            List<SignerInformation> both = new ArrayList<>(good.getSigners());
            CMSSignedData bad = new CMSSignedData(SignedMail.by(forged, EVE).cms(true));
            // the set of signers is in the order of its octets, which differ each time
            SignerInformation wrong =
                    bad.getSignerInfos().getSigners().stream()
                            .filter(
                                    one ->
                                            one.getSID()
                                                    .getSerialNumber()
                                                    .equals(ALICE.certificate().getSerialNumber()))
                            .findFirst()
                            .orElseThrow();
            byte[] mixed =
                    CMSSignedData.replaceSigners(
                                    bad, new SignerInformationStore(List.of(both.get(0), wrong)))
                            .getEncoded();

            assertThat(word(SignedMail.by(ALICE, EVE).opaque(SignedMail.FROM))).isEqualTo("valid");
            assertThat(word(SignedMail.pkcs7("From: eve@example.net\r\n", mixed)))
                    .isEqualTo("bad-signature");
        }

        @Test
        void noneShouldBeInvalid() throws Exception {
            assertThat(word(SignedMail.by().with(ALICE.certificate()).opaque(SignedMail.FROM)))
                    .isEqualTo("no-signers");
        }

        @Test
        void tooManyShouldExceedALimit() throws Exception {
            TestCa.Identity[] crowd = new TestCa.Identity[17];
            java.util.Arrays.fill(crowd, ALICE);

            assertThat(word(SignedMail.by(crowd).opaque(SignedMail.FROM)))
                    .isEqualTo("limit-exceeded");
        }
    }

    @Nested
    class From {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "From: alice@example.org                              | valid",
                    "From: \"Alice, A.\" <ALICE@EXAMPLE.ORG> (hi)         | valid",
                    "From: eve@example.net                                | from-mismatch",
                    "From: \"alice@example.org\" <eve@example.net>        | from-mismatch",
                    "From: alice@example.org, eve@example.net             | from-mismatch",
                    "From: eve@example.net\\r\\nSender: alice@example.org   | from-mismatch",
                    "From: alice@example.org\\r\\nFrom: eve@example.net     | from-mismatch",
                    "Subject: nobody                                      | from-mismatch",
                    "From: <alice@example.org> <eve@example.net>          | from-mismatch",
                    "From: alice@example.org@example.net                  | from-mismatch",
                    "From: team:alice@example.org;                        | valid",
                })
        void shouldBeWhomTheCertificateNames(String fields, String expected) throws Exception {
            String header = fields.replace("\\r\\n", "\r\n").strip() + "\r\n";

            assertThat(word(SignedMail.by(ALICE).detached(header))).isEqualTo(expected);
        }

        @Test
        void severalAuthorsShouldAllHaveSigned() throws Exception {
            assertThat(
                            word(
                                    SignedMail.by(ALICE, EVE)
                                            .opaque(
                                                    "From: alice@example.org, eve@example.net\r\n")))
                    .isEqualTo("valid");
        }

        @Test
        void addressInSubjectShouldCountOnlyWhereThereIsNoOther() throws Exception {
            TestCa.Identity old = CA.person("alice@example.org").addressInSubjectOnly().issue();
            TestCa.Identity nameless = CA.person("alice@example.org").withoutNames().issue();

            assertThat(word(SignedMail.by(old).detached(SignedMail.FROM))).isEqualTo("valid");
            assertThat(word(SignedMail.by(nameless).detached(SignedMail.FROM)))
                    .isEqualTo("from-mismatch");
        }

        @Test
        void protectedFromShouldBeTheOneOutside() throws Exception {
            String inside = "Content-Type: text/plain; hp=\"clear\"\r\n\r\nthe plan\r\n";
            SignedMail same = SignedMail.by(ALICE).entity("From: alice@example.org\r\n" + inside);
            SignedMail other = SignedMail.by(ALICE).entity("From: eve@example.net\r\n" + inside);

            assertThat(word(same.detached(SignedMail.FROM))).isEqualTo("valid");
            assertThat(word(other.detached(SignedMail.FROM))).isEqualTo("from-mismatch");
        }
    }

    @Nested
    class Structure {
        @Test
        void signedPartAmongOthersShouldNotCoverTheMessage() throws Exception {
            String part = SignedMail.by(ALICE).detached("");
            String message =
                    SignedMail.FROM
                            + "Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n"
                            + part
                            + "\r\n--o\r\n\r\nadded on the way\r\n--o--\r\n";
            Verification verification = SignedMail.verify(message, ROOT);

            assertThat(SignedMail.word(verification)).isEqualTo("partly-signed");
            assertThat(verification.layers())
                    .extracting(Layer::part, Layer::spine, each -> SignedMail.word(each.verdict()))
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("1.1", false, "valid"));
        }

        @Test
        void attachedMessageShouldBeHeldAgainstItsOwnFrom() throws Exception {
            String message =
                    "From: eve@example.net\r\nContent-Type: message/rfc822\r\n\r\n"
                            + SignedMail.by(ALICE).detached(SignedMail.FROM);
            Verification verification = SignedMail.verify(message, ROOT);

            assertThat(SignedMail.word(verification)).isEqualTo("partly-signed");
            assertThat(SignedMail.word(verification.layers().get(0).verdict())).isEqualTo("valid");
        }

        @Test
        void thirdPartOfMultipartSignedShouldBeMalformed() throws Exception {
            String message = SignedMail.by(ALICE).detached(SignedMail.FROM);

            assertThat(word(message.replace("--b--", "--b\r\n\r\nand this\r\n--b--")))
                    .isEqualTo("malformed");
        }

        @Test
        void secondContentTypeShouldBeMalformed() throws Exception {
            String message =
                    SignedMail.by(ALICE).detached(SignedMail.FROM + "Content-Type: text/html\r\n");

            assertThat(word(message)).isEqualTo("malformed");
        }

        @Test
        void contentInADetachedSignatureShouldBeMalformed() throws Exception {
            SignedMail mail = SignedMail.by(ALICE);

            assertThat(
                            word(
                                    SignedMail.multipart(
                                            SignedMail.FROM, SignedMail.ENTITY, mail.cms(true))))
                    .isEqualTo("malformed");
            assertThat(word(SignedMail.pkcs7(SignedMail.FROM, mail.cms(false))))
                    .isEqualTo("malformed");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "application/pkcs7-mime",
                    "application/pkcs7-mime; smime-type=enveloped-data",
                    "APPLICATION/X-PKCS7-MIME; SMIME-TYPE=SIGNED-DATA",
                    "application/octet-stream; name=\"a.P7M\"",
                    "application/pkcs7-signature; name=smime.p7s",
                })
        void opaqueSignatureShouldBeFoundByWhatItIs(String type) throws Exception {
            String message =
                    SignedMail.by(ALICE)
                            .opaque(SignedMail.FROM)
                            .replace("application/pkcs7-mime; name=smime.p7m", type);

            assertThat(word(message)).isEqualTo("valid");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"application/x-pkcs7-signature", "application/octet-stream; name=s.p7s"})
        void detachedSignatureShouldBeFoundByWhatItIs(String type) throws Exception {
            String message =
                    SignedMail.by(ALICE)
                            .detached(SignedMail.FROM)
                            .replace("application/pkcs7-signature; name=smime.p7s", type);

            assertThat(word(message)).isEqualTo("valid");
        }

        @Test
        void layersInEachOtherShouldAllHaveToBeRight() throws Exception {
            String inner = SignedMail.by(ALICE).detached("");
            String good = SignedMail.by(ALICE).entity(inner).opaque(SignedMail.FROM);
            String bad =
                    SignedMail.by(ALICE)
                            .entity(inner.replace("the plan", "the plot"))
                            .opaque(SignedMail.FROM);

            assertThat(word(good)).isEqualTo("valid");
            assertThat(word(bad)).isEqualTo("altered");
        }

        @Test
        void manyLayersShouldExceedALimit() throws Exception {
            String inner = SignedMail.by(ALICE).detached("");
            for (int i = 0; i < 5; i++) {
                inner = SignedMail.by(ALICE).entity(inner).opaque(i < 4 ? "" : SignedMail.FROM);
            }

            assertThat(word(inner)).isEqualTo("limit-exceeded");
        }

        @Test
        void deepPartsShouldExceedALimit() throws Exception {
            StringBuilder message = new StringBuilder(SignedMail.FROM);
            for (int i = 0; i < 10_000; i++) {
                message.append("Content-Type: multipart/mixed; boundary=b").append(i);
                message.append("\r\n\r\n--b").append(i).append("\r\n");
            }

            assertThat(word(message.toString())).isEqualTo("limit-exceeded");
        }

        @Test
        void hugeClaimsShouldBeMalformed() throws Exception {
            byte[] claim = {0x30, (byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xf0};
            byte[] cms = SignedMail.by(ALICE).cms(true);
            byte[] truncated = java.util.Arrays.copyOf(cms, cms.length / 2);

            assertThat(word(SignedMail.pkcs7(SignedMail.FROM, Forgery.signedDataWith(claim))))
                    .isEqualTo("malformed");
            assertThat(word(SignedMail.pkcs7(SignedMail.FROM, truncated))).isEqualTo("malformed");
        }
    }

    @Nested
    class StructureAlone {
        private static final MessageSource CONTENT =
                MessageSource.of(SignedMail.ENTITY.getBytes(StandardCharsets.US_ASCII));

        private static String word(byte[] cms, Optional<MessageSource> content) throws Exception {
            Verifying rules =
                    new Verifying(
                            TrustStore.of(List.of(ROOT.certificate())),
                            List.of(),
                            Instant.now(),
                            false,
                            false,
                            false,
                            VerifyLimits.DEFAULT);
            return SignedMail.word(
                    new MessageVerifier(rules, Spool::inTemporaryFolder)
                            .verifyStructure(MessageSource.of(cms), content));
        }

        @Test
        void shouldBeValidWithContentInsideOrBeside() throws Exception {
            SignedMail mail = SignedMail.by(ALICE);

            assertThat(word(mail.cms(true), Optional.empty())).isEqualTo("valid");
            assertThat(word(mail.cms(false), Optional.of(CONTENT))).isEqualTo("valid");
        }

        @Test
        void contentOfOtherTypeShouldBeAllowed() throws Exception {
            SignedMail mail = SignedMail.by(RSA).contentType("1.2.840.113549.1.9.16.1.1");

            assertThat(word(mail.cms(true), Optional.empty())).isEqualTo("valid");
            assertThat(MessageVerifierTest.word(mail.opaque(SignedMail.FROM)))
                    .isEqualTo("unsupported");
        }
    }
}
