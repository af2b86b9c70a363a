package org.signet.smime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x509.Certificate;
import org.junit.jupiter.api.Test;
import org.signet.smime.trust.Certificates;
import org.signet.smime.trust.Fingerprint;
import org.signet.smime.trust.Marks;
import org.signet.smime.trust.TrustStore;
import org.signet.testing.Crls;
import org.signet.testing.TestCa;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a signature is worth whose certificate the operator has blocked, or trusts by itself. */
class MarkedSignerTest {
    private static final TestCa ROOT = TestCa.root("Example Root");
    private static final TestCa CA = ROOT.intermediate("Example Mail CA");
    private static final TestCa.Identity ALICE = CA.person("alice@example.org").issue();
    private static final TestCa OTHER = TestCa.root("Other Root");
    private static final TestCa.Identity STRANGER = OTHER.person("alice@example.org").issue();

    private static Marks blocked(Fingerprint... fingerprints) {
        return new Marks.Known(Set.of(fingerprints), Set.of());
    }

    private static Marks trusted(TestCa.Identity identity) {
        return new Marks.Known(Set.of(), Set.of(Fingerprint.of(identity.certificate())));
    }

    private static String word(SignedMail mail, Marks marks) throws Exception {
        return word(mail.detached(SignedMail.FROM), marks);
    }

    private static String word(String message, Marks marks) throws Exception {
        Verifying rules =
                Verifying.of(TrustStore.of(List.of(ROOT.certificate())), Instant.now()).with(marks);
        return SignedMail.word(SignedMail.verify(message, rules));
    }

    @Test
    void signatureShouldBeInvalidWhenItsCertificateIsBlocked() throws Exception {
        Marks marks = blocked(Fingerprint.of(ALICE.certificate()));

        assertThat(word(SignedMail.by(ALICE), Marks.none())).isEqualTo("valid");
        assertThat(word(SignedMail.by(ALICE), marks)).isEqualTo("blocked");
    }

    @Test
    void signatureShouldBeInvalidWhenAnAuthorityIsBlocked() throws Exception {
        for (TestCa authority : List.of(CA, ROOT)) {
            assertThat(word(SignedMail.by(ALICE), blocked(Fingerprint.of(authority.certificate()))))
                    .isEqualTo("blocked");
        }
    }

    @Test
    void alteredContentShouldStayThePlainReason() throws Exception {
        String message =
                SignedMail.by(ALICE).detached(SignedMail.FROM).replace("the plan", "the plot");

        assertThat(word(message, blocked(Fingerprint.of(ALICE.certificate()))))
                .isEqualTo("altered");
    }

    @Test
    void anotherSignerShouldNotHelpABlockedOne() throws Exception {
        TestCa.Identity second = CA.person("alice@example.org").issue();

        assertThat(word(SignedMail.by(second, ALICE), blocked(Fingerprint.of(ALICE.certificate()))))
                .isEqualTo("blocked");
    }

    @Test
    void blockedKeyShouldStayBlockedWhenItsCertificateIsEncodedOnceMore() throws Exception {
        X509Certificate twin = twin(ALICE.certificate());
        List<X509Certificate> chain = new ArrayList<>(ALICE.chain());
        chain.set(0, twin);
        SignedMail mail = SignedMail.by(new TestCa.Identity(ALICE.key(), chain));

        assertThat(Fingerprint.of(twin)).isNotEqualTo(Fingerprint.of(ALICE.certificate()));
        assertThat(word(mail, Marks.none())).isEqualTo("valid");
        assertThat(word(mail, blocked(Fingerprint.ofKey(ALICE.certificate()))))
                .isEqualTo("blocked");
    }

    /** The same certificate with the other of the two values s that ECDSA lets pass. */
    private static X509Certificate twin(X509Certificate certificate) throws Exception {
        Certificate known = Certificate.getInstance(certificate.getEncoded());
        ASN1Sequence signature = ASN1Sequence.getInstance(known.getSignature().getOctets());
        ASN1EncodableVector other = new ASN1EncodableVector();
        other.add(signature.getObjectAt(0));
        other.add(
                new ASN1Integer(
                        SECNamedCurves.getByName("secp256r1")
                                .getN()
                                .subtract(
                                        ASN1Integer.getInstance(signature.getObjectAt(1))
                                                .getValue())));
        ASN1EncodableVector all = new ASN1EncodableVector();
        all.add(known.getTBSCertificate());
        all.add(known.getSignatureAlgorithm());
        all.add(new DERBitString(new DERSequence(other)));
        return Certificates.parse(new DERSequence(all).getEncoded()).orElseThrow();
    }

    @Test
    void trustedCertificateShouldNeedNoChain() throws Exception {
        assertThat(word(SignedMail.by(STRANGER), Marks.none())).isEqualTo("untrusted");
        assertThat(word(SignedMail.by(STRANGER), trusted(STRANGER))).isEqualTo("valid");
        assertThat(word(SignedMail.by(STRANGER), trusted(ALICE))).isEqualTo("untrusted");
    }

    @Test
    void trustedCertificateShouldStillBeValidFitAndOfTheAuthor() throws Exception {
        TestCa.Identity old = OTHER.person("alice@example.org").expired().issue();
        TestCa.Identity early = OTHER.person("alice@example.org").notYetValid().issue();
        TestCa.Identity client = OTHER.person("alice@example.org").forClients().issue();
        TestCa.Identity eve = OTHER.person("eve@example.org").issue();

        assertThat(word(SignedMail.by(old), trusted(old))).isEqualTo("expired");
        assertThat(word(SignedMail.by(early), trusted(early))).isEqualTo("not-yet-valid");
        assertThat(word(SignedMail.by(client), trusted(client))).isEqualTo("extended-key-usage");
        assertThat(word(SignedMail.by(eve), trusted(eve))).isEqualTo("from-mismatch");
    }

    @Test
    void trustedCertificateShouldStillNotBeRevoked() throws Exception {
        assertThat(
                        word(
                                SignedMail.by(ALICE)
                                        .with(Crls.by(CA).revoked(ALICE.certificate()).issue())
                                        .with(Crls.by(ROOT).issue()),
                                trusted(ALICE)))
                .isEqualTo("revoked");
    }

    @Test
    void trustedCertificateShouldBeUndecidableWhereListsCannotBeBelieved() throws Exception {
        assertThat(word(SignedMail.by(STRANGER).with(Crls.by(OTHER).issue()), trusted(STRANGER)))
                .isEqualTo("? revocation-unknown");
    }

    @Test
    void blockShouldOutweighTrust() throws Exception {
        Set<Fingerprint> both = Set.of(Fingerprint.of(STRANGER.certificate()));

        assertThat(word(SignedMail.by(STRANGER), new Marks.Known(both, both))).isEqualTo("blocked");
    }

    @Test
    void nothingShouldBeDecidedWhileTheListCannotBeRead() throws Exception {
        assertThat(word(SignedMail.by(ALICE), new Marks.Unreadable("broken")))
                .isEqualTo("? block-list-unreadable");
    }
}
