package org.signet.transport.dane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.transport.dns.DnsAnswer;
import org.signet.transport.dns.DomainName;
import org.signet.transport.dns.FakeDns;
import org.signet.transport.dns.RecordType;

import java.util.ArrayList;
import java.util.List;

class DaneLookupTest {
    private static final String TLSA = " TLSA secure 3 1 1 " + "ab".repeat(32);
    private static final DomainName MX = DomainName.of("mx.test");

    private static DanePolicy policy(boolean secureRoute, FakeDns dns) {
        List<DnsAnswer> addresses = new ArrayList<>();
        addresses.add(dns.lookup(MX, RecordType.A));
        addresses.add(dns.lookup(MX, RecordType.AAAA));
        MailHost host = new MailHost(MX, secureRoute, List.of(DomainName.of("example.test")));
        return new DaneLookup(dns).policyFor(host, addresses, 25);
    }

    @Test
    void referenceNamesShouldBeTheBaseDomainAndTheNextHop() {
        DanePolicy policy =
                policy(true, FakeDns.of("mx.test A secure 192.0.2.1", "_25._tcp.mx.test" + TLSA));
        assertThat(policy)
                .isInstanceOfSatisfying(
                        DanePolicy.Authenticate.class,
                        authenticate -> {
                            assertThat(authenticate.baseDomain()).isEqualTo(MX);
                            assertThat(authenticate.referenceNames())
                                    .containsExactly(MX, DomainName.of("example.test"));
                        });
    }

    @Test
    void referenceNameBehindInsecureMxShouldBeTheBaseDomainOnly() {
        DanePolicy policy =
                policy(false, FakeDns.of("mx.test A secure 192.0.2.1", "_25._tcp.mx.test" + TLSA));
        assertThat(policy)
                .isInstanceOfSatisfying(
                        DanePolicy.Authenticate.class,
                        authenticate -> {
                            assertThat(authenticate.referenceNames()).containsExactly(MX);
                            assertThat(authenticate.secureRoute()).isFalse();
                        });
    }

    @Test
    void referenceNamesOfAGatewayShouldBeItsNameAndWhatItIsAnAliasOf() {
        FakeDns dns =
                FakeDns.of(
                        "mx.test CNAME secure real.test",
                        "real.test A secure 192.0.2.1",
                        "_25._tcp.real.test" + TLSA);
        DanePolicy policy =
                new DaneLookup(dns)
                        .policyFor(
                                new MailHost(MX, true, List.of()),
                                List.of(dns.lookup(MX, RecordType.A)),
                                25);
        assertThat(policy)
                .isInstanceOfSatisfying(
                        DanePolicy.Authenticate.class,
                        authenticate ->
                                assertThat(authenticate.referenceNames())
                                        .containsExactly(DomainName.of("real.test"), MX));
    }

    @ParameterizedTest
    @CsvSource({
        // alias status, target status, below the target, below the host, expected base
        "secure, secure, TLSA, TLSA, real.test",
        "secure, secure, TLSA, nodata, real.test",
        "secure, secure, nodata, TLSA, mx.test",
        "secure, secure, insecure, TLSA, mx.test",
        "secure, secure, bogus, TLSA, defer",
        "secure, secure, failed, TLSA, defer",
        "secure, insecure, TLSA, TLSA, mx.test",
        "secure, insecure, TLSA, nodata, NO_TLSA",
        "insecure, secure, TLSA, TLSA, INSECURE_HOST",
        "insecure, insecure, TLSA, TLSA, INSECURE_HOST",
    })
    void baseDomainShouldFollowAliasesAsFarAsTheyAreSecure(
            String alias, String target, String belowTarget, String belowHost, String expected) {
        FakeDns dns =
                FakeDns.of(
                        "mx.test CNAME " + alias + " real.test",
                        "real.test A " + target + " 192.0.2.1",
                        "_25._tcp.real.test" + records(belowTarget),
                        "_25._tcp.mx.test" + records(belowHost));
        assertThat(shown(policy(true, dns))).isEqualTo(expected);
    }

    private static String records(String state) {
        return switch (state) {
            case "TLSA" -> TLSA;
            case "insecure" -> TLSA.replace("secure", "insecure");
            default -> " TLSA " + state;
        };
    }

    private static String shown(DanePolicy policy) {
        return switch (policy) {
            case DanePolicy.NotApplicable not -> not.reason().name();
            case DanePolicy.EncryptOnly only -> "encrypt only";
            case DanePolicy.Authenticate authenticate -> authenticate.baseDomain().text();
            case DanePolicy.Defer defer -> "defer";
        };
    }

    @ParameterizedTest
    @CsvSource({"secure, 1", "insecure, 0"})
    void tlsaShouldOnlyBeAskedForWhereTheAddressesAreSecure(String address, int questions) {
        FakeDns dns = FakeDns.of("mx.test A " + address + " 192.0.2.1", "_25._tcp.mx.test" + TLSA);
        policy(true, dns);
        assertThat(dns.asked.stream().filter(q -> q.endsWith("TLSA"))).hasSize(questions);
    }

    @Test
    void aliasOfTheTlsaNameItselfShouldBeFollowedWhileSecure() {
        for (String status : List.of("secure", "insecure")) {
            FakeDns dns =
                    FakeDns.of(
                            "mx.test A secure 192.0.2.1",
                            "_25._tcp.mx.test CNAME " + status + " tlsa.elsewhere.test",
                            "tlsa.elsewhere.test" + TLSA);
            assertThat(shown(policy(true, dns)))
                    .isEqualTo(status.equals("secure") ? "mx.test" : "NO_TLSA");
        }
    }

    @Test
    void onlyUnusableRecordsShouldMakeTlsMandatoryWithoutAuthentication() {
        FakeDns dns =
                FakeDns.of(
                        "mx.test A secure 192.0.2.1",
                        "_25._tcp.mx.test TLSA secure 1 1 1 abcd",
                        "_25._tcp.mx.test TLSA secure 3 1 1 abcd");
        assertThat(policy(true, dns))
                .isInstanceOfSatisfying(
                        DanePolicy.EncryptOnly.class,
                        only -> assertThat(only.unusable()).hasSize(2));
    }
}
