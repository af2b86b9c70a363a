package org.signet.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.transport.dane.DanePolicy;
import org.signet.transport.dns.DomainName;
import org.signet.transport.dns.FakeDns;
import org.signet.transport.policy.TlsLevel;
import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.policy.TlsRules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What is decided in every combination of the security states of MX, host and TLSA: the golden file
 * is the policy, written out. {@code -Dsignet.golden=true} rewrites it, for a person to read.
 */
class TlsLatticeTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("signet.root"))
                    .resolve("transport/src/test/resources/tls-lattice.txt");
    private static final String DIGEST = " 3 1 1 " + "ab".repeat(32);

    private static final Map<String, List<String>> MX = new LinkedHashMap<>();
    private static final Map<String, List<String>> HOST = new LinkedHashMap<>();
    private static final Map<String, List<String>> TLSA = new LinkedHashMap<>();

    static {
        MX.put("secure", List.of("d.test MX secure 10 h.test"));
        MX.put("insecure", List.of("d.test MX insecure 10 h.test"));
        MX.put(
                "alias-insecure",
                List.of("d.test CNAME insecure e.test", "e.test MX secure 10 h.test"));
        MX.put("bogus", List.of("d.test MX bogus"));
        MX.put("failed", List.of("d.test MX failed"));
        MX.put("null", List.of("d.test MX secure 0 ."));
        MX.put("nxdomain-insecure", List.of("d.test MX nxdomain-insecure"));
        HOST.put("secure", List.of("h.test A secure 192.0.2.1"));
        HOST.put("insecure", List.of("h.test A insecure 192.0.2.1"));
        HOST.put("bogus", List.of("h.test A bogus"));
        HOST.put("failed", List.of("h.test A failed"));
        HOST.put("absent", List.of("h.test A nodata"));
        HOST.put("secure-v6-bogus", List.of("h.test A secure 192.0.2.1", "h.test AAAA bogus"));
        HOST.put("insecure-v6-bogus", List.of("h.test A insecure 192.0.2.1", "h.test AAAA bogus"));
        HOST.put(
                "alias-to-insecure",
                List.of("h.test CNAME secure t.test", "t.test A insecure 192.0.2.1"));
        HOST.put(
                "insecure-alias",
                List.of("h.test CNAME insecure t.test", "t.test A secure 192.0.2.1"));
        TLSA.put("usable", List.of("_25._tcp.h.test TLSA secure" + DIGEST));
        TLSA.put(
                "mixed",
                List.of(
                        "_25._tcp.h.test TLSA secure 1 1 1 abcd",
                        "_25._tcp.h.test TLSA secure" + DIGEST));
        TLSA.put("unusable", List.of("_25._tcp.h.test TLSA secure 1 1 1 abcd"));
        TLSA.put("insecure", List.of("_25._tcp.h.test TLSA insecure" + DIGEST));
        TLSA.put("absent", List.of("_25._tcp.h.test TLSA nodata"));
        TLSA.put("absent-insecure", List.of("_25._tcp.h.test TLSA nxdomain-insecure"));
        TLSA.put("bogus", List.of("_25._tcp.h.test TLSA bogus"));
        TLSA.put("failed", List.of("_25._tcp.h.test TLSA failed"));
    }

    private static String decision(List<String> lines, TlsLevel level, boolean laterTry) {
        FakeDns dns = FakeDns.of(lines.toArray(String[]::new));
        Destination to = new Destination.Domain(DomainName.of("d.test"));
        return switch (new RouteFinder(dns, new Random(1), 25).find(to)) {
            case Route.None none ->
                    (none.reason().isPermanent() ? "bounce " : "defer ") + none.reason().code();
            case Route.Stops stops ->
                    shown(
                            new HostPlanner(dns, TlsRules.of(level))
                                    .plan(stops.stops().get(0), laterTry));
        };
    }

    private static String shown(HostPlan plan) {
        return switch (plan) {
            case HostPlan.PassBy passBy -> "defer " + passBy.reason().code();
            case HostPlan.Connect connect ->
                    switch (connect.policy()) {
                        case TlsPolicy.Authenticated authenticated ->
                                authenticated(authenticated.dane());
                        case TlsPolicy.Verified verified -> "verify " + verified.names();
                        case TlsPolicy.Plain plain -> "plain";
                        case TlsPolicy.Encrypted encrypted -> "encrypt";
                        case TlsPolicy.Opportunistic may ->
                                may.plainAfterFailedHandshake()
                                        ? "opportunistic or plain"
                                        : "opportunistic";
                        case TlsPolicy.Deferred deferred -> "defer " + deferred.reason().code();
                    };
        };
    }

    private static String authenticated(DanePolicy.Authenticate dane) {
        return "authenticate " + dane.baseDomain();
    }

    private static List<String> lattice(TlsLevel level, boolean laterTry) {
        List<String> rows = new ArrayList<>();
        for (String mx : MX.keySet()) {
            for (String host : HOST.keySet()) {
                for (String tlsa : TLSA.keySet()) {
                    List<String> lines = new ArrayList<>(MX.get(mx));
                    lines.addAll(HOST.get(host));
                    lines.addAll(TLSA.get(tlsa));
                    rows.add(
                            "mx=%-17s host=%-17s tlsa=%-15s -> %s"
                                    .formatted(mx, host, tlsa, decision(lines, level, laterTry)));
                }
            }
        }
        return rows;
    }

    @Test
    void everyCombinationShouldBeDecidedAsWrittenDown() throws Exception {
        List<String> rows = lattice(TlsLevel.DANE, false);
        if (Boolean.getBoolean("signet.golden")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, rows);
        }
        assertThat(rows).isEqualTo(Files.readAllLines(GOLDEN));
    }

    @Test
    void laterTryShouldOnlyAllowPlainTextWhereTlsWasOptional() {
        assertThat(lattice(TlsLevel.DANE, true))
                .isEqualTo(
                        lattice(TlsLevel.DANE, false).stream()
                                .map(
                                        row ->
                                                row.replaceAll(
                                                        "opportunistic$", "opportunistic or plain"))
                                .toList());
    }

    @ParameterizedTest
    @EnumSource(TlsLevel.class)
    void whatCannotBeFoundOutShouldNeverBeWeaker(TlsLevel level) {
        assertThat(lattice(level, true))
                .filteredOn(
                        row ->
                                row.matches("mx=(bogus|failed) .*")
                                        || row.matches("mx=(in)?secure .*host=(bogus|failed) .*")
                                        || row.matches(
                                                "mx=secure .*host=secure(-v6-bogus)? .*"
                                                        + "tlsa=(bogus|failed) .*"))
                .isNotEmpty()
                .allMatch(row -> row.contains("-> defer "));
    }

    @Test
    void higherLevelShouldOnlyReplaceWhatIsOptional() {
        List<String> dane = lattice(TlsLevel.DANE, true);
        assertThat(lattice(TlsLevel.ENCRYPT, true))
                .isEqualTo(
                        dane.stream()
                                .map(row -> row.replace("opportunistic or plain", "encrypt"))
                                .toList());
        assertThat(lattice(TlsLevel.DANE_ONLY, true))
                .isEqualTo(
                        dane.stream()
                                .map(
                                        row ->
                                                row.replaceAll(
                                                        "(opportunistic or plain|encrypt)$",
                                                        "defer dane-required"))
                                .toList());
    }
}
