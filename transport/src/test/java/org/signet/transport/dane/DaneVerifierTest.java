package org.signet.transport.dane;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.testing.TestCa;
import org.signet.transport.dns.DomainName;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class DaneVerifierTest {
    private static final String MX = "mx.example";
    private static final List<DomainName> NAMES =
            List.of(DomainName.of(MX), DomainName.of("example"), DomainName.of("mx.in.example"));

    private static final TestCa ROOT = TestCa.root("Root");

    /** The time at which the certificates were minted, which begin two days before. */
    private static final Instant NOW =
            ROOT.certificate().getNotBefore().toInstant().plus(Duration.ofDays(2));

    private static final TestCa MIDDLE = ROOT.intermediate("Middle");
    private static final TestCa OTHER = TestCa.root("Other");
    private static final TestCa.Identity GOOD = MIDDLE.server(MX).issue();
    private static final TestCa.Identity EXPIRED = MIDDLE.server(MX).expired().issue();
    private static final TestCa.Identity FUTURE = MIDDLE.server(MX).notYetValid().issue();
    private static final TestCa.Identity WRONG_NAME = MIDDLE.server("other.example").issue();
    private static final TestCa.Identity WILDCARD = MIDDLE.server("*.in.example").issue();
    private static final TestCa.Identity SELF_SIGNED = TestCa.selfSigned("who.knows");
    private static final TestCa.Identity CLIENT =
            MIDDLE.server(MX).purpose(KeyPurposeId.id_kp_clientAuth).issue();
    private static final TestCa NO_CA =
            ROOT.below("Not an authority").withoutAuthority().issueAuthority();
    private static final TestCa SHORT =
            ROOT.below("No authority below").pathLength(0).issueAuthority();
    private static final TestCa OLD = ROOT.below("Expired authority").expired().issueAuthority();

    private static Tlsa record(int usage, int selector, int matching, X509Certificate of) {
        Selector part = Selector.of(selector).orElseThrow();
        byte[] data = MatchingType.of(matching).orElseThrow().apply(part.select(of));
        return Tlsa.parsePresentation(
                usage + " " + selector + " " + matching + " " + HexFormat.of().formatHex(data));
    }

    private static DaneVerdict verify(List<X509Certificate> chain, Tlsa... records) {
        return DaneVerifier.verify(chain, List.of(records), NAMES, NOW);
    }

    private static String shown(DaneVerdict verdict) {
        return switch (verdict) {
            case DaneVerdict.Authenticated yes -> "authenticated at " + yes.depth();
            case DaneVerdict.Rejected no -> no.cause().code();
            case DaneVerdict.AllUnusable none -> "all-unusable";
        };
    }

    private static Arguments row(
            String label, List<X509Certificate> chain, String expected, Tlsa... records) {
        return Arguments.of(label, chain, List.of(records), expected);
    }

    private static List<X509Certificate> chain(TestCa.Identity... identities) {
        return Stream.of(identities).flatMap(i -> i.chain().stream()).toList();
    }

    private static List<X509Certificate> shuffled(List<X509Certificate> chain) {
        List<X509Certificate> rest = new ArrayList<>(chain.subList(1, chain.size()));
        Collections.reverse(rest);
        rest.add(0, OTHER.certificate());
        rest.add(0, chain.get(0));
        return rest;
    }

    static Stream<Arguments> table() {
        X509Certificate leaf = GOOD.certificate();
        X509Certificate middle = MIDDLE.certificate();
        X509Certificate root = ROOT.certificate();
        List<X509Certificate> full = GOOD.chain();
        List<X509Certificate> withoutRoot = full.subList(0, 2);
        Tlsa wrongEe = record(3, 1, 1, OTHER.certificate());
        Tlsa pkix = Tlsa.parsePresentation("1 1 1 " + "ab".repeat(32));
        return Stream.of(
                row("3 1 1", full, "authenticated at 0", record(3, 1, 1, leaf)),
                row("3 1 2", full, "authenticated at 0", record(3, 1, 2, leaf)),
                row("3 1 0", full, "authenticated at 0", record(3, 1, 0, leaf)),
                row("3 0 1", full, "authenticated at 0", record(3, 0, 1, leaf)),
                row("3 0 2", full, "authenticated at 0", record(3, 0, 2, leaf)),
                row("3 0 0", full, "authenticated at 0", record(3, 0, 0, leaf)),
                row(
                        "EE ignores expiry",
                        EXPIRED.chain(),
                        "authenticated at 0",
                        record(3, 1, 1, EXPIRED.certificate())),
                row(
                        "EE ignores notBefore",
                        FUTURE.chain(),
                        "authenticated at 0",
                        record(3, 1, 1, FUTURE.certificate())),
                row(
                        "EE ignores names",
                        WRONG_NAME.chain(),
                        "authenticated at 0",
                        record(3, 1, 1, WRONG_NAME.certificate())),
                row(
                        "EE ignores who signed",
                        SELF_SIGNED.chain(),
                        "authenticated at 0",
                        record(3, 1, 1, SELF_SIGNED.certificate())),
                row(
                        "EE ignores purpose",
                        CLIENT.chain(),
                        "authenticated at 0",
                        record(3, 1, 1, CLIENT.certificate())),
                row("EE never matches an issuer", full, "tlsa-mismatch", record(3, 1, 1, middle)),
                row("EE of another server", full, "tlsa-mismatch", wrongEe),
                row(
                        "EE wrong then right",
                        full,
                        "authenticated at 0",
                        wrongEe,
                        record(3, 1, 1, leaf)),
                row(
                        "EE wrong, TA right",
                        full,
                        "authenticated at 1",
                        wrongEe,
                        record(2, 1, 1, middle)),
                row(
                        "EE right, TA wrong",
                        full,
                        "authenticated at 0",
                        record(2, 1, 1, OTHER.certificate()),
                        record(3, 1, 1, leaf)),
                row("TA intermediate", full, "authenticated at 1", record(2, 0, 1, middle)),
                row("TA intermediate key", full, "authenticated at 1", record(2, 1, 2, middle)),
                row("TA root", full, "authenticated at 2", record(2, 0, 1, root)),
                row(
                        "TA intermediate, root not sent",
                        withoutRoot,
                        "authenticated at 1",
                        record(2, 0, 1, middle)),
                row(
                        "TA root by digest, not sent",
                        withoutRoot,
                        "tlsa-mismatch",
                        record(2, 0, 1, root)),
                row(
                        "TA root from DNS, not sent",
                        withoutRoot,
                        "authenticated at 2",
                        record(2, 0, 0, root)),
                row(
                        "TA root key from DNS, not sent",
                        withoutRoot,
                        "authenticated at 2",
                        record(2, 1, 0, root)),
                row(
                        "TA key from DNS directly above",
                        List.of(leaf),
                        "authenticated at 1",
                        record(2, 1, 0, middle)),
                row(
                        "TA certificate from DNS directly above",
                        List.of(leaf),
                        "authenticated at 1",
                        record(2, 0, 0, middle)),
                row("TA never the leaf", full, "tlsa-mismatch", record(2, 0, 1, leaf)),
                row("TA never the leaf's key", full, "tlsa-mismatch", record(2, 1, 1, leaf)),
                row(
                        "TA never the self-signed leaf",
                        SELF_SIGNED.chain(),
                        "tlsa-mismatch",
                        record(2, 0, 1, SELF_SIGNED.certificate())),
                row(
                        "TA never the leaf sent twice",
                        chain(SELF_SIGNED, SELF_SIGNED),
                        "tlsa-mismatch",
                        record(2, 0, 1, SELF_SIGNED.certificate())),
                row(
                        "TA in DNS never the self-signed leaf",
                        SELF_SIGNED.chain(),
                        "tlsa-mismatch",
                        record(2, 0, 0, SELF_SIGNED.certificate())),
                row(
                        "TA of a stranger added to the chain",
                        shuffled(full),
                        "certificate-path-invalid",
                        record(2, 0, 1, OTHER.certificate())),
                row(
                        "TA, unordered and padded chain",
                        shuffled(full),
                        "authenticated at 2",
                        record(2, 0, 1, root)),
                row(
                        "TA, expired leaf",
                        EXPIRED.chain(),
                        "certificate-expired",
                        record(2, 0, 1, middle)),
                row(
                        "TA, leaf of the future",
                        FUTURE.chain(),
                        "certificate-not-yet-valid",
                        record(2, 0, 1, middle)),
                row(
                        "TA, expired anchor",
                        OLD.server(MX).issue().chain(),
                        "certificate-expired",
                        record(2, 0, 1, OLD.certificate())),
                row(
                        "TA, expired below anchor",
                        OLD.server(MX).issue().chain(),
                        "certificate-expired",
                        record(2, 0, 1, root)),
                row(
                        "TA, other name",
                        WRONG_NAME.chain(),
                        "certificate-name-mismatch",
                        record(2, 0, 1, middle)),
                row(
                        "TA, wildcard name",
                        WILDCARD.chain(),
                        "authenticated at 1",
                        record(2, 0, 1, middle)),
                row(
                        "TA, wildcard for a whole top level",
                        MIDDLE.server("*.example").issue().chain(),
                        "certificate-name-mismatch",
                        record(2, 0, 1, middle)),
                row(
                        "TA, wildcard for part of a label",
                        MIDDLE.server("m*.in.example").issue().chain(),
                        "certificate-name-mismatch",
                        record(2, 0, 1, middle)),
                row(
                        "TA, wildcard for two labels",
                        MIDDLE.server("*.*.example", "*.x.in.example").issue().chain(),
                        "certificate-name-mismatch",
                        record(2, 0, 1, middle)),
                row(
                        "TA, name of the next hop",
                        MIDDLE.server("example").issue().chain(),
                        "authenticated at 1",
                        record(2, 0, 1, middle)),
                row(
                        "TA, name only in the subject",
                        nameOnlyInSubject(),
                        "certificate-name-mismatch",
                        record(2, 0, 1, middle)),
                row(
                        "TA, not for servers",
                        CLIENT.chain(),
                        "certificate-purpose",
                        record(2, 0, 1, middle)),
                row(
                        "TA, issuer is no authority",
                        NO_CA.server(MX).issue().chain(),
                        "certificate-path-invalid",
                        record(2, 0, 1, root)),
                row(
                        "TA, anchor is no authority",
                        NO_CA.server(MX).issue().chain(),
                        "certificate-path-invalid",
                        record(2, 0, 1, NO_CA.certificate())),
                row(
                        "TA, path too long below anchor",
                        SHORT.intermediate("Too deep").server(MX).issue().chain(),
                        "certificate-path-invalid",
                        record(2, 0, 1, SHORT.certificate())),
                row(
                        "TA, path too long further down",
                        SHORT.intermediate("Too deep").server(MX).issue().chain(),
                        "certificate-path-invalid",
                        record(2, 0, 1, root)),
                row(
                        "TA, path of the allowed length",
                        SHORT.server(MX).issue().chain(),
                        "authenticated at 1",
                        record(2, 0, 1, SHORT.certificate())),
                row(
                        "agility: weak digest right, strong wrong",
                        full,
                        "tlsa-mismatch",
                        record(3, 1, 1, leaf),
                        record(3, 1, 2, OTHER.certificate())),
                row(
                        "agility: weak wrong, strong right",
                        full,
                        "authenticated at 0",
                        record(3, 1, 2, leaf),
                        record(3, 1, 1, OTHER.certificate())),
                row(
                        "agility is by selector",
                        full,
                        "authenticated at 0",
                        record(3, 0, 1, leaf),
                        record(3, 1, 2, OTHER.certificate())),
                row(
                        "agility is by usage",
                        full,
                        "authenticated at 1",
                        record(2, 1, 1, middle),
                        record(3, 1, 2, OTHER.certificate())),
                row(
                        "agility leaves whole objects",
                        full,
                        "authenticated at 0",
                        record(3, 1, 0, leaf),
                        record(3, 1, 2, OTHER.certificate())),
                row(
                        "unusable beside good",
                        full,
                        "authenticated at 0",
                        pkix,
                        record(3, 1, 1, leaf)),
                row("unusable beside wrong", full, "tlsa-mismatch", pkix, wrongEe),
                row(
                        "unusable strong digest does not count",
                        full,
                        "authenticated at 0",
                        Tlsa.parsePresentation("3 1 2 abcd"),
                        record(3, 1, 1, leaf)),
                row("only unusable", full, "all-unusable", pkix),
                row("no certificate", List.of(), "no-certificate", record(3, 1, 1, leaf)));
    }

    private static List<X509Certificate> nameOnlyInSubject() {
        // The subject is the first name, "mx.example"; a mail address is the only other name.
        return MIDDLE.person(MX).purpose(KeyPurposeId.id_kp_serverAuth).issue().chain();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void verifyShouldSay(
            String label, List<X509Certificate> chain, List<Tlsa> records, String expected) {
        DaneVerdict verdict = DaneVerifier.verify(chain, records, NAMES, NOW);
        assertThat(shown(verdict)).as("%s: %s", label, verdict).isEqualTo(expected);
    }

    @Test
    void mismatchShouldNameTheServersDigestAndWhatIsPublished() {
        Tlsa published = record(3, 1, 1, OTHER.certificate());
        assertThat(verify(GOOD.chain(), published))
                .isInstanceOfSatisfying(
                        DaneVerdict.Rejected.class,
                        rejected ->
                                assertThat(rejected.detail())
                                        .contains(
                                                record(3, 1, 1, GOOD.certificate())
                                                        .presentation()
                                                        .substring(6))
                                        .contains(published.presentation()));
    }

    @Test
    void forgedIssuerOfTheSameNameShouldNotAnchor() {
        TestCa forger = TestCa.root("Middle");
        List<X509Certificate> forged = new ArrayList<>(forger.server(MX).issue().chain());
        forged.add(MIDDLE.certificate());
        assertThat(shown(verify(forged, record(2, 0, 1, MIDDLE.certificate()))))
                .isEqualTo("certificate-path-invalid");
    }

    @Test
    void verifyShouldGoByTheGivenTime() {
        DaneVerdict later =
                DaneVerifier.verify(
                        GOOD.chain(),
                        List.of(record(2, 0, 1, MIDDLE.certificate())),
                        NAMES,
                        NOW.plus(Duration.ofDays(400)));
        assertThat(shown(later)).isEqualTo("certificate-expired");
    }

    @Test
    void orderOfRecordsAndUnusableOnesShouldNotChangeTheVerdict() {
        long seed = 20261123L;
        Random random = new Random(seed);
        List<Arguments> rows = table().toList();
        for (int round = 0; round < 200; round++) {
            Object[] row = rows.get(random.nextInt(rows.size())).get();
            @SuppressWarnings("unchecked")
            List<X509Certificate> chain = (List<X509Certificate>) row[1];
            @SuppressWarnings("unchecked")
            List<Tlsa> records = new ArrayList<>((List<Tlsa>) row[2]);
            records.add(Tlsa.parsePresentation("0 0 1 " + "00".repeat(random.nextInt(40))));
            Collections.shuffle(records, random);
            assertThat(shown(DaneVerifier.verify(chain, records, NAMES, NOW)))
                    .as("seed %d, %s", seed, row[0])
                    .isEqualTo(row[3]);
        }
    }

    @Test
    void chainMadeToHaveManyWaysShouldEndSoon() {
        TestCa.Identity leaf = MIDDLE.server(MX).issue();
        List<X509Certificate> many = new ArrayList<>(List.of(leaf.certificate()));
        // Cross certificates: same names and key, so that every one issues every other.
        IntStream.range(0, 31).forEach(i -> many.add(crossed()));
        assertThat(shown(verify(many, record(2, 0, 1, OTHER.certificate()))))
                .isEqualTo("tlsa-mismatch");
    }

    private static X509Certificate crossed() {
        return MIDDLE.below("Middle").issueAuthority().certificate();
    }
}
