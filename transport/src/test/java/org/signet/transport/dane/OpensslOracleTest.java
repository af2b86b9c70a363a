package org.signet.transport.dane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.testing.TestCa;
import org.signet.testing.TestCa.Identity;
import org.signet.transport.dns.DomainName;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The verifier against the one of OpenSSL, which Postfix uses: chains and records in all
 * combinations that matter, judged by both. The idea of the matrix is that of the test of ssl_dane.
 *
 * <p>Where the two differ, {@link #KNOWN} says so, and {@code docs/tls-policy.md} says why.
 */
class OpensslOracleTest {
    private static final String MX = "mx.example";
    private static final Pattern MATCHED =
            Pattern.compile(
                    "DANE TLSA \\d \\d \\d \\S+ (matched|signed|TA public key verified).*? at depth (\\d+)");
    private static final String ANCHOR_DATES =
            "yes: the dates of an anchor that is no root count here, as those of a root do there";

    /** What is judged otherwise on purpose: what OpenSSL says, and why we do not. */
    private static final Map<String, String> KNOWN =
            Map.of(
                    "name only in the subject: 2 0 1", "yes: the common name is not read here",
                    "subject beside another name: 2 0 1", "yes: the common name is not read here",
                    "for anything: 2 0 1", "no: any purpose includes this one (RFC 5280 §4.2.1.12)",
                    "authority expired: 2 0 1 itself", ANCHOR_DATES,
                    "authority expired: 2 0 1 itself, deeper", ANCHOR_DATES,
                    "authority expired: 2 0 0 not sent", ANCHOR_DATES,
                    "authority not yet valid: 2 0 1 itself", ANCHOR_DATES,
                    "authority not yet valid: 2 0 1 itself, deeper", ANCHOR_DATES,
                    "authority not yet valid: 2 0 0 not sent", ANCHOR_DATES);

    /** One question to both. */
    record Case(String label, List<X509Certificate> chain, PrivateKey key, List<String> records) {
        @Override
        public String toString() {
            return label;
        }
    }

    private static final Map<List<X509Certificate>, Server> SERVERS = new LinkedHashMap<>();

    @BeforeAll
    static void needsOpenssl() {
        boolean there;
        try {
            there = run(List.of("openssl", "version")).startsWith("OpenSSL 3");
        } catch (UncheckedIOException e) {
            there = false;
        }
        assumeTrue(there, "the peer 'openssl' (3.x) is not installed on this machine");
    }

    @AfterAll
    static void stop() throws IOException {
        for (Server server : SERVERS.values()) {
            server.close();
        }
    }

    private static String tlsa(String head, X509Certificate of) {
        Selector selector = Selector.of(head.charAt(2) - '0').orElseThrow();
        MatchingType matching = MatchingType.of(head.charAt(4) - '0').orElseThrow();
        return head + " " + HexFormat.of().formatHex(matching.apply(selector.select(of)));
    }

    private static Case of(String label, Identity server, String... records) {
        return new Case(label, server.chain(), server.key(), List.of(records));
    }

    private static Case sending(
            String label, Identity server, List<X509Certificate> sent, String... records) {
        return new Case(label, sent, server.key(), List.of(records));
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (boolean identifiers : new boolean[] {true, false}) {
            chains(cases, identifiers);
        }
        leaves(cases);
        authorities(cases);
        sets(cases);
        return cases.stream();
    }

    /** Every record that names a certificate of a chain, over every part of the chain sent. */
    private static void chains(List<Case> cases, boolean identifiers) {
        TestCa root = with(identifiers, TestCa.rootNamed("Root " + identifiers)).issueRoot();
        TestCa middle = with(identifiers, root.below("Middle")).issueAuthority();
        Identity server = with(identifiers, middle.server(MX)).issue();
        X509Certificate stranger = TestCa.root("Stranger").certificate();
        List<X509Certificate> full = server.chain();
        Map<String, List<X509Certificate>> sent = new LinkedHashMap<>();
        sent.put("all", full);
        sent.put("no root", full.subList(0, 2));
        sent.put("leaf only", full.subList(0, 1));
        sent.put("unordered and padded", List.of(full.get(0), full.get(2), stranger, full.get(1)));
        String prefix = identifiers ? "with key ids, sent " : "without key ids, sent ";
        sent.forEach(
                (what, chain) -> {
                    for (String kind : List.of("0 0", "0 1", "0 2", "1 0", "1 1", "1 2")) {
                        String at = prefix + what + ": ";
                        String leaf = tlsa("3 " + kind, full.get(0));
                        String ofMiddle = tlsa("2 " + kind, full.get(1));
                        String ofRoot = tlsa("2 " + kind, full.get(2));
                        cases.add(sending(at + "3 " + kind + " leaf", server, chain, leaf));
                        cases.add(sending(at + "2 " + kind + " middle", server, chain, ofMiddle));
                        cases.add(sending(at + "2 " + kind + " root", server, chain, ofRoot));
                    }
                    cases.add(
                            sending(
                                    prefix + what + ": 2 0 1 stranger",
                                    server,
                                    chain,
                                    tlsa("2 0 1", stranger)));
                    cases.add(
                            sending(
                                    prefix + what + ": 2 0 1 leaf",
                                    server,
                                    chain,
                                    tlsa("2 0 1", full.get(0))));
                    cases.add(
                            sending(
                                    prefix + what + ": 3 1 1 middle",
                                    server,
                                    chain,
                                    tlsa("3 1 1", full.get(1))));
                });
    }

    private static TestCa.Leaf with(boolean identifiers, TestCa.Leaf leaf) {
        return identifiers ? leaf : leaf.withoutKeyIdentifiers();
    }

    /** What is wrong with a leaf, under a record for it and one for its authority. */
    private static void leaves(List<Case> cases) {
        TestCa root = TestCa.root("Root of leaves");
        Map<String, Identity> leaves = new LinkedHashMap<>();
        leaves.put("good", root.server(MX).issue());
        leaves.put("expired", root.server(MX).expired().issue());
        leaves.put("not yet valid", root.server(MX).notYetValid().issue());
        leaves.put("other name", root.server("other.example").issue());
        leaves.put("wildcard", root.server("*.example").issue());
        leaves.put("wildcard too deep", root.server("*.in.example").issue());
        leaves.put("half a label", root.server("m*.example").issue());
        leaves.put("upper case", root.server("MX.Example").issue());
        leaves.put("second name", root.server("other.example", MX).issue());
        leaves.put("for clients", root.server(MX).purpose(KeyPurposeId.id_kp_clientAuth).issue());
        leaves.put(
                "for anything", root.server(MX).purpose(KeyPurposeId.anyExtendedKeyUsage).issue());
        leaves.put("name only in the subject", root.server(MX).withoutNames().issue());
        leaves.put(
                "subject beside another name",
                root.person(MX).purpose(KeyPurposeId.id_kp_serverAuth).issue());
        leaves.put("of RSA", root.server(MX).key(TestCa.KeyKind.RSA_2048).issue());
        leaves.put("of Ed25519", root.server(MX).key(TestCa.KeyKind.ED25519).issue());
        leaves.forEach(
                (what, leaf) -> {
                    cases.add(of(what + ": 3 1 1", leaf, tlsa("3 1 1", leaf.certificate())));
                    cases.add(of(what + ": 2 0 1", leaf, tlsa("2 0 1", root.certificate())));
                });
        Identity alone = TestCa.selfSigned(MX);
        cases.add(of("self-signed: 3 1 1", alone, tlsa("3 1 1", alone.certificate())));
        cases.add(of("self-signed: 2 0 1", alone, tlsa("2 0 1", alone.certificate())));
        cases.add(of("self-signed: 2 1 1", alone, tlsa("2 1 1", alone.certificate())));
        cases.add(of("self-signed: 2 1 0", alone, tlsa("2 1 0", alone.certificate())));
        cases.add(of("self-signed: 2 0 0", alone, tlsa("2 0 0", alone.certificate())));
    }

    /** What is wrong with an authority, under a record for it and one for that above it. */
    private static void authorities(List<Case> cases) {
        TestCa root = TestCa.root("Root of authorities");
        Map<String, TestCa> middles = new LinkedHashMap<>();
        middles.put("expired", root.below("Expired").expired().issueAuthority());
        middles.put("not yet valid", root.below("Future").notYetValid().issueAuthority());
        middles.put("no authority", root.below("None").withoutAuthority().issueAuthority());
        middles.put("length 0", root.below("Short").pathLength(0).issueAuthority());
        middles.put(
                "for clients",
                root.below("Clients").purpose(KeyPurposeId.id_kp_clientAuth).issueAuthority());
        middles.put(
                "for servers",
                root.below("Servers").purpose(KeyPurposeId.id_kp_serverAuth).issueAuthority());
        middles.put("without signing", root.below("Unable").usage(1 << 7).issueAuthority());
        middles.put(
                "names below example",
                root.below("Names").permittingOnly("example").issueAuthority());
        middles.put(
                "names below other", root.below("Others").permittingOnly("other").issueAuthority());
        middles.forEach(
                (what, middle) -> {
                    Identity leaf = middle.server(MX).issue();
                    Identity deeper = middle.intermediate("Lower").server(MX).issue();
                    String ofMiddle = tlsa("2 0 1", middle.certificate());
                    String ofRoot = tlsa("2 0 1", root.certificate());
                    cases.add(of("authority " + what + ": 2 0 1 itself", leaf, ofMiddle));
                    cases.add(of("authority " + what + ": 2 0 1 above", leaf, ofRoot));
                    cases.add(of("authority " + what + ": 2 0 1 itself, deeper", deeper, ofMiddle));
                    cases.add(of("authority " + what + ": 2 0 1 above, deeper", deeper, ofRoot));
                    cases.add(
                            sending(
                                    "authority " + what + ": 2 1 0 key only",
                                    leaf,
                                    leaf.chain().subList(0, 1),
                                    tlsa("2 1 0", middle.certificate())));
                    cases.add(
                            sending(
                                    "authority " + what + ": 2 0 0 not sent",
                                    leaf,
                                    leaf.chain().subList(0, 1),
                                    tlsa("2 0 0", middle.certificate())));
                });
        TestCa old = TestCa.rootNamed("Old root").expired().issueRoot();
        Identity below = old.server(MX).issue();
        cases.add(of("root expired: 2 0 1", below, tlsa("2 0 1", old.certificate())));
        cases.add(of("root expired: 2 1 0", below, tlsa("2 1 0", old.certificate())));
        TestCa forger = TestCa.root("Root of authorities");
        List<X509Certificate> forged =
                List.of(forger.server(MX).issue().certificate(), root.certificate());
        Identity forgedLeaf = forger.server(MX).issue();
        cases.add(
                sending(
                        "forged issuer of the same name: 2 0 1",
                        forgedLeaf,
                        List.of(forgedLeaf.certificate(), forged.get(1)),
                        tlsa("2 0 1", root.certificate())));
    }

    /** Sets of records. */
    private static void sets(List<Case> cases) {
        TestCa root = TestCa.root("Root of sets");
        Identity leaf = root.server(MX).issue();
        X509Certificate other = TestCa.root("Other").certificate();
        String right = tlsa("3 1 1", leaf.certificate());
        String wrong = tlsa("3 1 1", other);
        cases.add(of("wrong and right", leaf, wrong, right));
        cases.add(of("two wrong", leaf, wrong, tlsa("2 0 1", other)));
        cases.add(of("wrong EE, right TA", leaf, wrong, tlsa("2 0 1", root.certificate())));
        cases.add(of("right EE, wrong TA", leaf, tlsa("2 0 1", other), right));
        cases.add(of("agility: weak right, strong wrong", leaf, right, tlsa("3 1 2", other)));
        cases.add(
                of(
                        "agility: weak wrong, strong right",
                        leaf,
                        wrong,
                        tlsa("3 1 2", leaf.certificate())));
        cases.add(
                of(
                        "agility by selector",
                        leaf,
                        tlsa("3 0 1", leaf.certificate()),
                        tlsa("3 1 2", other)));
        cases.add(
                of(
                        "agility by usage",
                        leaf,
                        tlsa("2 1 1", root.certificate()),
                        tlsa("3 1 2", other)));
        cases.add(
                of(
                        "agility spares whole objects",
                        leaf,
                        tlsa("3 1 0", leaf.certificate()),
                        tlsa("3 1 2", other)));
        cases.add(of("unknown digest beside right", leaf, "3 1 3 " + "ab".repeat(32), right));
        cases.add(of("unknown digest beside wrong", leaf, "3 1 3 " + "ab".repeat(32), wrong));
        cases.add(of("unknown digest alone", leaf, "3 1 3 " + "ab".repeat(32)));
        cases.add(of("unknown selector alone", leaf, "3 2 1 " + "ab".repeat(32)));
        cases.add(of("unknown usage alone", leaf, "4 1 1 " + "ab".repeat(32)));
        cases.add(of("digest too short alone", leaf, "3 1 1 " + "ab".repeat(31)));
        cases.add(of("digest too long alone", leaf, "3 1 2 " + "ab".repeat(65)));
        cases.add(of("no certificate in 2 0 0 alone", leaf, "2 0 0 3003020101"));
        cases.add(of("no key in 2 1 0 alone", leaf, "2 1 0 3003020101"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bothShouldJudgeAlikeButForKnownDifferences(Case asked) throws Exception {
        String ours = ours(asked);
        String theirs = theirs(asked);
        String known = KNOWN.get(asked.label());
        if (known == null) {
            assertThat(ours).as(asked.label()).isEqualTo(theirs);
        } else {
            assertThat(theirs)
                    .as("OpenSSL on %s, %s", asked, known)
                    .startsWith(known.substring(0, known.indexOf(':')));
            assertThat(ours).as("here, %s", asked).isNotEqualTo(theirs);
        }
    }

    private static List<Tlsa> parsed(Case asked) {
        return asked.records().stream().map(Tlsa::parsePresentation).toList();
    }

    private static String ours(Case asked) {
        return switch (DaneVerifier.verify(
                asked.chain(), parsed(asked), List.of(DomainName.of(MX)), Instant.now())) {
            case DaneVerdict.Authenticated yes -> "yes at " + yes.depth();
            case DaneVerdict.Rejected no -> "no";
            case DaneVerdict.AllUnusable none -> "all-unusable";
        };
    }

    private static String theirs(Case asked) throws Exception {
        Server server = server(asked);
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "openssl",
                                "s_client",
                                "-connect",
                                "127.0.0.1:" + server.port(),
                                "-servername",
                                MX,
                                "-dane_ee_no_namechecks",
                                "-dane_tlsa_domain",
                                MX));
        for (String record : asked.records()) {
            command.addAll(List.of("-dane_tlsa_rrdata", record));
        }
        String said = run(command);
        if (said.contains("Failed to import any TLSA records")) {
            return "all-unusable";
        }
        if (!said.contains("Verify return code:")) {
            throw new IllegalStateException(asked.label() + ": no verdict: " + said);
        }
        Matcher matched = MATCHED.matcher(said);
        if (!said.contains("Verify return code: 0 (ok)") || !matched.find()) {
            return "no";
        }
        // A bare key has no depth of its own: it stands one above the certificate that it signed.
        int depth = Integer.parseInt(matched.group(2));
        return "yes at " + (matched.group(1).startsWith("signed") ? depth + 1 : depth);
    }

    private static synchronized Server server(Case asked) throws Exception {
        Server server = SERVERS.get(asked.chain());
        if (server == null) {
            server = new Server(asked.chain(), asked.key());
            SERVERS.put(asked.chain(), server);
        }
        return server;
    }

    private static String run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said =
                    new String(
                            process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " did not end");
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A TLS server on loopback that sends exactly the given certificates. */
    private static final class Server implements AutoCloseable {
        private final SSLServerSocket listener;

        Server(List<X509Certificate> chain, PrivateKey key) throws Exception {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new Exactly(chain, key)}, null, null);
            listener =
                    (SSLServerSocket)
                            context.getServerSocketFactory()
                                    .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::serve);
        }

        int port() {
            return listener.getLocalPort();
        }

        private void serve() {
            while (!listener.isClosed()) {
                try {
                    SSLSocket socket = (SSLSocket) listener.accept();
                    Thread.ofVirtual().start(() -> talk(socket));
                } catch (IOException e) {
                    return;
                }
            }
        }

        private static void talk(SSLSocket socket) {
            try (socket) {
                socket.startHandshake();
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The client says what it thinks of the certificates.
                return;
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }

    private static final class Exactly extends X509ExtendedKeyManager {
        private final X509Certificate[] chain;
        private final PrivateKey key;

        Exactly(List<X509Certificate> chain, PrivateKey key) {
            this.chain = chain.toArray(X509Certificate[]::new);
            this.key = key;
        }

        @Override
        public String chooseEngineServerAlias(String kind, Principal[] issuers, SSLEngine engine) {
            return fits(kind);
        }

        @Override
        public String chooseServerAlias(String kind, Principal[] issuers, Socket socket) {
            return fits(kind);
        }

        private String fits(String kind) {
            String algorithm = key.getAlgorithm();
            return kind.startsWith(algorithm) || algorithm.equals(kind) ? "it" : null;
        }

        @Override
        public String[] getServerAliases(String kind, Principal[] issuers) {
            return new String[] {"it"};
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain.clone();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }

        @Override
        public String[] getClientAliases(String kind, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String chooseClientAlias(String[] kinds, Principal[] issuers, Socket socket) {
            return null;
        }
    }
}
