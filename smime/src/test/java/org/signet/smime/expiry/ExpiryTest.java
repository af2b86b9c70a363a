package org.signet.smime.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.smime.expiry.ExpiryReport.State;
import org.signet.smime.expiry.Watched.Kind;
import org.signet.smime.trust.Fingerprint;
import org.signet.testing.TestCa;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What ends is told in time, once, and never hides behind something else. */
class ExpiryTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final ExpiryRule RULE = new ExpiryRule(30);

    @ParameterizedTest
    @CsvSource({
        // kind, seconds from now to the end, finding, days, state
        "SIGNING_KEY, 2592001, none, 0, SOUND",
        "SIGNING_KEY, 2592000, expiring, 30, ATTENTION",
        "SIGNING_KEY, 86399, expiring, 0, ATTENTION",
        "SIGNING_KEY, 0, expiring, 0, ATTENTION",
        "SIGNING_KEY, -1, expired, 0, BROKEN",
        "SIGNING_KEY, -864000000, expired, 10000, BROKEN",
        "RECIPIENT, 86400, expiring, 1, ATTENTION",
        "RECIPIENT, -2592000, expired, 30, ATTENTION",
        "RECIPIENT, -2592001, none, 0, SOUND",
        "AUTHORITY, 86400, expiring, 1, ATTENTION",
        "AUTHORITY, -86400, expired, 1, ATTENTION",
        "REVOCATION_LIST, 1, none, 0, SOUND",
        "REVOCATION_LIST, -86400, expired, 1, ATTENTION",
    })
    void decideShouldTellWhatEnds(Kind kind, long end, String finding, long days, State state) {
        ExpiryReport report = decide(watched(kind, "a@example.org", -900_000_000, end));

        assertThat(report.state()).isEqualTo(state);
        switch (finding) {
            case "expiring" ->
                    assertThat(report.findings())
                            .singleElement()
                            .isInstanceOfSatisfying(
                                    Finding.Expiring.class,
                                    each -> assertThat(each.daysLeft()).isEqualTo(days));
            case "expired" ->
                    assertThat(report.findings())
                            .singleElement()
                            .isInstanceOfSatisfying(
                                    Finding.Expired.class,
                                    each -> assertThat(each.daysAgo()).isEqualTo(days));
            default -> assertThat(report.findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // end of the first, begin and end of the second (days from now), state
        "5, 1, 400, SOUND",
        "5, 5, 400, SOUND",
        "5, 6, 400, ATTENTION",
        "-5, -1, 400, SOUND",
        "-5, 1, 400, BROKEN",
        "-5, -9, -1, BROKEN",
        "5, -9, 6, ATTENTION",
    })
    void decideShouldPassOverWhatHasASuccessorWithoutAGap(
            long first, long from, long until, State state) {
        long day = 86_400;
        ExpiryReport report =
                decide(
                        watched(Kind.SIGNING_KEY, "a@example.org", -100 * day, first * day),
                        watched(Kind.SIGNING_KEY, "a@example.org", from * day, until * day));

        assertThat(report.state()).isEqualTo(state);
        assertThat(report.findings()).hasSizeLessThan(2);
    }

    @Test
    void decideShouldNotTakeTheCertificateOfAKindOrAddressForThatOfAnother() {
        ExpiryReport report =
                decide(
                        watched(Kind.SIGNING_KEY, "a@example.org", -10, 10),
                        watched(Kind.RECIPIENT, "a@example.org", -10, 90_000_000),
                        watched(Kind.SIGNING_KEY, "b@example.org", -10, 90_000_000));

        assertThat(report.count(Finding.Expiring.class)).isEqualTo(1);
        assertThat(report.next()).contains(NOW.plusSeconds(10));
    }

    @Test
    void decideShouldTellAKeyOfTwoAddressesOfWhichOneHasASuccessorOnly() {
        Watched both =
                new Watched(
                        Kind.SIGNING_KEY,
                        Set.of("a@example.org", "b@example.org"),
                        "CN=both",
                        fingerprint(1),
                        NOW.minusSeconds(9),
                        NOW.plusSeconds(9),
                        Path.of("both.pem"));

        assertThat(
                        decide(both, watched(Kind.SIGNING_KEY, "a@example.org", -9, 90_000_000))
                                .count(Finding.Expiring.class))
                .isEqualTo(1);
    }

    @Test
    void linesShouldHoldNothingThatStrangersMayBreakALineWith() {
        Watched bad =
                new Watched(
                        Kind.RECIPIENT,
                        Set.of("a@example.org"),
                        "CN=x\r\nBcc: all\u202e\u2028" + "y".repeat(5000),
                        fingerprint(1),
                        NOW,
                        NOW.plusSeconds(1),
                        Path.of("a.pem"));

        assertThat(decide(bad).lines(10))
                .singleElement()
                .satisfies(
                        line ->
                                assertThat(line)
                                        .contains("CN=x??Bcc: all??yyy")
                                        .contains("on 2026-11-24; SHA-256 0000")
                                        .doesNotContain("\n", "\r", "\u202e", "\u2028")
                                        .hasSizeLessThan(600));
    }

    @Test
    void linesShouldEndWithTheNumberOfThoseLeftOut() {
        ExpiryReport report =
                decide(
                        watched(Kind.SIGNING_KEY, "a@example.org", -9, 9),
                        watched(Kind.SIGNING_KEY, "b@example.org", -9, 8),
                        watched(Kind.SIGNING_KEY, "c@example.org", -9, 7));

        assertThat(report.lines(1))
                .satisfiesExactly(
                        first -> assertThat(first).contains("c@example.org"),
                        rest -> assertThat(rest).isEqualTo("and 2 more"));
        assertThat(report.summary()).isEqualTo("0 expired, 3 expire soon, 0 unreadable");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2026-11-24, SENT_TODAY",
        "1, 2026-11-23, SEND",
        "1, 2030-01-01, SEND",
        "1, , SEND",
        "90000000, , NOTHING_TO_SAY",
    })
    void decideShouldSendOneMailADay(long end, LocalDate last, Warning expected) {
        ExpiryReport report = decide(watched(Kind.SIGNING_KEY, "a@example.org", -9, end));

        assertThat(Warning.decide(report, Optional.ofNullable(last), LocalDate.of(2026, 11, 24)))
                .isEqualTo(expected);
    }

    @Test
    void lastWarningShouldOutliveARestartAndTakeRubbishForNone(@TempDir Path folder)
            throws Exception {
        LastWarning last = new LastWarning(folder.resolve("var/deep/warned"));

        assertThat(last.read()).isEmpty();
        last.write(LocalDate.of(2026, 11, 24));
        assertThat(new LastWarning(last.file()).read()).contains(LocalDate.of(2026, 11, 24));
        for (byte[] rubbish : new byte[][] {{}, {(byte) 0xff, 1}, new byte[5000]}) {
            Files.write(last.file(), rubbish);
            assertThat(last.read()).isEmpty();
        }
    }

    @Test
    void lookShouldReadAllFoldersAndHideNothingBehindABrokenFile(@TempDir Path folder)
            throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        TestCa root = TestCa.root("Root");
        TestCa ca = root.intermediate("Mail CA");
        TestCa.Identity alice =
                ca.person("alice@example.org")
                        .valid(now.minusSeconds(9), now.plus(Duration.ofDays(3)))
                        .issue();
        Path keys = Files.createDirectories(folder.resolve("keys"));
        Files.writeString(keys.resolve("a-broken.pem"), "-----BEGIN CERTIFICATE-----\nno");
        Files.writeString(keys.resolve("alice.pem"), alice.keyPem() + alice.chainPem());
        Path people = Files.createDirectories(folder.resolve("people"));
        Files.writeString(
                people.resolve("bob.pem"),
                ca.person("bob@example.com")
                        .valid(now.minus(Duration.ofDays(9)), now.minus(Duration.ofHours(9)))
                        .issue()
                        .certificatePem());
        Path roots =
                Files.writeString(folder.resolve("root.pem"), root.identity().certificatePem());
        Path none = folder.resolve("none");

        Observed observed =
                new ExpiryPlaces(
                                new ExpiryPlaces.Paths(
                                        List.of(keys),
                                        List.of(people),
                                        List.of(roots, roots),
                                        List.of(none)))
                        .look();

        assertThat(observed.watched())
                .extracting(Watched::kind)
                .containsExactlyInAnyOrder(
                        Kind.SIGNING_KEY, Kind.AUTHORITY, Kind.RECIPIENT, Kind.AUTHORITY);
        assertThat(observed.unreadable())
                .extracting(Finding.Unreadable::file)
                .containsExactly(keys.resolve("a-broken.pem"), none);
        ExpiryReport report = RULE.decide(observed, now);
        assertThat(report.state()).isEqualTo(State.BROKEN);
        assertThat(report.lines(10))
                .anyMatch(
                        line ->
                                line.startsWith("signing key of alice@example.org (")
                                        && line.contains("expires in 3 days")
                                        && line.contains(Fingerprint.of(alice.certificate()).hex()))
                .anyMatch(
                        line ->
                                line.contains("bob@example.com")
                                        && line.contains("expired less than a day ago"));
    }

    private static ExpiryReport decide(Watched... all) {
        return RULE.decide(new Observed(List.of(all), List.of()), NOW);
    }

    private static Watched watched(Kind kind, String name, long from, long until) {
        return new Watched(
                kind,
                Set.of(name),
                "CN=" + name,
                fingerprint(from + until),
                NOW.plusSeconds(from),
                NOW.plusSeconds(until),
                Path.of(name + ".pem"));
    }

    private static Fingerprint fingerprint(long number) {
        return new Fingerprint("%064x".formatted(Math.abs(number)));
    }
}
