package org.signet.transport.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Denial by hashes (RFC 5155), and what an attacker could make of it. */
class Nsec3Test {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final SignedZones zones = zones(0, "", false);

    private static SignedZones zones(int iterations, String salt, boolean optOut) {
        return new SignedZones(NOW)
                .signed("test.")
                .nsec3("test.", 0, "", true)
                .signed("hash.test.")
                .nsec3("hash.test.", iterations, salt, optOut)
                .unsigned("plain.test.")
                .unsigned("below.hash.test.")
                .add(
                        "hash.test. 300 IN MX 10 mx.hash.test.",
                        "mx.hash.test. 300 IN A 192.0.2.1",
                        "*.wild.hash.test. 300 IN A 192.0.2.3",
                        "mx.plain.test. 300 IN A 192.0.2.2",
                        "mx.below.hash.test. 300 IN A 192.0.2.4");
    }

    private static DnsAnswer lookup(
            Upstream upstream, SignedZones zones, String name, String type) {
        try (ValidatingDns dns =
                new ValidatingDns(
                        upstream,
                        zones.anchors(),
                        Duration.ofSeconds(20),
                        Clock.fixed(NOW, ZoneOffset.UTC))) {
            return dns.lookup(DomainName.of(name), RecordType.valueOf(type));
        }
    }

    private static String status(DnsAnswer answer) {
        return switch (answer) {
            case DnsAnswer.Found found -> "Found " + found.security();
            case DnsAnswer.NoData none -> "NoData " + none.security();
            case DnsAnswer.NxDomain none -> "NxDomain " + none.security();
            case DnsAnswer.Bogus bogus -> "Bogus";
            case DnsAnswer.Failed failed -> "Failed";
        };
    }

    @ParameterizedTest
    @CsvSource({
        "0,   '',   hash.test,              MX,   Found SECURE",
        "0,   '',   mx.hash.test,           AAAA, NoData SECURE",
        "0,   '',   _25._tcp.mx.hash.test,  TLSA, NxDomain SECURE",
        "0,   '',   nobody.hash.test,       A,    NxDomain SECURE",
        "0,   '',   wild.hash.test,         A,    NoData SECURE",
        "0,   '',   any.wild.hash.test,     A,    Found SECURE",
        "0,   '',   any.wild.hash.test,     AAAA, NoData SECURE",
        "0,   '',   mx.plain.test,          A,    Found INSECURE",
        "0,   '',   mx.plain.test,          AAAA, NoData INSECURE",
        "0,   '',   mx.below.hash.test,     A,    Found INSECURE",
        "10,  salt, _25._tcp.mx.hash.test,  TLSA, NxDomain SECURE",
        "150, salt, _25._tcp.mx.hash.test,  TLSA, NxDomain SECURE",
        "150, salt, mx.hash.test,           AAAA, NoData SECURE",
        "150, salt, mx.below.hash.test,     A,    Found INSECURE",
    })
    void denialByHashesShouldCarryItsStatus(
            int iterations, String salt, String name, String type, String expected) {
        SignedZones all = zones(iterations, salt, false);
        assertThat(status(lookup(all, all, name, type))).isEqualTo(expected);
    }

    /** RFC 9276 §3.2: above the limit an answer that rests on hashes is insecure. */
    @ParameterizedTest
    @CsvSource({
        "hash.test,              MX,   Found SECURE",
        "_25._tcp.mx.hash.test,  TLSA, NxDomain INSECURE",
        "mx.hash.test,           AAAA, NoData INSECURE",
        "any.wild.hash.test,     A,    Found INSECURE",
        "mx.below.hash.test,     A,    Bogus",
    })
    void tooManyIterationsShouldNotBeComputed(String name, String type, String expected) {
        SignedZones all = zones(151, "", false);
        assertThat(status(lookup(all, all, name, type))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "_25._tcp.mx.hash.test, TLSA, NxDomain INSECURE",
        "nobody.hash.test,      A,    NxDomain INSECURE",
        "mx.hash.test,          AAAA, NoData SECURE",
        "mx.below.hash.test,    A,    Found INSECURE",
    })
    void optOutShouldLeaveWhatItCoversInsecure(String name, String type, String expected) {
        SignedZones all = zones(0, "", true);
        assertThat(status(lookup(all, all, name, type))).isEqualTo(expected);
    }

    /**
     * It is insecure; the validator does not say so in a way that an attacker could not bring
     * about.
     */
    @Test
    void wildcardInAnOptOutSpanShouldBeBogusForWantOfAProof() {
        SignedZones all = zones(0, "", true);
        assertThat(status(lookup(all, all, "any.wild.hash.test", "A"))).isEqualTo("Bogus");
    }

