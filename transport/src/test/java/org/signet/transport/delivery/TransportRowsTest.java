package org.signet.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.testing.TestCa;
import org.signet.testing.TestCa.Identity;
import org.signet.transport.dane.DanePolicy;
import org.signet.transport.dane.DaneVerdict;
import org.signet.transport.dane.DaneVerifier;
import org.signet.transport.dane.Tlsa;
import org.signet.transport.dns.DomainName;
import org.signet.transport.dns.FakeDns;
import org.signet.transport.policy.InsecureMxPolicy;
import org.signet.transport.policy.TlsLevel;
import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.policy.TlsRules;
import org.signet.transport.policy.TlsSettings;
import org.signet.transport.smtp.ScriptedServer.Fault;

import java.net.InetAddress;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What a mail server that does DANE to the letter must do, one test for each behaviour by which
 * such servers are compared; the number in front of a name is that of the behaviour, from 1 (a
 * failed TLSA lookup) to 28 (plain text after failed TLS).
 */
class TransportRowsTest {
    private static final TlsRules DANE = TlsRules.of(TlsLevel.DANE);
    private static final TlsRules DANE_ONLY = TlsRules.of(TlsLevel.DANE_ONLY);
    private static final String HEX = "ab".repeat(32);
    private static final String MX = "mx.test";
    private static final TestCa ROOT = TestCa.root("Root");
    private static final TestCa MIDDLE = ROOT.intermediate("Middle");
    private static final Identity SERVER = MIDDLE.server(MX).issue();
    private static final Identity ONE = TestCa.selfSigned("one.test");
    private static final Identity TWO = TestCa.selfSigned("two.test");
    private static final Instant NOW =
            ROOT.certificate().getNotBefore().toInstant().plus(Duration.ofDays(2));

    private TwoHosts hosts;

    @BeforeEach
    void start() throws Exception {
        hosts = new TwoHosts(41, ONE, TWO);
    }

    @AfterEach
    void stop() throws Exception {
        hosts.close();
    }

