package org.signet.transport.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.Message;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Zones made to cost time, and denials and faults that validators have got wrong. */
class HostileZonesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final SignedZones zones =
            new SignedZones(NOW)
                    .signed("test.")
                    .signed("dane.test.")
                    .unsigned("plain.test.")
                    .add(
                            "mx.dane.test. 300 IN A 192.0.2.1",
                            "_25._tcp.mx.dane.test. 300 IN TLSA 3 1 1 " + "ab".repeat(32),
                            "www.dane.test. 300 IN CNAME mx.plain.test.",
                            "mx.plain.test. 300 IN A 192.0.2.2");

    private DnsAnswer lookup(String name, String type) {
        return lookup(zones, name, type);
    }

    private DnsAnswer lookup(Upstream upstream, String name, String type) {
        try (ValidatingDns dns =
                new ValidatingDns(
                        upstream,
                        zones.anchors(),
                        Duration.ofSeconds(20),
                        Clock.fixed(NOW, ZoneOffset.UTC))) {
            return dns.lookup(DomainName.of(name), RecordType.valueOf(type));
        }
    }

    /** Many signatures by one key, none of them right, as in CVE-2023-50387. */
    @Test
    void manyWrongSignaturesShouldNotAllBeTried() throws Exception {
        zones.fault("mx.dane.test.", "A", answer -> withWrongSignatures(answer, 500));
        assertThat(lookup("mx.dane.test", "A")).isInstanceOf(DnsAnswer.Bogus.class);
        Message answer = zones.ask(SignedZones.name("mx.dane.test."), Type.A);
        assertThat(count(answer, RRSIGRecord.class::isInstance)).isEqualTo(500);
        Message kept =
                RelevantRecords.of(
                        answer, SignedZones.name("mx.dane.test."), Type.A, zones.anchors());
        assertThat(count(kept, RRSIGRecord.class::isInstance)).isEqualTo(8);
    }

    private static Message withWrongSignatures(Message answer, int many) {
        Message changed = new Message();
        changed.addRecord(answer.getQuestion(), Section.QUESTION);
        Random random = new Random(50387);
        for (Record record : answer.getSection(Section.ANSWER)) {
            if (!(record instanceof RRSIGRecord right)) {
                changed.addRecord(record, Section.ANSWER);
                continue;
            }
            for (int i = 0; i < many; i++) {
                byte[] wrong = new byte[64];
                random.nextBytes(wrong);
                changed.addRecord(
                        new RRSIGRecord(
                                right.getName(),
                                right.getDClass(),
                                right.getTTL(),
                                right.getTypeCovered(),
                                right.getAlgorithm(),
                                right.getOrigTTL(),
                                right.getExpire(),
                                right.getTimeSigned(),
                                right.getFootprint(),
                                right.getSigner(),
                                wrong),
                        Section.ANSWER);
            }
        }
        return changed;
    }

    /** Many keys with the tag of the right one: each would be hashed against each DS. */
    @Test
    void manyKeysOfOneTagShouldNotAllBeTried() throws Exception {
        zones.fault("dane.test.", "DNSKEY", HostileZonesTest::withCollidingKeys);
        assertThat(lookup("mx.dane.test", "A")).isInstanceOf(DnsAnswer.Bogus.class);
        Message answer = zones.ask(SignedZones.name("dane.test."), Type.DNSKEY);
        assertThat(count(answer, DNSKEYRecord.class::isInstance)).isGreaterThan(200);
        Message kept =
                RelevantRecords.of(
                        answer, SignedZones.name("dane.test."), Type.DNSKEY, zones.anchors());
        assertThat(count(kept, DNSKEYRecord.class::isInstance)).isEqualTo(32);
    }

    /** Two octets of a key moved against each other leave its tag (RFC 4034 appendix B) alone. */
    private static Message withCollidingKeys(Message answer) {
        Message changed = new Message();
        changed.addRecord(answer.getQuestion(), Section.QUESTION);
        DNSKEYRecord right =
                (DNSKEYRecord)
                        answer.getSection(Section.ANSWER).stream()
                                .filter(DNSKEYRecord.class::isInstance)
                                .findFirst()
                                .orElseThrow();
        for (int i = 1; i < 120; i++) {
            for (int at = 0; at < 4; at += 2) {
                byte[] key = right.getKey().clone();
                key[at] += (byte) i;
                key[at + 2] -= (byte) i;
                DNSKEYRecord other =
                        new DNSKEYRecord(
                                right.getName(),
                                DClass.IN,
                                right.getTTL(),
                                right.getFlags(),
                                right.getProtocol(),
                                DNSSEC.Algorithm.ECDSAP256SHA256,
                                key);
                changed.addRecord(other, Section.ANSWER);
            }
        }
        answer.getSection(Section.ANSWER).forEach(r -> changed.addRecord(r, Section.ANSWER));
        return changed;
    }

    private static long count(Message message, Predicate<Record> kind) {
        return message.getSection(Section.ANSWER).stream().filter(kind).count();
    }

    /** The parent's own records at the cut do not speak for the child (RFC 6840 §4.1). */
    @ParameterizedTest
    @CsvSource({"MX", "A", "TLSA"})
    void denialByTheParentShouldNotCountBelowTheCut(String type) throws Exception {
        Message parents = zones.ask(SignedZones.name("zzz.test."), Type.A);
        Message atTheCut = zones.ask(SignedZones.name("plain.test."), Type.DS);
        for (String name : new String[] {"dane.test.", "mx.dane.test.", "_25._tcp.mx.dane.test."}) {
            zones.fault(
                    name,
                    type,
                    answer -> {
                        Message forged = new Message();
                        forged.addRecord(answer.getQuestion(), Section.QUESTION);
                        for (Message source : new Message[] {parents, atTheCut}) {
                            source.getSection(Section.AUTHORITY)
                                    .forEach(r -> forged.addRecord(r, Section.AUTHORITY));
                        }
                        return forged;
                    });
            assertThat(lookup(name, type)).isInstanceOf(DnsAnswer.Bogus.class);
        }
    }

    /** dnsjava issue #402: servers that deny without SOA. */
    @ParameterizedTest
    @CsvSource({
        "mx.plain.test,     AAAA, NOERROR,  NoData",
        "mx.plain.test,     TLSA, NOERROR,  NoData",
        "nobody.plain.test, A,    NXDOMAIN, NxDomain",
        "plain.test,        MX,   NOERROR,  NoData",
    })
    void denialWithoutSoaShouldBeInsecureInAnUnsignedZone(
            String name, String type, String rcode, String expected) {
        zones.fault(name + ".", type, hollow(rcode));
        DnsAnswer answer = lookup(name, type);
        assertThat(answer.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(answer.secureThroughout()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "mx.dane.test,          AAAA, NOERROR",
        "_25._tcp.mx.dane.test, TLSA, NOERROR",
        "_25._tcp.mx.dane.test, TLSA, NXDOMAIN",
        "dane.test,             MX,   NXDOMAIN",
        "test,                  MX,   NOERROR",
    })
    void denialWithoutSoaShouldBeBogusInASignedZone(String name, String type, String rcode) {
        zones.fault(name + ".", type, hollow(rcode));
        assertThat(lookup(name, type)).isInstanceOf(DnsAnswer.Bogus.class);
    }

    private static UnaryOperator<Message> hollow(String rcode) {
        return answer -> {
            Message hollow = new Message();
            hollow.addRecord(answer.getQuestion(), Section.QUESTION);
            hollow.getHeader().setRcode(org.xbill.DNS.Rcode.value(rcode));
            return hollow;
        };
    }

    /** As above, behind a signed alias: the first hop stays secure. */
    @Test
    void denialWithoutSoaBehindASignedAliasShouldBeInsecure() {
        zones.fault("mx.plain.test.", "AAAA", hollow("NOERROR"));
        DnsAnswer answer = lookup("www.dane.test", "AAAA");
        assertThat(answer)
                .isEqualTo(
                        new DnsAnswer.NoData(
                                Security.INSECURE,
                                java.util.List.of(
                                        new DnsAnswer.Hop(
                                                DomainName.of("www.dane.test"),
                                                DomainName.of("mx.plain.test"),
                                                Security.SECURE))));
    }

    /** RFC 6698 §2.1: three octets and at least one more. Less is unusable, not unreadable. */
    @ParameterizedTest
    @CsvSource({"0, ''", "1, 03", "2, 0301", "3, 030101"})
    void tooShortTlsaShouldBeFoundAsItIs(int length, String hex) throws IOException {
        zones.add("_25._tcp.short.dane.test. 300 IN TLSA \\# " + length + " " + hex);
        assertThat(new Message(askShort().toWire()).getSection(Section.ANSWER)).hasSize(2);
        Upstream overTheWire = (name, type) -> new Message(zones.ask(name, type).toWire());
        assertThat(lookup(overTheWire, "_25._tcp.short.dane.test", "TLSA"))
                .isEqualTo(
                        new DnsAnswer.Found(
                                java.util.List.of(new DnsRecord.TlsaData(hex)),
                                Security.SECURE,
                                java.util.List.of()));
    }

    private Message askShort() throws IOException {
        return zones.ask(SignedZones.name("_25._tcp.short.dane.test."), Type.TLSA);
    }

    private void assertError(Instant at, String name, String type, int code, String reason) {
        try (ValidatingDns dns =
                new ValidatingDns(
                        zones,
                        zones.anchors(),
                        Duration.ofSeconds(20),
                        Clock.fixed(at, ZoneOffset.UTC))) {
            assertThat(dns.lookup(DomainName.of(name), RecordType.valueOf(type)))
                    .isInstanceOfSatisfying(
                            DnsAnswer.Bogus.class,
                            bogus -> {
                                assertThat(bogus.error().orElseThrow().code()).isEqualTo(code);
                                assertThat(bogus.reason()).contains(reason);
                            });
        }
    }

    /** RFC 8914 §4: what our own validation found, in a number and in words. */
    @Test
    void reasonShouldCarryAnExtendedErrorOfOurOwn() {
        assertError(
                NOW.plus(Duration.ofDays(8)),
                "mx.dane.test",
                "A",
                7,
                "(extended DNS error 7, signature expired: A of mx.dane.test. at"
                        + " 2026-11-30T12:00:00Z)");
        assertError(NOW.minus(Duration.ofDays(2)), "mx.dane.test", "A", 8, "not yet valid");
        zones.fault("mx.dane.test.", "A", HostileZonesTest::unsigned);
        assertError(NOW, "mx.dane.test", "A", 10, "rrsigs missing: A of mx.dane.test.");
        zones.fault("mx.dane.test.", "AAAA", hollow("NOERROR"));
        assertError(NOW, "mx.dane.test", "AAAA", 12, "nsec missing: AAAA of mx.dane.test.");
        zones.fault("dane.test.", "DNSKEY", HostileZonesTest::unsigned);
        assertError(NOW, "dane.test", "TLSA", 10, "rrsigs missing: DNSKEY of dane.test.");
    }

    private static Message unsigned(Message answer) {
        Message changed = new Message();
        changed.addRecord(answer.getQuestion(), Section.QUESTION);
        answer.getSection(Section.ANSWER).stream()
                .filter(record -> !(record instanceof RRSIGRecord))
                .forEach(record -> changed.addRecord(record, Section.ANSWER));
        return changed;
    }
}
