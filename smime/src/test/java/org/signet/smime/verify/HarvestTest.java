package org.signet.smime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.RecipientKeyIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.smime.mime.Header;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.store.CertificateStore;
import org.signet.smime.store.Harvest;
import org.signet.smime.store.Harvested;
import org.signet.smime.store.StoreLimits;
import org.signet.smime.store.Stored;
import org.signet.smime.trust.Fingerprint;
import org.signet.smime.trust.KeyIdentifiers;
import org.signet.smime.trust.Marks;
import org.signet.smime.trust.TrustStore;
import org.signet.testing.Crls;
import org.signet.testing.TestCa;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Which certificates are stored for later from a signed message. */
class HarvestTest {
    private static final String ADDRESS = "alice@example.org";
    private static final TestCa ROOT = TestCa.root("Example Root");
    private static final TestCa CA = ROOT.intermediate("Example Mail CA");
    private static final TestCa OTHER = TestCa.root("Other Root");
    private static final TestCa.Identity ALICE = both(CA, ADDRESS).issue();
    private static final TestCa.Identity FOR_KEYS =
            CA.person(ADDRESS).usage(KeyUsage.keyAgreement).issue();
    private static final TestCa.Identity SIGNS_ONLY =
            CA.person(ADDRESS).usage(KeyUsage.digitalSignature).issue();

    @TempDir Path folder;
    private CertificateStore store;
    private Harvest harvest;
    private Verifying rules =
            Verifying.of(TrustStore.of(List.of(ROOT.certificate())), Instant.now());

    @BeforeEach
    void open() throws Exception {
        store = CertificateStore.open(folder, StoreLimits.DEFAULT);
        harvest = new Harvest(store, 100);
    }

    private static TestCa.Leaf both(TestCa ca, String address) {
        return ca.person(address).usage(KeyUsage.digitalSignature | KeyUsage.keyAgreement);
    }

    private List<Harvested> take(SignedMail mail) throws Exception {
        return take(mail.detached(SignedMail.FROM));
    }

    private List<Harvested> take(String message) throws Exception {
        MessageSource source = MessageSource.of(message.getBytes(StandardCharsets.ISO_8859_1));
        return harvest.of(Header.of(source), SignedMail.verify(message, rules), rules);
    }

    private List<X509Certificate> stored() throws Exception {
        return store.list().stream().map(Stored::certificate).toList();
    }

    private static SignedMail preferring(TestCa.Identity signer, ASN1Encodable... values) {
        return SignedMail.by(signer)
                .attribute(
                        KeyPreference.TYPE, new Attribute(KeyPreference.TYPE, new DERSet(values)));
    }

    /** The three forms of SMIMEEncryptionKeyPreference. */
    private static ASN1Encodable preference(int form, X509Certificate certificate) {
        byte[] identifier = KeyIdentifiers.subject(certificate).orElseThrow();
        ASN1Encodable value =
                switch (form) {
                    case 0 ->
                            new IssuerAndSerialNumber(
                                    X500Name.getInstance(
                                            certificate.getIssuerX500Principal().getEncoded()),
                                    certificate.getSerialNumber());
                    case 1 -> new RecipientKeyIdentifier(identifier);
                    default -> new DEROctetString(identifier);
                };
        return new DERTaggedObject(false, form, value);
    }

