package org.signet.transport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.transport.dane.DanePolicy;
import org.signet.transport.dane.Tlsa;
import org.signet.transport.dns.DomainName;

import java.util.List;

class TlsDecisionTest {
    private static final DomainName MX = DomainName.of("mx.test");
    private static final Tlsa USABLE = Tlsa.parsePresentation("3 1 1 " + "ab".repeat(32));
    private static final Tlsa.Unusable PKIX =
            (Tlsa.Unusable) Tlsa.parsePresentation("1 1 1 " + "ab".repeat(32));

    private static DanePolicy dane(String word) {
        return switch (word) {
            case "usable" -> new DanePolicy.Authenticate(List.of(USABLE), MX, List.of(MX), true);
            case "half" -> new DanePolicy.Authenticate(List.of(USABLE), MX, List.of(MX), false);
            case "unusable" -> new DanePolicy.EncryptOnly(List.of(PKIX), MX);
            case "bogus" -> new DanePolicy.Defer(DanePolicy.Defer.Cause.TLSA_BOGUS, "forged");
            case "failed" ->
                    new DanePolicy.Defer(DanePolicy.Defer.Cause.TLSA_LOOKUP_FAILED, "silent");
            default -> new DanePolicy.NotApplicable(DanePolicy.NotApplicable.Reason.valueOf(word));
        };
    }

    private static String decide(
            TlsLevel level,
            InsecureMxPolicy insecureMx,
            boolean later,
            boolean demands,
            String dane) {
        TlsPolicy policy =
                TlsDecision.decide(
                        TlsSettings.of(level, insecureMx),
                        new Circumstances(later, demands),
                        dane(dane),
                        List.of(MX));
        return switch (policy) {
            case TlsPolicy.Authenticated yes -> "authenticate";
            case TlsPolicy.Verified verified -> "verify";
            case TlsPolicy.Encrypted encrypted -> "encrypt";
            case TlsPolicy.Opportunistic may ->
                    may.plainAfterFailedHandshake() ? "optional+" : "optional";
            case TlsPolicy.Plain plain -> "plain";
            case TlsPolicy.Deferred deferred -> deferred.reason().code();
        };
    }

    /** The columns are: first try, later try, first try and later try of mail that demands TLS. */
    @ParameterizedTest
    @CsvSource({
        "NONE,      usable,        plain,        plain,        tls-demanded,  tls-demanded",
        "NONE,      NOT_ASKED,     plain,        plain,        tls-demanded,  tls-demanded",
        "MAY,       usable,        optional,     optional+,    encrypt,       encrypt",
        "MAY,       bogus,         optional,     optional+,    encrypt,       encrypt",
        "MAY,       NOT_ASKED,     optional,     optional+,    encrypt,       encrypt",
        "ENCRYPT,   usable,        encrypt,      encrypt,      encrypt,       encrypt",
        "ENCRYPT,   NOT_ASKED,     encrypt,      encrypt,      encrypt,       encrypt",
        "DANE,      usable,        authenticate, authenticate, authenticate,  authenticate",
        "DANE,      half,          authenticate, authenticate, authenticate,  authenticate",
        "DANE,      unusable,      encrypt,      encrypt,      encrypt,       encrypt",
        "DANE,      NO_TLSA,       optional,     optional+,    encrypt,       encrypt",
        "DANE,      INSECURE_HOST, optional,     optional+,    encrypt,       encrypt",
        "DANE,      INSECURE_MX,   optional,     optional+,    encrypt,       encrypt",
        "DANE,      NO_NAME,       optional,     optional+,    encrypt,       encrypt",
        "DANE,      bogus,         tlsa-bogus,   tlsa-bogus,   tlsa-bogus,    tlsa-bogus",
        "DANE,      failed,        tlsa-lookup-failed, tlsa-lookup-failed, tlsa-lookup-failed, tlsa-lookup-failed",
        "DANE_ONLY, usable,        authenticate, authenticate, authenticate,  authenticate",
        "DANE_ONLY, half,          dane-required, dane-required, dane-required, dane-required",
        "DANE_ONLY, unusable,      dane-required, dane-required, dane-required, dane-required",
        "DANE_ONLY, NO_TLSA,       dane-required, dane-required, dane-required, dane-required",
        "DANE_ONLY, INSECURE_HOST, dane-required, dane-required, dane-required, dane-required",
        "DANE_ONLY, INSECURE_MX,   dane-required, dane-required, dane-required, dane-required",
        "DANE_ONLY, NO_NAME,       dane-required, dane-required, dane-required, dane-required",
        "DANE_ONLY, bogus,         tlsa-bogus,   tlsa-bogus,   tlsa-bogus,    tlsa-bogus",
        "VERIFY,    usable,        verify,       verify,       verify,        verify",
        "VERIFY,    NOT_ASKED,     verify,       verify,       verify,        verify",
    })
    void levelShouldDecide(
            TlsLevel level,
            String dane,
            String first,
            String later,
            String demanded,
            String demandedLater) {
        InsecureMxPolicy usual = InsecureMxPolicy.DANE;
        assertThat(decide(level, usual, false, false, dane)).isEqualTo(first);
        assertThat(decide(level, usual, true, false, dane)).isEqualTo(later);
        assertThat(decide(level, usual, false, true, dane)).isEqualTo(demanded);
        assertThat(decide(level, usual, true, true, dane)).isEqualTo(demandedLater);
    }

    @ParameterizedTest
    @CsvSource({
        "DANE, authenticate, true",
        "ENCRYPT, encrypt, true",
        "MAY, optional, false",
    })
    void recordsBehindInsecureMxShouldBeWorthWhatTheOperatorSays(
            InsecureMxPolicy policy, String expected, boolean asked) {
        assertThat(decide(TlsLevel.DANE, policy, false, false, "half")).isEqualTo(expected);
        assertThat(decide(TlsLevel.DANE, policy, false, false, "usable")).isEqualTo("authenticate");
        TlsSettings settings = TlsSettings.of(TlsLevel.DANE, policy);
        assertThat(settings.asksDane(false)).isEqualTo(asked);
        assertThat(settings.asksDane(true)).isTrue();
        assertThat(TlsSettings.of(TlsLevel.DANE_ONLY, policy).asksDane(false)).isFalse();
    }

    @Test
    void verifyShouldTakeTheNamesOfTheExceptionBeforeTheDestinationsOwn() {
        DomainName given = DomainName.of("given.test");
        TlsSettings settings =
                new TlsSettings(
                        TlsLevel.VERIFY,
                        InsecureMxPolicy.DANE,
                        List.of(given),
                        TlsVersion.TLS_1_3,
                        "p:1");
        assertThat(
                        TlsDecision.decide(
                                settings,
                                new Circumstances(false, false),
                                dane("NOT_ASKED"),
                                List.of(MX)))
                .isEqualTo(new TlsPolicy.Verified(List.of(given), TlsVersion.TLS_1_3));
    }

    @Test
    void verifyWithoutAnyNameShouldWait() {
        assertThat(
                        TlsDecision.decide(
                                TlsSettings.of(TlsLevel.VERIFY),
                                new Circumstances(true, false),
                                dane("NOT_ASKED"),
                                List.of()))
                .isInstanceOfSatisfying(
                        TlsPolicy.Deferred.class,
                        deferred ->
                                assertThat(deferred.reason()).isEqualTo(Reason.NO_REFERENCE_NAME));
    }
}