    @Test
    void iterationsRaisedOnTheWayShouldBeBogus() {
        zones.add("_25._tcp.mx.hash.test. 300 IN TLSA 3 1 1 " + "ab".repeat(32));
        SignedZones high = zones(151, "", false);
        Upstream forging =
                (name, type) -> {
                    Message answer = zones.ask(name, type);
                    return name.toString().startsWith("_25.") ? high.ask(name, type) : answer;
                };
        DnsAnswer answer = lookup(forging, zones, "_25._tcp.mx.hash.test", "TLSA");
        assertThat(status(answer)).isEqualTo("Bogus");
    }

    /**
     * A zone changes its salt and signs anew. Records of both times, all validly signed, put
     * together: the validator puts such a mixture aside, which must not make the denial insecure.
     */
    @Test
    void mixedParametersShouldNotMakeADenialInsecure() throws Exception {
        Message old = zones.ask(SignedZones.name("nobody.hash.test."), 1);
        zones.nsec3("hash.test.", 0, "other", false)
                .add("_25._tcp.mx.hash.test. 300 IN TLSA 3 1 1 " + "ab".repeat(32));
        zones.fault(
                "_25._tcp.mx.hash.test.",
                "TLSA",
                answer -> {
                    Message forged = denial("nobody.hash.test.");
                    for (Record record : old.getSection(Section.AUTHORITY)) {
                        forged.addRecord(record, Section.AUTHORITY);
                    }
                    return forged;
                });
        DnsAnswer answer = lookup(zones, zones, "_25._tcp.mx.hash.test", "TLSA");
        assertThat(answer)
                .isInstanceOfSatisfying(
                        DnsAnswer.Bogus.class,
                        bogus -> assertThat(bogus.reason()).contains("nsec3_ignored"));
    }

    private Message denial(String name) {
        try {
            return zones.ask(SignedZones.name(name), 1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With a time to live of 0 for its keys the validator forgets them before it needs them. */
    @Test
    void forgottenKeyShouldNotMakeADenialInsecure() {
        zones.add("_25._tcp.mx.hash.test. 300 IN TLSA 3 1 1 " + "ab".repeat(32));
        zones.fault("hash.test.", "DNSKEY", Nsec3Test::shortLived);
        zones.fault("_25._tcp.mx.hash.test.", "TLSA", answer -> denial("nobody.hash.test."));
        DnsAnswer answer = lookup(zones, zones, "_25._tcp.mx.hash.test", "TLSA");
        assertThat(status(answer)).isEqualTo("Bogus");
    }

    private static Message shortLived(Message answer) {
        Message changed = new Message();
        changed.addRecord(answer.getQuestion(), Section.QUESTION);
        for (Record record : answer.getSection(Section.ANSWER)) {
            changed.addRecord(
                    Record.newRecord(
                            record.getName(),
                            record.getType(),
                            record.getDClass(),
                            0,
                            record.rdataToWireCanonical()),
                    Section.ANSWER);
        }
        return changed;
    }

    @Test
    void denialOfAnotherNameShouldBeBogus() {
        zones.add("_25._tcp.mx.hash.test. 300 IN TLSA 3 1 1 " + "ab".repeat(32));
        zones.fault("_25._tcp.mx.hash.test.", "TLSA", answer -> denial("nobody.hash.test."));
        assertThat(status(lookup(zones, zones, "_25._tcp.mx.hash.test", "TLSA")))
                .isEqualTo("Bogus");
    }

    @Test
    void manyNamesAndSaltsShouldNotBeHashedWithoutEnd() {
        zones.add("_25._tcp.mx.hash.test. 300 IN TLSA 3 1 1 " + "ab".repeat(32));
        SignedZones[] resalted = new SignedZones[40];
        for (int i = 0; i < resalted.length; i++) {
            resalted[i] = zones(150, "salt" + i, false);
        }
        Message flood = denial("nobody.hash.test.");
        for (SignedZones other : resalted) {
            for (Record record : askOrFail(other).getSection(Section.AUTHORITY)) {
                flood.addRecord(record, Section.AUTHORITY);
            }
        }
        Message kept =
                RelevantRecords.of(
                        flood, SignedZones.name("nobody.hash.test."), 1, zones.anchors());
        assertThat(
                        kept.getSection(Section.AUTHORITY).stream()
                                .filter(NSEC3Record.class::isInstance))
                .hasSize(8);
        assertThat(
                        kept.getSection(Section.AUTHORITY).stream()
                                .filter(RRSIGRecord.class::isInstance))
                .hasSizeLessThanOrEqualTo(9 * 8);
        List<Record> sent = flood.getSection(Section.AUTHORITY);
        assertThat(sent).hasSizeGreaterThan(100);
    }

    private static Message askOrFail(SignedZones other) {
        try {
            return other.ask(SignedZones.name("nobody.hash.test."), 1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
