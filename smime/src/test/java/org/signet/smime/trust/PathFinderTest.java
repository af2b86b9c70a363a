package org.signet.smime.trust;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.signet.testing.Crls;
import org.signet.testing.TestCa;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class PathFinderTest {
    private final TestCa root = TestCa.root("Example Root");
    private final TestCa ca = root.intermediate("Example Mail CA");
    private final TestCa.Identity alice = ca.person("alice@example.org").issue();

    private static String word(Trust trust) {
        return switch (trust) {
            case Trust.Trusted(var path, boolean checked) ->
                    path.size() + (checked ? " checked" : "");
            case Trust.Untrusted(Trust.Reason reason, String detail) -> reason.name();
            case Trust.Unknown unknown -> "unknown";
        };
    }

    private Trust find(TestCa.Identity signer, X509CRL... lists) {
        return find(signer, Instant.now(), lists);
    }

    private Trust find(TestCa.Identity signer, Instant at, X509CRL... lists) {
        return new PathFinder(TrustStore.of(List.of(root.certificate())), false)
                .find(
                        Certificates.converted(List.of(signer.certificate())).get(0),
                        Certificates.converted(signer.chain()),
                        List.of(lists),
                        at);
    }

    @Nested
    class Paths {
        @Test
        void shouldLeadToARoot() {
            assertThat(word(find(alice))).isEqualTo("3");
        }

        @Test
        void shouldBeFoundWithoutKeyIdentifiers() {
            TestCa.Identity bob =
                    root.below("Old CA")
                            .withoutKeyIdentifiers()
                            .issueAuthority()
                            .person("bob@example.org")
                            .withoutKeyIdentifiers()
                            .issue();

            assertThat(word(find(bob))).isEqualTo("3");
        }

        @Test
        void shouldBeFoundAmongAuthoritiesOfOneName() {
            List<X509Certificate> others = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                others.add(root.intermediate("Example Mail CA").certificate());
            }
            others.addAll(alice.chain());

            Trust trust =
                    new PathFinder(TrustStore.of(List.of(root.certificate())), false)
                            .find(
                                    Certificates.converted(List.of(alice.certificate())).get(0),
                                    Certificates.converted(others),
                                    List.of(),
                                    Instant.now());

            assertThat(word(trust)).isEqualTo("3");
        }

        @Test
        void shouldUseIntermediatesOfTheStore() {
            TrustStore store = TrustStore.of(List.of(root.certificate(), ca.certificate()));

            assertThat(store.roots()).hasSize(1);
            assertThat(
                            word(
                                    new PathFinder(store, false)
                                            .find(
                                                    Certificates.converted(
                                                                    List.of(alice.certificate()))
                                                            .get(0),
                                                    List.of(),
                                                    List.of(),
                                                    Instant.now())))
                    .isEqualTo("3");
        }

        @Test
        void shouldBeJudgedAtTheMomentAskedFor() {
            assertThat(word(find(alice, Instant.now().plus(Duration.ofDays(400)))))
                    .isEqualTo("EXPIRED");
            assertThat(word(find(alice, Instant.now().minus(Duration.ofDays(400)))))
                    .isEqualTo("NOT_YET_VALID");
        }
    }

    @Nested
    class Revocation {
        @Test
        void shouldBeGoodWhenAllAreFoundGood() throws Exception {
            assertThat(word(find(alice, Crls.by(root).issue(), Crls.by(ca).issue())))
                    .isEqualTo("3 checked");
        }

        @Test
        void shouldBeFoundForSignerAndAuthority() throws Exception {
            X509CRL ofRoot = Crls.by(root).issue();

            assertThat(word(find(alice, ofRoot, Crls.by(ca).revoked(alice.certificate()).issue())))
                    .isEqualTo("REVOKED");
            assertThat(
                            word(
                                    find(
                                            alice,
                                            Crls.by(root).revoked(ca.certificate()).issue(),
                                            Crls.by(ca).issue())))
                    .isEqualTo("REVOKED");
        }

        @Test
        void shouldBeUnknownWhenAListIsMissingOldForgedOrStrange() throws Exception {
            X509CRL ofRoot = Crls.by(root).issue();

            assertThat(word(find(alice, ofRoot))).isEqualTo("unknown");
            assertThat(word(find(alice, ofRoot, Crls.oldBy(ca).issue()))).isEqualTo("unknown");
            assertThat(word(find(alice, ofRoot, Crls.forged(ca, TestCa.root("Other")).issue())))
                    .isEqualTo("unknown");
            assertThat(word(find(alice, ofRoot, Crls.by(ca).unknownCriticalExtension().issue())))
                    .isEqualTo("unknown");
        }

        @Test
        void shouldBeFoundWhenAnOlderListInForceHidesIt() throws Exception {
            X509CRL ofRoot = Crls.by(root).issue();
            X509CRL older = Crls.olderBy(ca).issue();
            X509CRL newer = Crls.by(ca).revoked(alice.certificate()).issue();

            assertThat(word(find(alice, ofRoot, older))).isEqualTo("3 checked");
            assertThat(word(find(alice, ofRoot, older, newer))).isEqualTo("REVOKED");
            assertThat(word(find(alice, ofRoot, newer, older))).isEqualTo("REVOKED");
        }

        @Test
        void shouldNotBeHiddenByANewerListThatIsForged() throws Exception {
            X509CRL forged = Crls.forged(ca, TestCa.root("Example Mail CA")).issue();
            X509CRL real = Crls.olderBy(ca).revoked(alice.certificate()).issue();

            assertThat(word(find(alice, Crls.by(root).issue(), forged, real))).isEqualTo("REVOKED");
        }

        @Test
        void shouldEndWhereAListNoLongerHasIt() throws Exception {
            X509CRL held = Crls.olderBy(ca).revoked(alice.certificate()).issue();

            assertThat(word(find(alice, Crls.by(root).issue(), held, Crls.by(ca).issue())))
                    .isEqualTo("3 checked");
        }

        @Test
        void shouldFollowWhatAListIsFor() throws Exception {
            X509CRL ofRoot = Crls.by(root).issue();

            assertThat(word(find(alice, ofRoot, Crls.by(ca).only(true, false).issue())))
                    .isEqualTo("3 checked");
            assertThat(word(find(alice, ofRoot, Crls.by(ca).only(false, true).issue())))
                    .isEqualTo("unknown");
        }

        @Test
        void shouldBeFoundInADeltaList() throws Exception {
            X509CRL ofRoot = Crls.by(root).issue();
            X509CRL base = Crls.by(ca).number(1).issue();
            X509CRL delta = Crls.by(ca).number(2).deltaOf(1).revoked(alice.certificate()).issue();

            assertThat(word(find(alice, ofRoot, base))).isEqualTo("3 checked");
            assertThat(word(find(alice, ofRoot, base, delta))).isEqualTo("REVOKED");
            assertThat(word(find(alice, ofRoot, delta))).isEqualTo("unknown");
        }
    }
}
