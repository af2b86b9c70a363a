package org.signet.transport.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Responses as an attacker on the path may change them, by seeds. Whatever is done, a lookup
 * returns, and it never claims to be secure with other data than the zone holds, nor to be insecure
 * where the zone is signed. The seed of a failure is in its message.
 */
class MutatedResponsesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String TLSA = "030101" + "ab".repeat(32);
    private static final int ROUNDS = 60;

    private final SignedZones zones =
            new SignedZones(NOW)
                    .signed("test.")
                    .signed("dane.test.")
                    .signed("hash.test.")
                    .nsec3("hash.test.", 5, "salt", false)
                    .unsigned("plain.test.")
                    .add(
                            "_25._tcp.mx.dane.test. 300 IN TLSA 3 1 1 " + "ab".repeat(32),
                            "_25._tcp.mx.hash.test. 300 IN TLSA 3 1 1 " + "ab".repeat(32),
                            "mx.plain.test. 300 IN A 192.0.2.2");

    private DnsAnswer lookup(Upstream upstream, String name) {
        try (ValidatingDns dns =
                new ValidatingDns(
                        upstream,
                        zones.anchors(),
                        Duration.ofSeconds(20),
                        Clock.fixed(NOW, ZoneOffset.UTC))) {
            return dns.lookup(DomainName.of(name), RecordType.TLSA);
        }
    }

    private static void mustNotBeWeaker(DnsAnswer answer, String label) {
        switch (answer) {
            case DnsAnswer.Found found -> {
                assertThat(found.security()).as(label).isEqualTo(Security.SECURE);
                assertThat(found.records()).as(label).containsExactly(new DnsRecord.TlsaData(TLSA));
            }
            case DnsAnswer.NoData none -> throw new AssertionError(label + ": " + none);
            case DnsAnswer.NxDomain none -> throw new AssertionError(label + ": " + none);
            case DnsAnswer.Bogus bogus -> assertThat(bogus.reason()).as(label).isNotBlank();
            case DnsAnswer.Failed failed -> assertThat(failed.cause()).as(label).isNotBlank();
        }
    }

    /** Octets flipped, cut, repeated; as they would come over the wire. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void changedOctetsShouldNeverWeakenAnAnswer(long seed) {
        Random random = new Random(seed);
        Set<Class<?>> kinds = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            String label = "seed " + seed + " round " + round;
            String zone = random.nextBoolean() ? "dane" : "hash";
            long salt = random.nextLong();
            Upstream upstream =
                    (name, type) -> {
                        Message answer = zones.ask(name, type);
                        Random fate = fate(salt, answer);
                        return fate.nextInt(5) == 0 ? parsed(octets(answer, fate)) : answer;
                    };
            DnsAnswer answer = lookup(upstream, "_25._tcp.mx." + zone + ".test");
            mustNotBeWeaker(answer, label);
            kinds.add(answer.getClass());
        }
        assertThat(kinds).contains(DnsAnswer.Found.class, DnsAnswer.Bogus.class);
    }

    /** What happens to a response hangs on its question alone, in whatever order they are asked. */
    private static Random fate(long salt, Message answer) {
        return new Random(salt ^ answer.getQuestion().toString().hashCode());
    }

    private static byte[] octets(Message answer, Random random) {
        byte[] wire = answer.toWire();
        switch (random.nextInt(4)) {
            case 0 -> {
                return java.util.Arrays.copyOf(wire, random.nextInt(wire.length));
            }
            case 1 -> {
                int from = random.nextInt(wire.length);
                for (int i = from; i < Math.min(wire.length, from + 4); i++) {
                    wire[i] = (byte) random.nextInt();
                }
            }
            default -> {
                for (int i = 0; i <= random.nextInt(3); i++) {
                    wire[12 + random.nextInt(wire.length - 12)] ^= (byte) (1 << random.nextInt(8));
                }
            }
        }
        return wire;
    }

    private static Message parsed(byte[] wire) throws IOException {
        try {
            return new Message(wire);
        } catch (RuntimeException e) {
            throw new IOException("malformed", e);
        }
    }

    /** Records taken away, added from other answers, signed by others, with other codes. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void rearrangedRecordsShouldNeverWeakenAnAnswer(long seed) throws Exception {
        Random random = new Random(seed);
        Set<Class<?>> kinds = new HashSet<>();
        List<Message> stock = stock();
        for (int round = 0; round < ROUNDS; round++) {
            String label = "seed " + seed + " round " + round;
            String zone = random.nextBoolean() ? "dane" : "hash";
            long salt = random.nextLong();
            Upstream upstream =
                    (name, type) -> {
                        Message answer = zones.ask(name, type);
                        Random fate = fate(salt, answer);
                        return fate.nextInt(4) == 0 ? rearranged(answer, stock, fate) : answer;
                    };
            DnsAnswer answer = lookup(upstream, "_25._tcp.mx." + zone + ".test");
            mustNotBeWeaker(answer, label);
            kinds.add(answer.getClass());
        }
        assertThat(kinds).contains(DnsAnswer.Found.class, DnsAnswer.Bogus.class);
    }

    private List<Message> stock() throws IOException {
        List<Message> stock = new ArrayList<>();
        for (String name :
                List.of(
                        ".",
                        "test.",
                        "dane.test.",
                        "hash.test.",
                        "plain.test.",
                        "mx.dane.test.",
                        "nobody.dane.test.",
                        "nobody.hash.test.",
                        "nobody.test.",
                        "nobody.",
                        "mx.plain.test.")) {
            for (int type : new int[] {Type.A, Type.DS, Type.DNSKEY, Type.MX, Type.CNAME}) {
                stock.add(zones.ask(SignedZones.name(name), type));
            }
        }
        return stock;
    }

    private static Message rearranged(Message answer, List<Message> stock, Random random) {
        Message changed = new Message();
        changed.getHeader().setFlag(Flags.QR);
        changed.getHeader().setFlag(Flags.AD);
        changed.getHeader().setRcode(random.nextInt(3) == 0 ? Rcode.NXDOMAIN : answer.getRcode());
        changed.addRecord(answer.getQuestion(), Section.QUESTION);
        boolean hollow = random.nextInt(2) == 0;
        for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
            for (Record record : answer.getSection(section)) {
                if (!hollow && random.nextInt(4) != 0) {
                    changed.addRecord(maybeOther(record, stock, random), section);
                }
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            Message other = stock.get(random.nextInt(stock.size()));
            for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
                for (Record record : other.getSection(section)) {
                    changed.addRecord(record, section);
                }
            }
        }
        return changed;
    }

    private static Record maybeOther(Record record, List<Message> stock, Random random) {
        if (!(record instanceof RRSIGRecord signature) || random.nextInt(3) != 0) {
            return record;
        }
        Message other = stock.get(random.nextInt(stock.size()));
        return new RRSIGRecord(
                signature.getName(),
                signature.getDClass(),
                random.nextInt(400),
                signature.getTypeCovered(),
                signature.getAlgorithm(),
                signature.getOrigTTL(),
                signature.getExpire(),
                signature.getTimeSigned(),
                signature.getFootprint(),
                other.getQuestion().getName(),
                signature.getSignature());
    }
}
