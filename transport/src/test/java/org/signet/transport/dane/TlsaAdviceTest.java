package org.signet.transport.dane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.signet.testing.TestCa;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class TlsaAdviceTest {
    private static final TestCa CA = TestCa.root("Root");
    private static final TestCa.Identity SERVER = CA.server("mx.example").issue();
    private static final TestCa.Identity OTHER = CA.server("mx.example").issue();

    private static Tlsa tlsa(String head, X509Certificate of) {
        return Tlsa.of(
                head.charAt(0) == '2' ? CertificateUsage.DANE_TA : CertificateUsage.DANE_EE,
                Selector.of(head.charAt(2) - '0').orElseThrow(),
                MatchingType.of(head.charAt(4) - '0').orElseThrow(),
                of);
    }

    private static List<String> codes(
            List<List<X509Certificate>> served, Instant at, Tlsa... records) {
        return TlsaAdvice.on(List.of(records), served, at).stream()
                .map(TlsaAdvice.Advice::code)
                .toList();
    }

    private static List<String> codes(Tlsa... records) {
        Instant now = SERVER.certificate().getNotBefore().toInstant().plusSeconds(86_400);
        return codes(List.of(SERVER.chain()), now, records);
    }

    @Test
    void presentAndNextKeyShouldOnlyBeToldOfTheOneNotServed() {
        assertThat(codes(tlsa("3 1 1", SERVER.certificate()), tlsa("3 1 1", OTHER.certificate())))
                .containsExactly("matches-nothing");
    }

    @Test
    void leafAndIssuerShouldNeedNoAdvice() {
        assertThat(codes(tlsa("3 1 1", SERVER.certificate()), tlsa("2 0 1", CA.certificate())))
                .isEmpty();
    }

    @Test
    void recordThatMatchesOneOfTwoAddressesShouldNotBeCalledUnmatched() {
        Instant now = SERVER.certificate().getNotBefore().toInstant().plusSeconds(86_400);
        assertThat(
                        codes(
                                List.of(SERVER.chain(), OTHER.chain()),
                                now,
                                tlsa("3 1 1", SERVER.certificate()),
                                tlsa("3 1 1", OTHER.certificate())))
                .isEmpty();
    }

    @Test
    void fragileRecordsShouldBeNamed() {
        assertThat(codes(tlsa("3 0 1", SERVER.certificate())))
                .containsExactly("certificate-not-key", "no-rollover");
        assertThat(codes(tlsa("3 1 1", SERVER.certificate()), tlsa("3 1 2", SERVER.certificate())))
                .containsExactly("weaker-digest", "no-rollover");
        assertThat(codes(Tlsa.parsePresentation("1 1 1 " + "ab".repeat(32))))
                .containsExactly("unusable");
        assertThat(codes(tlsa("2 0 1", TestCa.root("Absent").certificate())))
                .containsExactly("anchor-not-served", "no-rollover");
    }

    @Test
    void datesShouldCountWithAnchorsOnly() {
        Instant late = SERVER.certificate().getNotAfter().toInstant().minus(Duration.ofDays(3));
        List<List<X509Certificate>> served = List.of(List.of(SERVER.certificate()));
        assertThat(codes(served, late, tlsa("3 1 1", SERVER.certificate())))
                .containsExactly("no-rollover");
        assertThat(codes(served, late, tlsa("2 0 0", CA.certificate())))
                .containsExactly("full-data", "no-rollover", "expiring");
    }

    @Test
    void nothingServedShouldSayNothingOfMatches() {
        assertThat(codes(List.of(), Instant.EPOCH, tlsa("3 1 1", SERVER.certificate())))
                .containsExactly("no-rollover");
    }
}
