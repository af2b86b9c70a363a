package org.signet.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.testing.TestCa;
import org.signet.testing.TestCa.Identity;
import org.signet.transport.dns.DomainName;
import org.signet.transport.dns.FakeDns;
import org.signet.transport.policy.TlsLevel;
import org.signet.transport.policy.TlsRules;
import org.signet.transport.smtp.ScriptedServer.Fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How mail goes, or why it does not, for every set of TLSA records and every way in which a server
 * behaves: over loopback, with real TLS. {@code -Dsignet.golden=true} rewrites the golden file, for
 * a person to read.
 */
class HandshakeLatticeTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("signet.root"))
                    .resolve("transport/src/test/resources/tls-handshakes.txt");
    private static final TestCa CA = TestCa.root("Root");
    private static final X509Certificate OTHER = TestCa.root("Other").certificate();
    private static final Destination TO = new Destination.Domain(DomainName.of("test"));
    private static final String HEAD =
            """
            # How mail to a domain with one host goes at level dane, for what its zone publishes and what its server does.
            #
            # tlsa is what is published: right and wrong say whether it names what the server shows (3) or what issued it (2);
            # unusable is 1 1 1; weak right, strong wrong is a right 3 1 1 beside a wrong 3 1 2.
            # The MX records are signed or not; on a later try plain text is allowed where TLS was optional and failed.
            """;

    private static final Map<String, Identity> SERVERS = new LinkedHashMap<>();
    private static final Map<String, Fault> FAULTS = new LinkedHashMap<>();
    private static final List<String> RECORDS =
            List.of(
                    "none",
                    "3 1 1 right",
                    "3 1 1 wrong",
                    "3 1 1 wrong and right",
                    "2 0 1 right",
                    "2 0 1 wrong",
                    "3 1 1 wrong, 2 0 1 right",
                    "weak right, strong wrong",
                    "unusable",
                    "unusable, 3 1 1 right",
                    "unusable, 3 1 1 wrong");

    @BeforeAll
    static void prepare() {
        SERVERS.put("good", CA.server("one.test").issue());
        SERVERS.put("expired", CA.server("one.test").expired().issue());
        SERVERS.put("other name", CA.server("other.test").issue());
        SERVERS.put("name of the domain", CA.server("test").issue());
        SERVERS.put("self-signed", TestCa.selfSigned("one.test"));
        FAULTS.put("no STARTTLS", Fault.NO_STARTTLS);
        FAULTS.put("refuses STARTTLS", Fault.REFUSE_STARTTLS);
        FAULTS.put("breaks off", Fault.DROP_AFTER_STARTTLS);
        FAULTS.put("no TLS", Fault.GARBAGE_AS_HANDSHAKE);
        FAULTS.put("injects", Fault.INJECT_AFTER_STARTTLS);
        FAULTS.keySet().forEach(fault -> SERVERS.put(fault, SERVERS.get("good")));
    }

    private static List<String> records(String published, Identity server) throws Exception {
        List<String> records = new ArrayList<>();
        if (published.contains("unusable")) {
            records.add("1 1 1 " + "ab".repeat(32));
        }
        if (published.matches(".*3 1 1 wrong.*")) {
            records.add(tlsa("3 1 1", OTHER));
        }
        if (published.matches(".*3 1 1 (right|wrong and right)|weak right.*")) {
            records.add(tlsa("3 1 1", server.certificate()));
        }
        if (published.contains("strong wrong")) {
            records.add(tlsa("3 1 2", OTHER));
        }
        if (published.contains("2 0 1")) {
            records.add(tlsa("2 0 1", published.endsWith("wrong") ? OTHER : CA.certificate()));
        }
        return records;
    }

    private static String tlsa(String head, X509Certificate of) throws Exception {
        byte[] selected = head.charAt(2) == '1' ? of.getPublicKey().getEncoded() : of.getEncoded();
        String digest = head.endsWith("2") ? "SHA-512" : "SHA-256";
        return head
                + " "
                + HexFormat.of().formatHex(MessageDigest.getInstance(digest).digest(selected));
    }

    private static List<String> cells(TwoHosts hosts, String published, Identity server)
            throws Exception {
        List<String> cells = new ArrayList<>();
        for (String mx : List.of("secure", "insecure")) {
            List<String> lines = new ArrayList<>();
            lines.add("test MX " + mx + " 10 one.test");
            lines.add("one.test A secure $1");
            for (String record : records(published, server)) {
                lines.add("_$port._tcp.one.test TLSA secure " + record);
            }
            FakeDns dns = FakeDns.of(lines.stream().map(hosts::filled).toArray(String[]::new));
            for (boolean later : new boolean[] {false, true}) {
                cells.add(
                        hosts.deliver(dns, TlsRules.of(TlsLevel.DANE), later, TO)
                                .replace(" by one.test", "")
                                .replaceAll("defer \\S+ ", "defer "));
            }
        }
        return cells;
    }

    private static String row(String published, String server, List<String> cells) {
        return "%-26s %-20s | %-34s %-34s %-34s %s"
                .formatted(Stream.concat(Stream.of(published, server), cells.stream()).toArray())
                .stripTrailing();
    }

    private static List<String> table() throws Exception {
        Map<String, List<String>> byServer = new LinkedHashMap<>();
        for (Map.Entry<String, Identity> server : SERVERS.entrySet()) {
            try (TwoHosts hosts = new TwoHosts(51, server.getValue(), server.getValue())) {
                Optional.ofNullable(FAULTS.get(server.getKey())).ifPresent(hosts.one::fault);
                for (String published : RECORDS) {
                    byServer.computeIfAbsent(published, p -> new ArrayList<>())
                            .add(
                                    row(
                                            published,
                                            server.getKey(),
                                            cells(hosts, published, server.getValue())));
                }
            }
        }
        List<String> rows = new ArrayList<>(HEAD.lines().toList());
        rows.add("");
        rows.add(
                row(
                        "tlsa",
                        "server",
                        List.of("signed MX", "later try", "unsigned MX", "later try")));
        for (String published : RECORDS) {
            rows.add("");
            rows.addAll(byServer.getOrDefault(published, List.of()));
        }
        return rows;
    }

    @Test
    void everyHandshakeShouldEndAsWrittenDown() throws Exception {
        List<String> rows = table();
        if (Boolean.getBoolean("signet.golden")) {
            Files.write(GOLDEN, rows);
        }
        assertThat(rows).isEqualTo(Files.readAllLines(GOLDEN));
    }

    @Test
    void plainTextShouldOnlyGoWhereNothingIsPublished() throws Exception {
        assertThat(Files.readAllLines(GOLDEN))
                .filteredOn(row -> row.contains("| ") && row.contains(" plain"))
                .isNotEmpty()
                .allMatch(row -> row.startsWith("none "));
    }
}
