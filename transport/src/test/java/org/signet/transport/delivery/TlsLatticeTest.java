package org.signet.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.transport.dns.FakeDns;
import org.signet.transport.policy.InsecureMxPolicy;
import org.signet.transport.policy.TlsLevel;
import org.signet.transport.policy.TlsRules;
import org.signet.transport.policy.TlsSettings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is decided in every combination of the security states of MX, host and TLSA, by every level:
 * the golden file is the policy, written out. {@code -Dsignet.golden=true} rewrites it, for a
 * person to read.
 */
class TlsLatticeTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("signet.root"))
                    .resolve("transport/src/test/resources/tls-lattice.txt");
    private static final String DIGEST = " 3 1 1 " + "ab".repeat(32);
    private static final String ANY = "*";
    private static final String HEAD =
            """
            # What is decided before a connection is made to the host that an MX record of a domain names.
            #
            # mx, host and tlsa are what DNS says of the MX records, the host's addresses and its TLSA records;
            # * stands for every state where all give the same. Hosts and TLSA names that are aliases lead to t.test.
            # The columns are the levels; dane/encrypt and dane/may are level dane with that insecureMxPolicy.
            #
            # authenticate N  TLS, the server must be the one that the TLSA records of N name
            # trust N         the same, but the MX records could be forged: logged as Trusted
            # verify          TLS, a certificate of a well-known authority
            # encrypt         TLS, whoever answers
            # optional        TLS if it is offered, else plain text; after a failed handshake plain text on a later try
            # plain           no TLS
            # defer, bounce   no connection, for now or for ever
            """;

    /** A combination of states; {@code *} stands for all of them. */
    private record States(String mx, String host, String tlsa) {}

    private static final Map<String, List<String>> MX = new LinkedHashMap<>();
    private static final Map<String, List<String>> HOST = new LinkedHashMap<>();
    private static final Map<String, List<String>> TLSA = new LinkedHashMap<>();
    private static final Map<String, TlsRules> COLUMNS = new LinkedHashMap<>();

    static {
        MX.put("secure", List.of("d.test MX secure 10 h.test"));
        MX.put("alias-secure", List.of("d.test CNAME secure e.test", "e.test MX secure 10 h.test"));
        MX.put("none-secure", List.of("d.test MX nodata"));
        MX.put("insecure", List.of("d.test MX insecure 10 h.test"));
        MX.put(
                "alias-insecure",
                List.of("d.test CNAME insecure e.test", "e.test MX secure 10 h.test"));
        MX.put("none-insecure", List.of("d.test MX nodata-insecure"));
        MX.put("bogus", List.of("d.test MX bogus"));
        MX.put("failed", List.of("d.test MX failed"));
        MX.put("null", List.of("d.test MX secure 0 ."));
        MX.put("nxdomain", List.of("d.test MX nxdomain"));
        MX.put("nxdomain-insecure", List.of("d.test MX nxdomain-insecure"));
        HOST.put("secure", List.of("h.test A secure 192.0.2.1"));
        HOST.put("insecure", List.of("h.test A insecure 192.0.2.1"));
        HOST.put("bogus", List.of("h.test A bogus"));
        HOST.put("failed", List.of("h.test A failed"));
        HOST.put("absent", List.of("h.test A nodata"));
        HOST.put("secure-v6-bogus", List.of("h.test A secure 192.0.2.1", "h.test AAAA bogus"));
        HOST.put("insecure-v6-bogus", List.of("h.test A insecure 192.0.2.1", "h.test AAAA bogus"));
        HOST.put(
                "alias-to-secure",
                List.of("h.test CNAME secure t.test", "t.test A secure 192.0.2.1"));
        HOST.put(
                "alias-to-insecure",
                List.of("h.test CNAME secure t.test", "t.test A insecure 192.0.2.1"));
        HOST.put("alias-to-bogus", List.of("h.test CNAME secure t.test", "t.test A bogus"));
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
        TLSA.put("alias", aliased("secure", "secure"));
        TLSA.put("insecure-alias", aliased("insecure", "secure"));
        TLSA.put("alias-to-insecure", aliased("secure", "insecure"));
        TLSA.put("alias-to-bogus", aliased("secure", "bogus"));
        TLSA.put("at-target", List.of("_25._tcp.t.test TLSA secure" + DIGEST));
        TLSA.put(
                "at-both",
                List.of(
                        "_25._tcp.h.test TLSA secure" + DIGEST,
                        "_25._tcp.t.test TLSA secure" + DIGEST));
        TLSA.put(
                "target-bogus",
                List.of("_25._tcp.h.test TLSA secure" + DIGEST, "_25._tcp.t.test TLSA bogus"));
        COLUMNS.put("none", TlsRules.of(TlsLevel.NONE));
        COLUMNS.put("may", TlsRules.of(TlsLevel.MAY));
        COLUMNS.put("encrypt", TlsRules.of(TlsLevel.ENCRYPT));
        COLUMNS.put("dane", TlsRules.of(TlsLevel.DANE));
        COLUMNS.put("dane/encrypt", rules(TlsLevel.DANE, InsecureMxPolicy.ENCRYPT, false));
        COLUMNS.put("dane/may", rules(TlsLevel.DANE, InsecureMxPolicy.MAY, false));
        COLUMNS.put("dane-only", TlsRules.of(TlsLevel.DANE_ONLY));
        COLUMNS.put("verify", TlsRules.of(TlsLevel.VERIFY));
    }

    private static List<String> aliased(String alias, String target) {
        return List.of(
                "_25._tcp.h.test CNAME " + alias + " keys.test",
                "keys.test TLSA " + target + (target.equals("bogus") ? "" : DIGEST));
    }

    private static TlsRules rules(TlsLevel level, InsecureMxPolicy insecureMx, boolean demanded) {
        return new TlsRules(
                TlsSettings.of(level, insecureMx), demanded, Optional.empty(), Clock.systemUTC());
    }

    private static String decision(States states, TlsRules rules, boolean laterTry) {
        List<String> lines = new ArrayList<>(HOST.get(states.host()));
        lines.addAll(TLSA.get(states.tlsa()));
        if (states.mx().startsWith("none-")) {
            // Without MX records the domain itself is the host.
            lines.replaceAll(line -> line.replaceAll("\\bh\\.test", "d.test"));
        }
        lines.addAll(MX.get(states.mx()));
        FakeDns dns = FakeDns.of(lines.toArray(String[]::new));
        return PlanText.first(dns, rules, laterTry, "d.test").replaceAll("^(verify) .*", "$1");
    }

    private static Map<States, String> lattice(TlsRules rules, boolean laterTry) {
        Map<States, String> decisions = new LinkedHashMap<>();
        for (String mx : MX.keySet()) {
            for (String host : HOST.keySet()) {
                for (String tlsa : TLSA.keySet()) {
                    States states = new States(mx, host, tlsa);
                    decisions.put(states, decision(states, rules, laterTry));
                }
            }
        }
        return decisions;
    }

    private static List<String> table() {
        List<Map<States, String>> columns =
                COLUMNS.values().stream().map(rules -> lattice(rules, false)).toList();
        Map<States, List<String>> full = new LinkedHashMap<>();
        for (States states : columns.get(0).keySet()) {
            full.put(states, columns.stream().map(column -> column.get(states)).toList());
        }
        List<String> rows = new ArrayList<>(HEAD.lines().toList());
        rows.add("");
        rows.add(row(new States("mx", "host", "tlsa"), List.copyOf(COLUMNS.keySet())));
        for (String mx : MX.keySet()) {
            rows.add("");
            collapsed(full, mx).forEach((states, cells) -> rows.add(row(states, cells)));
        }
        return rows;
    }

    /** Writes one row in place of many where the states on the right make no difference. */
    private static Map<States, List<String>> collapsed(Map<States, List<String>> full, String mx) {
        Map<States, List<String>> kept = new LinkedHashMap<>();
        Set<List<String>> ofMx = distinct(full, s -> s.mx().equals(mx));
        if (ofMx.size() == 1) {
            kept.put(new States(mx, ANY, ANY), ofMx.iterator().next());
            return kept;
        }
        for (String host : HOST.keySet()) {
            Set<List<String>> ofHost =
                    distinct(full, s -> s.mx().equals(mx) && s.host().equals(host));
            if (ofHost.size() == 1) {
                kept.put(new States(mx, host, ANY), ofHost.iterator().next());
            } else {
                for (String tlsa : TLSA.keySet()) {
                    States states = new States(mx, host, tlsa);
                    kept.put(states, full.get(states));
                }
            }
        }
        return kept;
    }

    private static Set<List<String>> distinct(
            Map<States, List<String>> full, Predicate<States> of) {
        return full.entrySet().stream()
                .filter(entry -> of.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    private static String row(States states, List<String> cells) {
        List<String> all = new ArrayList<>(List.of(states.mx(), states.host(), states.tlsa()));
        boolean same = cells.stream().distinct().count() == 1;
        all.addAll(same ? cells.stream().map(c -> "").toList() : cells);
        String row =
                "%-18s %-18s %-18s | %-6s %-9s %-8s %-25s %-25s %-25s %-25s %s"
                        .formatted(all.toArray())
                        .stripTrailing();
        return same ? row + " " + cells.get(0) + " (every level)" : row;
    }

    @Test
    void everyCombinationShouldBeDecidedAsWrittenDown() throws Exception {
        List<String> rows = table();
        if (Boolean.getBoolean("signet.golden")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, rows);
        }
        assertThat(rows).isEqualTo(Files.readAllLines(GOLDEN));
    }

    @ParameterizedTest
    @EnumSource(TlsLevel.class)
    void laterTryShouldOnlyAllowPlainTextWhereTlsWasOptional(TlsLevel level) {
        Map<States, String> later = lattice(TlsRules.of(level), true);
        lattice(TlsRules.of(level), false)
                .forEach(
                        (states, decision) ->
                                assertThat(later.get(states))
                                        .as("%s", states)
                                        .isEqualTo(
                                                decision.equals("optional")
                                                        ? "optional+"
                                                        : decision));
    }

    @ParameterizedTest
    @EnumSource(TlsLevel.class)
    void mailThatDemandsTlsShouldNeverGoInPlainText(TlsLevel level) {
        Map<States, String> demanded = lattice(rules(level, InsecureMxPolicy.DANE, true), true);
        lattice(TlsRules.of(level), false)
                .forEach(
                        (states, decision) ->
                                assertThat(demanded.get(states))
                                        .as("%s", states)
                                        .isEqualTo(
                                                switch (decision) {
                                                    case "optional" -> "encrypt";
                                                    case "plain" -> "defer tls-demanded";
                                                    default -> decision;
                                                }));
    }

    @ParameterizedTest
    @EnumSource(InsecureMxPolicy.class)
    void whatCannotBeFoundOutShouldNeverBeWeaker(InsecureMxPolicy insecureMx) {
        Map<States, String> dane = lattice(rules(TlsLevel.DANE, insecureMx, false), true);
        long checked =
                dane.keySet().stream()
                        .filter(TlsLatticeTest::isUndecidable)
                        .filter(s -> insecureMx != InsecureMxPolicy.MAY || isSecure(s.mx()))
                        .peek(s -> assertThat(dane.get(s)).as("%s", s).startsWith("defer "))
                        .count();
        assertThat(checked).isGreaterThan(100);
    }

    private static boolean isSecure(String mx) {
        return mx.equals("secure") || mx.equals("alias-secure") || mx.equals("none-secure");
    }

    private static boolean isUndecidable(States states) {
        boolean reachesHost =
                isSecure(states.mx()) || List.of("insecure", "none-insecure").contains(states.mx());
        boolean signedHost = List.of("secure", "secure-v6-bogus").contains(states.host());
        return List.of("bogus", "failed").contains(states.mx())
                || (reachesHost
                        && List.of("bogus", "failed", "alias-to-bogus").contains(states.host()))
                || (reachesHost
                        && signedHost
                        && List.of("bogus", "failed", "alias-to-bogus").contains(states.tlsa()));
    }

    @Test
    void daneOnlyShouldOnlyReplaceWhatDaneDoesNotAuthenticate() {
        Map<States, String> only = lattice(TlsRules.of(TlsLevel.DANE_ONLY), true);
        lattice(rules(TlsLevel.DANE, InsecureMxPolicy.MAY, false), true)
                .forEach(
                        (states, decision) ->
                                assertThat(only.get(states))
                                        .as("%s", states)
                                        .isEqualTo(
                                                decision.matches("optional\\+|encrypt")
                                                        ? "defer dane-required"
                                                        : decision));
    }
}
