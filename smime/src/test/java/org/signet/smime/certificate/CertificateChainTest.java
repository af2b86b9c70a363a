package org.signet.smime.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.signet.smime.certificate.CertificateChain.Lookup;
import org.signet.smime.certificate.CertificateSource.Answer;
import org.signet.smime.encrypt.AdditionalRecipients;
import org.signet.smime.encrypt.CipherRule;
import org.signet.smime.encrypt.EncryptionPlan;
import org.signet.smime.encrypt.EncryptionRules;
import org.signet.smime.trust.Fingerprint;
import org.signet.smime.trust.Marks;
import org.signet.smime.trust.RecipientTrust;
import org.signet.smime.trust.Trust;
import org.signet.testing.TestCa;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class CertificateChainTest {
    private static final TestCa CA = TestCa.root("Example Root");
    private static final Mailbox BOB = new Mailbox("bob", "example.com");
    private static final X509Certificate OLD = CA.person("bob@example.com").issue().certificate();
    private static final Instant NOW = OLD.getNotBefore().toInstant().plus(2, ChronoUnit.DAYS);
    private static final X509Certificate NEW =
            CA.person("bob@example.com")
                    .valid(NOW.minusSeconds(10), NOW.plus(9, ChronoUnit.DAYS))
                    .issue()
                    .certificate();
    private static final X509Certificate EXPIRED =
            CA.person("bob@example.com").expired().issue().certificate();
    private static final Trust.Untrusted REVOKED = new Trust.Untrusted(Trust.Reason.REVOKED, "");

    private final List<String> asked = new ArrayList<>();

    private CertificateSource source(String name, Answer answer) {
        return new CertificateSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Answer find(Mailbox address, Instant now) {
                asked.add(name);
                return answer;
            }
        };
    }

    private static Answer own(X509Certificate... certificates) {
        return new Answer.Found(List.of(certificates), List.of(), List.of(CA.certificate()));
    }

    private static Answer gateway(X509Certificate certificate) {
        return new Answer.Found(List.of(), List.of(certificate), List.of());
    }

    private CertificateChain chain(Answer first, Answer second) {
        return new CertificateChain(
                List.of(source("first", first), source("second", second)), Marks.none());
    }

    private static Lookup lookup(CertificateChain chain) {
        return chain.lookup(BOB, NOW, RecipientTrust.BY_FOLDER);
    }

    @Test
    void earlierSourceShouldWinOverANewerCertificate() {
        assertThat(lookup(chain(own(OLD), own(NEW)))).isEqualTo(new Lookup.Found(OLD));
        assertThat(asked).containsExactly("first");
    }

    @Test
    void nextSourceShouldBeAskedWhenTheFirstHasNoneThatMayBeUsed() {
        assertThat(lookup(chain(new Answer.None(), own(NEW)))).isEqualTo(new Lookup.Found(NEW));
        assertThat(lookup(chain(own(EXPIRED), own(NEW)))).isEqualTo(new Lookup.Found(NEW));
    }

    @Test
    void addressShouldComeBeforeTheDomainOverAllSources() {
        assertThat(lookup(chain(gateway(NEW), own(OLD)))).isEqualTo(new Lookup.Found(OLD));
        assertThat(lookup(chain(gateway(OLD), gateway(NEW)))).isEqualTo(new Lookup.Found(OLD));
    }

    @Test
    void authoritiesOfOneSourceShouldHelpAnother() {
        List<Object> seen = new ArrayList<>();
        CertificateChain chain = chain(own(), own(OLD));

        chain.lookup(
                BOB,
                NOW,
                (each, others, at) -> {
                    seen.addAll(others);
                    return REVOKED;
                });

        assertThat(seen).containsExactly(CA.certificate());
    }

    @Test
    void failureShouldEndTheSearchAndNeverMeanNone() {
        Answer failed = new Answer.Failed("timed out");

        assertThat(lookup(chain(failed, own(OLD))))
                .isEqualTo(new Lookup.Failed("first", "timed out"));
        assertThat(lookup(chain(gateway(OLD), failed)))
                .isEqualTo(new Lookup.Failed("second", "timed out"));
        assertThat(lookup(chain(own(OLD), failed))).isEqualTo(new Lookup.Found(OLD));
    }

    @Test
    void marksShouldHoldForEverySourceWhateverIsTrusted() {
        Marks blocked = new Marks.Known(Set.of(Fingerprint.of(NEW)), Set.of());
        List<CertificateSource> sources =
                List.of(source("first", own(NEW)), source("second", own(OLD)));

        assertThat(lookup(new CertificateChain(sources, blocked))).isEqualTo(new Lookup.Found(OLD));
        assertThat(lookup(new CertificateChain(sources, new Marks.Unreadable("broken"))))
                .isEqualTo(new Lookup.Undecidable("whether it is blocked: broken"));
        assertThat(lookup(new CertificateChain(List.of(source("one", gateway(NEW))), blocked)))
                .isInstanceOfSatisfying(
                        Lookup.NotTrusted.class,
                        not -> assertThat(not.why().reason()).isEqualTo(Trust.Reason.BLOCKED));
    }

    @Test
    void certificateThatItsSourceVouchesForShouldNeedNoTrustButNotBeBlocked() {
        Answer vouching = new Answer.Found(List.of(NEW, OLD), List.of(), List.of(), Set.of(OLD));
        List<CertificateSource> sources = List.of(source("one", vouching));

        assertThat(
                        new CertificateChain(sources, Marks.none())
                                .lookup(BOB, NOW, (each, others, at) -> REVOKED))
                .isEqualTo(new Lookup.Found(OLD));
        assertThat(
                        new CertificateChain(
                                        sources,
                                        new Marks.Known(Set.of(Fingerprint.of(OLD)), Set.of()))
                                .lookup(BOB, NOW, (each, others, at) -> REVOKED))
                .isEqualTo(new Lookup.NotTrusted(REVOKED));
    }

    @Test
    void reasonShouldBeThatOfTheFirstThatIsNotTrusted() {
        assertThat(chain(own(OLD), own(NEW)).lookup(BOB, NOW, (each, others, at) -> REVOKED))
                .isEqualTo(new Lookup.NotTrusted(REVOKED));
        assertThat(lookup(chain(own(EXPIRED), new Answer.None())))
                .isEqualTo(new Lookup.NotFound(Lookup.NotFound.Reason.EXPIRED));
    }

    @Test
    void splitShouldNotCountAFailureAsNone() {
        CertificateSplit<String> split =
                CertificateSplit.of(
                        List.of("bob@example.com"),
                        address -> address,
                        chain(new Answer.Failed("timed out"), own(OLD)),
                        RecipientTrust.BY_FOLDER,
                        NOW);

        assertThat(split.with()).isEmpty();
        assertThat(split.without()).isEmpty();
        assertThat(split.undecidable()).hasValue("first: timed out");
    }

    @Test
    void planShouldWaitOnAFailure() {
        EncryptionRules rules =
                new EncryptionRules(
                        chain(new Answer.None(), new Answer.Failed("timed out")),
                        RecipientTrust.BY_FOLDER,
                        CipherRule.parse("").orElseThrow(),
                        AdditionalRecipients.NONE);

        assertThat(EncryptionPlan.of(List.of("bob@example.com"), each -> each, rules, NOW))
                .isEqualTo(new EncryptionPlan.Wait<>("bob@example.com: second: timed out"));
    }

    @Test
    void listShouldBeTakenApartWhereAFolderBegins() {
        assertThat(SourceList.parse(" file://conf/a/,\n  /b c/d,e file://conf/f "))
                .containsExactly("file://conf/a/", "/b c/d,e", "file://conf/f");
    }
}
