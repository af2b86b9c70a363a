package org.signet.transport.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.transport.dns.Security.INSECURE;
import static org.signet.transport.dns.Security.SECURE;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

class ValidatingDnsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String DIGEST =
            "a0b1c2d3a0b1c2d3a0b1c2d3a0b1c2d3a0b1c2d3a0b1c2d3a0b1c2d3a0b1c2d3";

    private final SignedZones zones =
            new SignedZones(NOW)
                    .signed("test.")
                    .signed("dane.test.")
                    .signed("alias.test.")
                    .unsigned("plain.test.")
                    .unsigned("other.test.")
                    .add(
                            "dane.test. 300 IN MX 10 mx.dane.test.",
                            "mx.dane.test. 300 IN A 192.0.2.1",
                            "_25._tcp.mx.dane.test. 300 IN TLSA 3 1 1 " + DIGEST,
                            "www.alias.test. 300 IN CNAME mx.dane.test.",
                            "out.alias.test. 300 IN CNAME mx.plain.test.",
                            "loop.alias.test. 300 IN CNAME loop.alias.test.",
                            "mx.plain.test. 300 IN A 192.0.2.2",
                            "in.plain.test. 300 IN CNAME mx.dane.test.",
                            "null.test. 300 IN MX 0 .");
    private ValidatingDns dns;

    @AfterEach
    void close() {
        if (dns != null) {
            dns.close();
        }
    }

    private DnsAnswer lookup(String name, RecordType type) {
        return lookup(NOW, name, type);
    }

    private DnsAnswer lookup(Instant at, String name, RecordType type) {
        if (dns == null) {
            Clock clock = Clock.fixed(at, ZoneOffset.UTC);
            dns = new ValidatingDns(zones, zones.anchors(), Duration.ofSeconds(20), clock);
        }
        return dns.lookup(DomainName.of(name), type);
    }

    @Test
    void signedRecordsShouldBeSecure() {
        assertThat(lookup("dane.test", RecordType.MX))
                .isEqualTo(
                        new DnsAnswer.Found(
                                List.of(
                                        new DnsRecord.MailExchange(
                                                10, DomainName.of("mx.dane.test"))),
                                SECURE,
                                List.of()));
        assertThat(lookup("_25._tcp.mx.dane.test", RecordType.TLSA))
                .isEqualTo(
                        new DnsAnswer.Found(
                                List.of(new DnsRecord.TlsaData("030101" + DIGEST)),
                                SECURE,
                                List.of()));
    }

    @Test
    void nullMxShouldBeTheRoot() {
        assertThat(lookup("null.test", RecordType.MX))
                .isInstanceOfSatisfying(
                        DnsAnswer.Found.class,
                        found ->
                                assertThat(found.records())
                                        .containsExactly(
                                                new DnsRecord.MailExchange(0, DomainName.ROOT)));
    }

    @ParameterizedTest
    @CsvSource({
        "mx.dane.test, AAAA, NoData, SECURE",
        "_tcp.mx.dane.test, TLSA, NoData, SECURE",
        "nobody.dane.test, A, NxDomain, SECURE",
        "_25._tcp.nobody.dane.test, TLSA, NxDomain, SECURE",
        "nobody.plain.test, A, NxDomain, INSECURE",
        "mx.plain.test, TLSA, NoData, INSECURE",
        "nobody.test, MX, NxDomain, SECURE",
    })
    void denialShouldCarryItsStatus(String name, RecordType type, String kind, Security status) {
        DnsAnswer answer = lookup(name, type);
        assertThat(answer.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(answer.secureThroughout()).isEqualTo(status == SECURE);
    }

    @Test
    void recordsOfAnUnsignedZoneShouldBeInsecure() {
        assertThat(lookup("mx.plain.test", RecordType.A))
                .isInstanceOfSatisfying(
                        DnsAnswer.Found.class,
                        found -> assertThat(found.security()).isEqualTo(INSECURE));
    }

    @ParameterizedTest
    @CsvSource({
        "www.alias.test, SECURE, SECURE",
        "out.alias.test, SECURE, INSECURE",
        "in.plain.test, INSECURE, SECURE",
    })
    void everyAliasShouldCarryItsOwnStatus(String name, Security hop, Security last) {
        DnsAnswer answer = lookup(name, RecordType.A);
        assertThat(answer.aliases())
                .singleElement()
                .extracting(DnsAnswer.Hop::security)
                .isEqualTo(hop);
        assertThat(answer)
                .isInstanceOfSatisfying(
                        DnsAnswer.Found.class,
                        found -> assertThat(found.security()).isEqualTo(last));
        assertThat(answer.secureThroughout()).isEqualTo(hop == SECURE && last == SECURE);
    }

    @Test
    void aliasLoopShouldFail() {
        assertThat(lookup("loop.alias.test", RecordType.A)).isInstanceOf(DnsAnswer.Failed.class);
    }

    @Test
    void signatureOutOfItsTimeShouldBeBogus() {
        assertThat(lookup(NOW.plus(Duration.ofDays(8)), "mx.dane.test", RecordType.A))
                .isInstanceOf(DnsAnswer.Bogus.class);
    }

    private static UnaryOperator<Message> without(int type) {
        return message -> {
            for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
                for (Record record : List.copyOf(message.getSection(section))) {
                    if (record.getType() == type) {
                        message.removeRecord(record, section);
                    }
                }
            }
            return message;
        };
    }

    private static UnaryOperator<Message> rcode(int rcode) {
        return message -> {
            Message failed = new Message();
            failed.addRecord(message.getQuestion(), Section.QUESTION);
            failed.getHeader().setRcode(rcode);
            return failed;
        };
    }

    private static Message emptied(Message message) {
        Message empty = rcode(Rcode.NOERROR).apply(message);
        empty.getHeader().setFlag(org.xbill.DNS.Flags.QR);
        return empty;
    }

    @ParameterizedTest
    @ValueSource(strings = {"_25._tcp.mx.dane.test.", "mx.dane.test."})
    void strippedSignaturesShouldBeBogus(String name) {
        String type = name.startsWith("_") ? "TLSA" : "A";
        zones.fault(name, type, without(Type.RRSIG));
        assertThat(lookup(name, RecordType.valueOf(type))).isInstanceOf(DnsAnswer.Bogus.class);
    }

    @Test
    void serverThatStripsAllOfDnssecShouldMakeEverythingBogus() {
        Upstream stripping = (name, type) -> without(Type.RRSIG).apply(zones.ask(name, type));
        try (ValidatingDns stripped =
                new ValidatingDns(
                        stripping,
                        zones.anchors(),
                        Duration.ofSeconds(20),
                        Clock.fixed(NOW, ZoneOffset.UTC))) {
            for (String name : List.of("dane.test", "plain.test")) {
                assertThat(stripped.lookup(DomainName.of(name), RecordType.MX))
                        .isInstanceOf(DnsAnswer.Bogus.class);
            }
        }
    }

    @Test
    void emptyAnswerWithoutProofShouldBeBogusInASignedZone() {
        zones.fault("_25._tcp.mx.dane.test.", "TLSA", ValidatingDnsTest::emptied);
        assertThat(lookup("_25._tcp.mx.dane.test", RecordType.TLSA))
                .isInstanceOf(DnsAnswer.Bogus.class);
    }

    @Test
    void emptyAnswerWithoutProofShouldBeInsecureInAnUnsignedZone() {
        zones.fault("mx.plain.test.", "AAAA", ValidatingDnsTest::emptied);
        assertThat(lookup("mx.plain.test", RecordType.AAAA))
                .isEqualTo(new DnsAnswer.NoData(INSECURE, List.of()));
    }

    @Test
    void forgedSignatureOfAnUnsignedZoneShouldNotMakeAnAnswerInsecure() {
        zones.fault(
                "_25._tcp.mx.dane.test.",
                "TLSA",
                message -> {
                    Message forged = emptied(message);
                    SOARecord soa =
                            new SOARecord(
                                    SignedZones.name("other.test."),
                                    DClass.IN,
                                    300,
                                    SignedZones.name("other.test."),
                                    SignedZones.name("other.test."),
                                    1,
                                    1,
                                    1,
                                    1,
                                    1);
                    forged.addRecord(soa, Section.AUTHORITY);
                    return forged;
                });
        assertThat(lookup("_25._tcp.mx.dane.test", RecordType.TLSA))
                .isInstanceOf(DnsAnswer.Bogus.class);
    }

    @Test
    void forgedRecordWithSignerElsewhereShouldNotMakeAnAnswerInsecure() {
        zones.fault(
                "mx.dane.test.",
                "A",
                message -> {
                    Message forged = emptied(message);
                    for (Record record : message.getSection(Section.ANSWER)) {
                        forged.addRecord(
                                record instanceof RRSIGRecord signature
                                        ? elsewhere(signature)
                                        : record,
                                Section.ANSWER);
                    }
                    return forged;
                });
        assertThat(lookup("mx.dane.test", RecordType.A)).isInstanceOf(DnsAnswer.Bogus.class);
    }

    private static RRSIGRecord elsewhere(RRSIGRecord signature) {
        return new RRSIGRecord(
                signature.getName(),
                DClass.IN,
                signature.getTTL(),
                signature.getTypeCovered(),
                signature.getAlgorithm(),
                signature.getOrigTTL(),
                signature.getExpire(),
                signature.getTimeSigned(),
                signature.getFootprint(),
                SignedZones.name("other.test."),
                signature.getSignature());
    }

    @ParameterizedTest
    @CsvSource({"dane.test., DNSKEY", "dane.test., DS", "test., DNSKEY", "., DNSKEY"})
    void denialShouldBeFailedWhenKeysCannotBeFetched(String name, String type) {
        zones.fault(name, type, message -> null);
        String asked = (name.equals(".") ? "" : name.substring(0, name.length() - 1)) + " " + type;
        for (DnsAnswer answer :
                List.of(
                        lookup("dane.test", RecordType.TLSA),
                        lookup("nobody.dane.test", RecordType.MX))) {
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            DnsAnswer.Failed.class,
                            failed -> assertThat(failed.cause()).contains(asked, "timed out"));
        }
    }

    @Test
    void forgedDenialOfTheDelegationsKeyShouldBeBogus() {
        zones.fault("dane.test.", "DS", ValidatingDnsTest::emptied);
        assertThat(lookup("mx.dane.test", RecordType.A)).isInstanceOf(DnsAnswer.Bogus.class);
    }

    @Test
    void silentOrFailingServerShouldBeFailedWithCause() {
        zones.fault("mx.dane.test.", "A", message -> null);
        zones.fault("mx.dane.test.", "AAAA", rcode(Rcode.SERVFAIL));
        assertThat(lookup("mx.dane.test", RecordType.A))
                .isEqualTo(new DnsAnswer.Failed("mx.dane.test A: timed out", List.of()));
        assertThat(lookup("mx.dane.test", RecordType.AAAA))
                .isEqualTo(
                        new DnsAnswer.Failed(
                                "mx.dane.test AAAA: the server answers SERVFAIL", List.of()));
    }

    @Test
    void selfCheckShouldFindServersThatStripDnssec() {
        lookup("dane.test", RecordType.MX);
        assertThat(dns.check()).isEqualTo(new Readiness.Ready());
        zones.fault(".", "DNSKEY", without(Type.RRSIG));
        try (ValidatingDns stripped =
                new ValidatingDns(
                        zones,
                        zones.anchors(),
                        Duration.ofSeconds(20),
                        Clock.fixed(NOW, ZoneOffset.UTC))) {
            assertThat(stripped.check())
                    .isInstanceOf(Readiness.Unusable.class)
                    .extracting(Readiness::inWords)
                    .asString()
                    .contains("do not pass DNSSEC data on", "rrsigs missing: DNSKEY of .");
        }
    }

    @Test
    void secondLookupShouldNotAskTheServer() {
        lookup("mx.dane.test", RecordType.A);
        int after = zones.asked.get();
        lookup("mx.dane.test", RecordType.A);
        assertThat(zones.asked.get()).isEqualTo(after);
    }

    @Test
    void siblingZoneShouldNotFetchTheKeysAboveAgain() {
        lookup("mx.dane.test", RecordType.A);
        int first = zones.asked.get();
        lookup("www.alias.test", RecordType.CNAME);
        assertThat(zones.asked.get() - first).as("CNAME, DS and DNSKEY of alias.test").isEqualTo(3);
    }

    @Test
    void manyWhoAskTheSameShouldCauseOneQuestion() throws Exception {
        lookup("mx.dane.test", RecordType.A);
        int before = zones.asked.get();
        CountDownLatch together = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<DnsAnswer> ask =
                    () -> {
                        together.await();
                        return lookup("_25._tcp.mx.dane.test", RecordType.TLSA);
                    };
            var answers =
                    java.util.stream.Stream.generate(() -> ask)
                            .limit(50)
                            .map(threads::submit)
                            .toList();
            together.countDown();
            for (var answer : answers) {
                assertThat(answer.get().secureThroughout()).isTrue();
            }
        }
        assertThat(zones.asked.get() - before).isEqualTo(1);
    }
}