    @Test
    void certificateOfTheAuthorShouldBeStoredOnce() throws Exception {
        assertThat(take(SignedMail.by(ALICE))).singleElement().isInstanceOf(Harvested.Stored.class);
        assertThat(take(SignedMail.by(ALICE))).containsExactly(new Harvested.Known());
        assertThat(stored()).containsExactly(ALICE.certificate());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void preferredCertificateShouldBeStoredInsteadOfTheOneThatSigned(int form) throws Exception {
        for (TestCa.Identity signer : List.of(SIGNS_ONLY, ALICE)) {
            take(
                    preferring(signer, preference(form, FOR_KEYS.certificate()))
                            .with(FOR_KEYS.certificate()));
        }

        assertThat(stored()).containsExactly(FOR_KEYS.certificate());
    }

    @Test
    void foreignPreferenceShouldNotBeFollowed() throws Exception {
        TestCa.Identity ofEve = both(CA, "eve@example.org").issue();
        TestCa.Identity strange = both(OTHER, ADDRESS).issue();
        TestCa.Identity old = both(CA, ADDRESS).expired().issue();
        for (TestCa.Identity each : List.of(ofEve, strange, old)) {
            take(preferring(ALICE, preference(0, each.certificate())).with(each.certificate()));
            take(
                    preferring(SIGNS_ONLY, preference(0, each.certificate()))
                            .with(each.certificate()));
        }
        take(preferring(ALICE, preference(0, FOR_KEYS.certificate())));

        assertThat(stored()).containsExactly(ALICE.certificate());
    }

    @Test
    void damagedPreferenceShouldNotHarmTheSignature() throws Exception {
        ASN1Encodable good = preference(0, FOR_KEYS.certificate());
        for (ASN1Encodable[] values :
                List.of(
                        new ASN1Encodable[] {new DERUTF8String("alice")},
                        new ASN1Encodable[] {new DERTaggedObject(false, 9, new DERUTF8String("x"))},
                        new ASN1Encodable[] {good, preference(2, FOR_KEYS.certificate())})) {
            SignedMail mail = preferring(ALICE, values).with(FOR_KEYS.certificate());
            assertThat(SignedMail.word(SignedMail.verify(mail.detached(SignedMail.FROM), rules)))
                    .isEqualTo("valid");
            take(mail);
        }

        assertThat(stored()).containsExactly(ALICE.certificate());
    }

    @Test
    void nothingShouldBeStoredFromMailThatIsNotValid() throws Exception {
        TestCa.Identity eve = both(CA, "eve@example.org").issue();
        TestCa.Identity strange = both(OTHER, ADDRESS).issue();
        TestCa.Identity old = both(CA, ADDRESS).expired().issue();

        for (SignedMail each :
                List.of(
                        SignedMail.by(eve),
                        SignedMail.by(strange),
                        SignedMail.by(old),
                        SignedMail.by(ALICE, strange),
                        SignedMail.by(strange, ALICE),
                        SignedMail.by(ALICE).with(Crls.by(CA).issue()))) {
            assertThat(take(each)).isEmpty();
        }
        assertThat(
                        take(
                                SignedMail.by(ALICE)
                                        .detached(SignedMail.FROM)
                                        .replace("plan\r\n\r\n--b", "p\r\n--b")))
                .isEmpty();
        assertThat(stored()).isEmpty();
    }

    @Test
    void signerWithoutAChainShouldNotBeStoredAlthoughHeIsTrusted() throws Exception {
        TestCa.Identity strange = both(OTHER, ADDRESS).issue();
        rules =
                rules.with(
                        new Marks.Known(Set.of(), Set.of(Fingerprint.of(strange.certificate()))));

        for (SignedMail each : List.of(SignedMail.by(strange), SignedMail.by(ALICE, strange))) {
            Verification verification = SignedMail.verify(each.detached(SignedMail.FROM), rules);
            assertThat(SignedMail.word(verification)).isEqualTo("valid");
            assertThat(take(each)).isEmpty();
        }
        take(
                preferring(SIGNS_ONLY, preference(0, strange.certificate()))
                        .with(strange.certificate()));
        assertThat(stored()).isEmpty();
    }

    @Test
    void blockedCertificateShouldNotBeStored() throws Exception {
        rules =
                rules.with(
                        new Marks.Known(
                                Set.of(Fingerprint.ofKey(FOR_KEYS.certificate())), Set.of()));
        take(
                preferring(SIGNS_ONLY, preference(0, FOR_KEYS.certificate()))
                        .with(FOR_KEYS.certificate()));

        assertThat(stored()).isEmpty();
    }

    @Test
    void certificateThatCannotBeEncryptedToShouldNotBeStored() throws Exception {
        assertThat(take(SignedMail.by(SIGNS_ONLY)))
                .singleElement()
                .isInstanceOf(Harvested.PassedOver.class);
        assertThat(stored()).isEmpty();
    }

    @Test
    void certificateOfAWholeDomainShouldNotBeStored() throws Exception {
        TestCa.Identity role =
                CA.person(ADDRESS, "domain-confidentiality-authority@example.org").issue();
        take(SignedMail.by(role));

        assertThat(stored()).isEmpty();
    }

    @Test
    void severalAuthorsShouldLeaveNothing() throws Exception {
        TestCa.Identity bob = both(CA, "bob@example.org").issue();

        assertThat(
                        take(
                                SignedMail.by(ALICE, bob)
                                        .detached("From: alice@example.org, bob@example.org\r\n")))
                .isEmpty();
    }

    @Test
    void floodShouldEndAtTheLimitOfTheDayAndDomain() throws Exception {
        harvest = new Harvest(store, 2);
        for (int i = 0; i < 3; i++) {
            flood(i + "@example.org");
        }
        flood("a@example.com");
        assertThat(stored()).hasSize(3);
        assertThat(take(SignedMail.by(ALICE)))
                .containsExactly(
                        new Harvested.PassedOver("the limit of today is reached for example.org"));

        rules = Verifying.of(rules.store(), rules.at().plus(Duration.ofDays(1)));
        take(SignedMail.by(ALICE));
        assertThat(stored()).hasSize(4);
    }

    private void flood(String address) throws Exception {
        take(SignedMail.by(both(CA, address).issue()).detached("From: " + address + "\r\n"));
    }
}