    /** A domain on two hosts, with further lines; a later line for a name takes the place. */
    private FakeDns dns(String... lines) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "test MX secure 10 one.test",
                                "test MX secure 20 two.test",
                                "one.test A secure $1",
                                "two.test A secure $2"));
        for (String line : lines) {
            String[] words = line.split(" ", 3);
            all.removeIf(other -> other.startsWith(words[0] + " " + words[1] + " "));
        }
        all.addAll(List.of(lines));
        return FakeDns.of(all.stream().map(hosts::filled).toArray(String[]::new));
    }

    private static FakeDns host(String... lines) {
        List<String> all = new ArrayList<>(List.of("test MX secure 10 mx.test"));
        all.addAll(List.of(lines));
        return FakeDns.of(all.toArray(String[]::new));
    }

    private static String plan(FakeDns dns, TlsRules rules) {
        return PlanText.first(dns, rules, false, "test");
    }

    private String deliver(FakeDns dns) throws Exception {
        return hosts.deliver(dns, DANE, false, new Destination.Domain(DomainName.of("test")));
    }

    private String deliverLater(FakeDns dns) throws Exception {
        return hosts.deliver(dns, DANE, true, new Destination.Domain(DomainName.of("test")));
    }

    private static String tlsa(String head, X509Certificate of) throws Exception {
        byte[] selected = head.charAt(2) == '1' ? of.getPublicKey().getEncoded() : of.getEncoded();
        byte[] data =
                switch (head.charAt(4)) {
                    case '0' -> selected;
                    case '1' -> MessageDigest.getInstance("SHA-256").digest(selected);
                    default -> MessageDigest.getInstance("SHA-512").digest(selected);
                };
        return head + " " + HexFormat.of().formatHex(data);
    }

    private static String verdict(List<X509Certificate> chain, String... records) {
        return verdict(chain, List.of(MX, "test"), records);
    }

    private static String verdict(
            List<X509Certificate> chain, List<String> names, String... records) {
        return switch (DaneVerifier.verify(
                chain,
                Stream.of(records).map(Tlsa::parsePresentation).toList(),
                names.stream().map(DomainName::of).toList(),
                NOW)) {
            case DaneVerdict.Authenticated yes -> "authenticated at " + yes.depth();
            case DaneVerdict.Rejected no -> no.cause().code();
            case DaneVerdict.AllUnusable none -> "all-unusable";
        };
    }

    @ParameterizedTest
    @CsvSource({"bogus, tlsa-bogus", "failed, tlsa-lookup-failed"})
    void row01FailedTlsaLookupShouldLeadToTheNextHostOrDefer(String status, String reason)
            throws Exception {
        String ofOne = "_$port._tcp.one.test TLSA " + status;
        assertThat(deliver(dns(ofOne))).isEqualTo("encrypted by two.test");
        assertThat(hosts.one.visits()).isEmpty();
        String ofTwo = "_$port._tcp.two.test TLSA " + status;
        assertThat(deliverLater(dns(ofOne, ofTwo))).isEqualTo("defer 4.7.5 " + reason);
    }

    @ParameterizedTest
    @CsvSource({"bogus, defer mx-bogus", "failed, defer mx-lookup-failed"})
    void row02FailedMxLookupShouldDefer(String status, String expected) {
        for (TlsLevel level : TlsLevel.values()) {
            assertThat(plan(FakeDns.of("test MX " + status), TlsRules.of(level)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void row03InsecureTlsaShouldBeAsIfAbsent() {
        assertThat(
                        plan(
                                host(
                                        "mx.test A secure 192.0.2.1",
                                        "_25._tcp.mx.test TLSA insecure 3 1 1 " + HEX),
                                DANE))
                .isEqualTo("optional");
    }

    @Test
    void row04OnlyUnusableTlsaShouldMakeTlsMandatoryWithoutAuthentication() throws Exception {
        String pkix = "_$port._tcp.one.test TLSA secure 1 1 1 " + HEX;
        assertThat(deliver(dns(pkix))).isEqualTo("encrypted by one.test");
        hosts.one.fault(Fault.NO_STARTTLS);
        hosts.two.fault(Fault.NO_STARTTLS);
        String ofTwo = "_$port._tcp.two.test TLSA secure 0 0 1 " + HEX;
        assertThat(deliverLater(dns(pkix, ofTwo))).isEqualTo("defer 4.7.4 starttls-not-offered");
        assertThat(
                        plan(
                                host(
                                        "mx.test A secure 192.0.2.1",
                                        "_25._tcp.mx.test TLSA secure 1 1 1 " + HEX),
                                DANE_ONLY))
                .isEqualTo("defer dane-required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4 1 1 32", // usage not assigned
                "255 1 1 32", // usage for private use
                "3 2 1 32", // selector not assigned
                "3 255 1 32", // selector for private use
                "3 1 3 32", // matching type not assigned
                "3 1 255 32", // matching type for private use
                "3 1 1 31", // digest too short
                "3 1 1 33", // digest too long
                "3 1 2 32", // digest of another type
                "3 1 1 0", // no data
                "2 0 0 32", // no certificate
                "3 1 0 32", // no key
            })
    void row05EachKindOfUnusableRecordShouldMakeTlsMandatoryAndNoMore(String record) {
        String head = record.substring(0, record.lastIndexOf(' '));
        int octets = Integer.parseInt(record.substring(record.lastIndexOf(' ') + 1));
        String unusable = "_25._tcp.mx.test TLSA secure " + head + " " + "ab".repeat(octets);
        String good = "_25._tcp.mx.test TLSA secure 3 1 1 " + HEX;
        String address = "mx.test A secure 192.0.2.1";
        assertThat(plan(host(address, unusable), DANE)).isEqualTo("encrypt");
        assertThat(plan(host(address, unusable, good), DANE)).isEqualTo("authenticate mx.test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 1", "0 1 1", "1 0 1", "1 1 1"})
    void row06PkixUsagesShouldBeUnusableAlsoWhereTheyMatch(String head) throws Exception {
        assertThat(verdict(SERVER.chain(), tlsa(head, SERVER.certificate())))
                .isEqualTo("all-unusable");
        assertThat(verdict(SERVER.chain(), tlsa(head, SERVER.certificate()), "3 1 1 " + HEX))
                .isEqualTo("tlsa-mismatch");
    }

    @Test
    void row07OnlyTheStrongestDigestOfAUsageAndSelectorShouldCount() throws Exception {
        X509Certificate leaf = SERVER.certificate();
        X509Certificate other = ROOT.certificate();
        List<X509Certificate> chain = SERVER.chain();
        assertThat(verdict(chain, tlsa("3 1 1", leaf), tlsa("3 1 2", other)))
                .isEqualTo("tlsa-mismatch");
        assertThat(verdict(chain, tlsa("3 1 1", other), tlsa("3 1 2", leaf)))
                .isEqualTo("authenticated at 0");
        assertThat(verdict(chain, tlsa("3 0 1", leaf), tlsa("3 1 2", other)))
                .isEqualTo("authenticated at 0");
        assertThat(verdict(chain, tlsa("2 1 1", other), tlsa("3 1 2", other)))
                .isEqualTo("authenticated at 2");
        assertThat(verdict(chain, tlsa("3 1 0", leaf), tlsa("3 1 2", other)))
                .isEqualTo("authenticated at 0");
    }

    @Test
    void row08EndEntityRecordsShouldBeLookedAtFirst() throws Exception {
        Identity expired = MIDDLE.server(MX).expired().issue();
        String anchor = tlsa("2 0 1", MIDDLE.certificate());
        String leaf = tlsa("3 1 1", expired.certificate());
        assertThat(verdict(expired.chain(), anchor)).isEqualTo("certificate-expired");
        assertThat(verdict(expired.chain(), anchor, leaf)).isEqualTo("authenticated at 0");
        assertThat(verdict(expired.chain(), leaf, anchor)).isEqualTo("authenticated at 0");
    }

    @Test
    void row09EndEntityRecordsShouldIgnoreNameDatesIssuerAndPurpose() throws Exception {
        for (Identity server :
                List.of(
                        ROOT.server("other.test").issue(),
                        ROOT.server(MX).expired().issue(),
                        ROOT.server(MX).notYetValid().issue(),
                        ROOT.server(MX).withoutNames().issue(),
                        ROOT.server(MX).purpose(KeyPurposeId.id_kp_clientAuth).issue(),
                        TestCa.selfSigned("other.test"))) {
            assertThat(verdict(server.chain(), tlsa("3 1 1", server.certificate())))
                    .isEqualTo("authenticated at 0");
        }
    }

    @Test
    void row10AnchorRecordsShouldNeverMatchTheServersOwnCertificate() throws Exception {
        Identity alone = TestCa.selfSigned(MX);
        for (String head : List.of("2 0 1", "2 1 1", "2 0 0")) {
            assertThat(verdict(SERVER.chain(), tlsa(head, SERVER.certificate())))
                    .isEqualTo("tlsa-mismatch");
            assertThat(verdict(alone.chain(), tlsa(head, alone.certificate())))
                    .isEqualTo("tlsa-mismatch");
        }
    }

    @Test
    void row11AnchorShouldBeAnywhereAboveTheLeafAndItselfBeInOrder() throws Exception {
        List<X509Certificate> chain = SERVER.chain();
        assertThat(verdict(chain, tlsa("2 0 1", MIDDLE.certificate())))
                .isEqualTo("authenticated at 1");
        assertThat(verdict(chain.subList(0, 2), tlsa("2 0 1", MIDDLE.certificate())))
                .isEqualTo("authenticated at 1");
        assertThat(verdict(chain, tlsa("2 0 1", ROOT.certificate())))
                .isEqualTo("authenticated at 2");
        TestCa old = ROOT.below("Old").expired().issueAuthority();
        assertThat(verdict(old.server(MX).issue().chain(), tlsa("2 0 1", old.certificate())))
                .isEqualTo("certificate-expired");
        TestCa none = ROOT.below("None").withoutAuthority().issueAuthority();
        assertThat(verdict(none.server(MX).issue().chain(), tlsa("2 0 1", none.certificate())))
                .isEqualTo("certificate-path-invalid");
    }

    @Test
    void row12AnchorFromDnsShouldNotHaveToBeSent() throws Exception {
        List<X509Certificate> withoutRoot = SERVER.chain().subList(0, 2);
        assertThat(verdict(withoutRoot, tlsa("2 0 0", ROOT.certificate())))
                .isEqualTo("authenticated at 2");
        assertThat(verdict(withoutRoot, tlsa("2 1 0", ROOT.certificate())))
                .isEqualTo("authenticated at 2");
        assertThat(verdict(SERVER.chain().subList(0, 1), tlsa("2 1 0", MIDDLE.certificate())))
                .isEqualTo("authenticated at 1");
        assertThat(verdict(withoutRoot, tlsa("2 0 1", ROOT.certificate())))
                .isEqualTo("tlsa-mismatch");
        TestCa forger = TestCa.root("Root");
        assertThat(verdict(withoutRoot, tlsa("2 1 0", forger.certificate())))
                .isEqualTo("tlsa-mismatch");
    }

    @ParameterizedTest
    @CsvSource({
        "'test MX secure 10 mx.test', mx.test+test",
        "'test CNAME secure real.test;real.test MX secure 10 mx.test', mx.test+test+real.test",
        "'test MX insecure 10 mx.test', mx.test",
        "'test CNAME insecure real.test;real.test MX secure 10 mx.test', mx.test",
        "'test MX secure 10 alias.test;alias.test CNAME secure mx.test', mx.test+test",
    })
    void row13ReferenceNamesShouldBeThoseThatNobodyCouldForge(String mx, String expected) {
        List<String> lines = new ArrayList<>(List.of(mx.split(";", -1)));
        lines.add("mx.test A secure 192.0.2.1");
        lines.add("_25._tcp.mx.test TLSA secure 2 0 1 " + HEX);
        assertThat(names(FakeDns.of(lines.toArray(String[]::new)))).isEqualTo(expected);
    }

    private static String names(FakeDns dns) {
        HostPlan plan =
                new HostPlanner(dns, DANE)
                        .plan(
                                ((Route.Stops)
                                                new RouteFinder(dns, new Random(1), 25)
                                                        .find(
                                                                new Destination.Domain(
                                                                        DomainName.of("test"))))
                                        .stops()
                                        .get(0),
                                false);
        TlsPolicy policy = ((HostPlan.Connect) plan).policy();
        DanePolicy.Authenticate dane = ((TlsPolicy.Authenticated) policy).dane();
        return String.join("+", dane.referenceNames().stream().map(DomainName::text).toList());
    }

    @Test
    void row14CommonNameShouldNeverCount() throws Exception {
        String anchor = tlsa("2 0 1", ROOT.certificate());
        Identity onlySubject = ROOT.server(MX).withoutNames().issue();
        assertThat(verdict(onlySubject.chain(), anchor)).isEqualTo("certificate-name-mismatch");
        Identity beside = ROOT.person(MX).purpose(KeyPurposeId.id_kp_serverAuth).issue();
        assertThat(verdict(beside.chain(), anchor)).isEqualTo("certificate-name-mismatch");
        assertThat(verdict(ROOT.server("a.test", MX).issue().chain(), anchor))
                .isEqualTo("authenticated at 1");
    }

    @Test
    void row15PathShouldBeCheckedWhateverTheOrderOfTheChain() throws Exception {
        String anchor = tlsa("2 0 1", ROOT.certificate());
        List<X509Certificate> chain = SERVER.chain();
        X509Certificate stranger = TestCa.root("Stranger").certificate();
        assertThat(verdict(List.of(chain.get(0), stranger, chain.get(2), chain.get(1)), anchor))
                .isEqualTo("authenticated at 2");
        TestCa none = ROOT.below("None").withoutAuthority().issueAuthority();
        assertThat(verdict(none.server(MX).issue().chain(), anchor))
                .isEqualTo("certificate-path-invalid");
        TestCa narrow = ROOT.below("Short").pathLength(0).issueAuthority();
        Identity deep = narrow.intermediate("Too deep").server(MX).issue();
        assertThat(verdict(deep.chain(), anchor)).isEqualTo("certificate-path-invalid");
        assertThat(verdict(deep.chain(), tlsa("2 0 1", narrow.certificate())))
                .isEqualTo("certificate-path-invalid");
        Identity client = ROOT.server(MX).purpose(KeyPurposeId.id_kp_clientAuth).issue();
        assertThat(verdict(client.chain(), anchor)).isEqualTo("certificate-purpose");
        TestCa inside = ROOT.below("Inside").permittingOnly("test").issueAuthority();
        TestCa outside = ROOT.below("Outside").permittingOnly("other").issueAuthority();
        assertThat(verdict(inside.server(MX).issue().chain(), anchor))
                .isEqualTo("authenticated at 2");
        assertThat(verdict(inside.server(MX).issue().chain(), tlsa("2 0 1", inside.certificate())))
                .isEqualTo("authenticated at 1");
        assertThat(verdict(outside.server(MX).issue().chain(), anchor))
                .isEqualTo("certificate-path-invalid");
        assertThat(
                        verdict(
                                outside.server(MX).issue().chain(),
                                tlsa("2 0 1", outside.certificate())))
                .isEqualTo("certificate-path-invalid");
    }

    /** Raw public keys are not asked for: a certificate with the key is what 3 1 x matches. */
    @Test
    void row16KeyRecordShouldMatchEveryCertificateWithTheKey() throws Exception {
        assertThat(verdict(SERVER.chain(), tlsa("3 1 1", SERVER.certificate())))
                .isEqualTo("authenticated at 0");
        assertThat(verdict(List.of(), tlsa("3 1 1", SERVER.certificate())))
                .isEqualTo("no-certificate");
    }

    @ParameterizedTest
    @CsvSource({
        "secure,   secure,   secure, secure, authenticate real.test",
        "secure,   secure,   nodata, secure, authenticate mx.test",
        "secure,   secure,   bogus,  secure, defer tlsa-bogus",
        "secure,   secure,   failed, secure, defer tlsa-lookup-failed",
        "secure,   insecure, secure, secure, authenticate mx.test",
        "insecure, secure,   secure, secure, optional",
    })
    void row17TlsaOfAnAliasShouldBeLookedForAtItsTargetFirst(
            String alias, String target, String atTarget, String atAlias, String expected) {
        FakeDns dns =
                host(
                        "mx.test CNAME " + alias + " real.test",
                        "real.test A " + target + " 192.0.2.1",
                        "_25._tcp.real.test TLSA " + atTarget + tail(atTarget),
                        "_25._tcp.mx.test TLSA " + atAlias + tail(atAlias));
        assertThat(plan(dns, DANE)).isEqualTo(expected);
    }

    private static String tail(String status) {
        return status.equals("secure") || status.equals("insecure") ? " 3 1 1 " + HEX : "";
    }

    @ParameterizedTest
    @CsvSource({
        "secure, secure, authenticate mx.test",
        "secure, insecure, optional",
        "insecure, secure, optional",
        "secure, bogus, defer tlsa-bogus",
    })
    void row18TlsaNameMayBeAnAliasOfWhichEveryHopIsSecure(
            String alias, String target, String expected) {
        FakeDns dns =
                host(
                        "mx.test A secure 192.0.2.1",
                        "_25._tcp.mx.test CNAME " + alias + " keys.elsewhere.test",
                        "keys.elsewhere.test TLSA " + target + tail(target));
        assertThat(plan(dns, DANE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "secure, secure, authenticate mx.test",
        "secure, insecure, trust mx.test",
        "insecure, secure, trust mx.test",
        "secure, bogus, defer mx-bogus",
    })
    void row19AliasAtTheNextHopShouldCountForTheStatusOfTheMx(
            String alias, String mx, String expected) {
        FakeDns dns =
                FakeDns.of(
                        "test CNAME " + alias + " real.test",
                        "real.test MX " + mx + (mx.equals("bogus") ? "" : " 10 mx.test"),
                        "mx.test A secure 192.0.2.1",
                        "_25._tcp.mx.test TLSA secure 3 1 1 " + HEX);
        assertThat(plan(dns, DANE)).isEqualTo(expected);
    }

    @Test
    void row20TlsaShouldNotBeAskedForWhereTheAddressesAreInsecure() {
        FakeDns dns = host("mx.test A insecure 192.0.2.1", "_25._tcp.mx.test TLSA failed");
        assertThat(plan(dns, DANE)).isEqualTo("optional");
        assertThat(dns.asked).noneMatch(question -> question.endsWith("TLSA"));
    }

    @ParameterizedTest
    @CsvSource({"DANE, trust mx.test", "ENCRYPT, encrypt", "MAY, optional"})
    void row21SecureHostBehindInsecureMxShouldFollowThePolicy(
            InsecureMxPolicy policy, String expected) {
        FakeDns dns =
                FakeDns.of(
                        "test MX insecure 10 mx.test",
                        "mx.test A secure 192.0.2.1",
                        "_25._tcp.mx.test TLSA secure 3 1 1 " + HEX);
        TlsRules rules =
                new TlsRules(
                        TlsSettings.of(TlsLevel.DANE, policy),
                        false,
                        Optional.empty(),
                        Clock.systemUTC());
        assertThat(plan(dns, rules)).isEqualTo(expected);
        assertThat(plan(dns, DANE_ONLY)).isEqualTo("defer dane-required");
    }

    @Test
    void row21ServerBehindInsecureMxShouldOnlyBeCalledTrusted() throws Exception {
        String[] lines = {
            "test MX insecure 10 one.test",
            "_$port._tcp.one.test TLSA secure " + tlsa("3 1 1", ONE.certificate())
        };
        assertThat(deliver(dns(lines))).isEqualTo("dane-trusted by one.test");
        lines[1] = "_$port._tcp.one.test TLSA secure " + tlsa("3 1 1", TWO.certificate());
        assertThat(deliver(dns(lines))).isEqualTo("defer 4.7.5 tlsa-mismatch");
    }

    @Test
    void row22DomainWithoutMxShouldBeItsOwnHost() {
        FakeDns dns =
                FakeDns.of("test A secure 192.0.2.1", "_25._tcp.test TLSA secure 3 1 1 " + HEX);
        assertThat(plan(dns, DANE)).isEqualTo("authenticate test");
    }

    @Test
    void row23AddressShouldNotBeUnderDane() throws Exception {
        InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 41});
        Destination literal = new Destination.Literal(address);
        assertThat(hosts.deliver(dns(), DANE, false, literal)).isEqualTo("encrypted by ");
        assertThat(hosts.deliver(dns(), DANE_ONLY, false, literal))
                .isEqualTo("defer 4.7.5 dane-required");
    }

    @Test
    void row24ServerShouldBeAskedForByTheTlsaBaseDomain() throws Exception {
        FakeDns aliased =
                dns(
                        "test MX secure 10 alias.test",
                        "alias.test CNAME secure one.test",
                        "_$port._tcp.one.test TLSA secure " + tlsa("3 1 1", ONE.certificate()));
        assertThat(deliver(aliased)).isEqualTo("dane-verified by alias.test");
        assertThat(hosts.one.lastVisit().sni).isEqualTo("one.test");
        assertThat(deliver(dns("test MX insecure 10 one.test"))).isEqualTo("encrypted by one.test");
        assertThat(hosts.one.lastVisit().sni).isEqualTo("one.test");
    }

    @Test
    void row25MissingStartTlsUnderDaneShouldLeadToTheNextHostAndNeverToPlainText()
            throws Exception {
        hosts.one.fault(Fault.NO_STARTTLS);
        String ofOne = "_$port._tcp.one.test TLSA secure " + tlsa("3 1 1", ONE.certificate());
        String ofTwo = "_$port._tcp.two.test TLSA secure " + tlsa("3 1 1", TWO.certificate());
        assertThat(deliverLater(dns(ofOne, ofTwo))).isEqualTo("dane-verified by two.test");
        hosts.two.fault(Fault.NO_STARTTLS);
        assertThat(deliverLater(dns(ofOne, ofTwo))).isEqualTo("defer 4.7.4 starttls-not-offered");
        assertThat(hosts.one.lastVisit().text()).isEmpty();
        assertThat(hosts.two.lastVisit().text()).isEmpty();
    }

    @Test
    void row26MismatchShouldDeferAndNotBounce() throws Exception {
        String wrong = " TLSA secure " + tlsa("3 1 1", SERVER.certificate());
        FakeDns dns = dns("_$port._tcp.one.test" + wrong, "_$port._tcp.two.test" + wrong);
        assertThat(deliver(dns)).isEqualTo("defer 4.7.5 tlsa-mismatch");
        assertThat(deliverLater(dns)).isEqualTo("defer 4.7.5 tlsa-mismatch");
    }

    @Test
    void row27EachHostShouldBeJudgedByItsOwnPolicy() throws Exception {
        String wrong = "_$port._tcp.one.test TLSA secure " + tlsa("3 1 1", SERVER.certificate());
        assertThat(deliver(dns(wrong))).isEqualTo("encrypted by two.test");
        assertThat(deliver(dns(wrong, "two.test A insecure $2")))
                .isEqualTo("encrypted by two.test");
        String right = "_$port._tcp.two.test TLSA secure " + tlsa("3 1 1", TWO.certificate());
        assertThat(deliver(dns(wrong, right))).isEqualTo("dane-verified by two.test");
    }

    @Test
    void row28PlainTextAfterFailedTlsShouldWaitForALaterTryAndNeverMeetADemand() throws Exception {
        hosts.one.fault(Fault.GARBAGE_AS_HANDSHAKE);
        hosts.two.fault(Fault.GARBAGE_AS_HANDSHAKE);
        Destination to = new Destination.Domain(DomainName.of("test"));
        for (TlsLevel level : List.of(TlsLevel.MAY, TlsLevel.DANE)) {
            TlsRules free = TlsRules.of(level);
            TlsRules demanding =
                    new TlsRules(TlsSettings.of(level), true, Optional.empty(), Clock.systemUTC());
            assertThat(hosts.deliver(dns(), free, false, to))
                    .isEqualTo("defer 4.7.5 handshake-failed");
            assertThat(hosts.deliver(dns(), free, true, to)).isEqualTo("plain by one.test");
            assertThat(hosts.deliver(dns(), demanding, true, to))
                    .isEqualTo("defer 4.7.5 handshake-failed");
        }
        assertThat(hosts.deliver(dns(), TlsRules.of(TlsLevel.ENCRYPT), true, to))
                .isEqualTo("defer 4.7.5 handshake-failed");
    }

    @Test
    void internationalDomainShouldBeLookedUpByItsALabels() {
        FakeDns dns =
                FakeDns.of(
                        "xn--bcher-kva.test MX secure 10 mx.test",
                        "mx.test A secure 192.0.2.1",
                        "_25._tcp.mx.test TLSA secure 3 1 1 " + HEX);
        assertThat(PlanText.first(dns, DANE, false, "b\u00fccher.test"))
                .isEqualTo("authenticate mx.test");
    }
}
