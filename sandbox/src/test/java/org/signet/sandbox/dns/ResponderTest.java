package org.signet.sandbox.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

class ResponderTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Name SERVER = name("ns.test.");

    private final DnsFaults faults = new DnsFaults();
    private final Responder responder = new Responder(zones(), faults);

    private static Name name(String text) {
        return Name.fromConstantString(text);
    }

    private static Record address(String name) {
        return new ARecord(
                name(name), DClass.IN, ZoneBuilder.TTL, InetAddress.getLoopbackAddress());
    }

    private static Record alias(String name, String target) {
        return new CNAMERecord(name(name), DClass.IN, ZoneBuilder.TTL, name(target));
    }

    private static Zones zones() {
        ZoneBuilder root = ZoneBuilder.signed(Name.root, SERVER, NOW);
        ZoneBuilder test = ZoneBuilder.signed(name("test."), SERVER, NOW);
        ZoneBuilder other = ZoneBuilder.signed(name("other.test."), SERVER, NOW);
        ZoneBuilder open = ZoneBuilder.unsigned(name("open.test."), SERVER);
        test.add(address("ns.test."))
                .add(alias("alias.test.", "a.other.test."))
                .add(alias("twice.test.", "alias.test."))
                .add(alias("dangling.test.", "nowhere.other.test."))
                .add(alias("loop.test.", "pool.test."))
                .add(alias("pool.test.", "loop.test."))
                .delegate(other, SERVER)
                .delegate(open, SERVER);
        other.add(address("a.other.test."));
        open.add(address("a.open.test."));
        for (int i = 0; i < 40; i++) {
            open.add(
                    new TXTRecord(
                            name("large.open.test."),
                            DClass.IN,
                            ZoneBuilder.TTL,
                            "text number " + i + " of those that make the set large"));
        }
        return Zones.of(List.of(root.delegate(test, SERVER), test, other, open));
    }

    private static Message query(String name, int type) {
        return Message.newQuery(Record.newRecord(name(name), type, DClass.IN));
    }

    private static Message edns(Message query, int payload, int version, int flags) {
        query.addRecord(new OPTRecord(payload, 0, version, flags), Section.ADDITIONAL);
        return query;
    }

    private Message ask(Message query) throws Exception {
        return new Message(responder.respond(query.toWire(), true).orElseThrow());
    }

    private static List<String> types(Message message, int section) {
        return message.getSection(section).stream()
                .map(record -> Type.string(record.getType()))
                .toList();
    }

    @Nested
    class Answers {
        @Test
        void answerShouldBeAuthoritativeAndRepeatTheQuestion() throws Exception {
            Message query = query("NS.Test.", Type.A);
            Message answer = ask(query);

            assertThat(answer.getHeader().getID()).isEqualTo(query.getHeader().getID());
            assertThat(answer.getHeader().getFlag(Flags.QR)).isTrue();
            assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
            assertThat(answer.getHeader().getFlag(Flags.RD)).isTrue();
            assertThat(answer.getHeader().getFlag(Flags.RA)).isFalse();
            assertThat(answer.getHeader().getFlag(Flags.AD)).isFalse();
            assertThat(answer.getHeader().getFlag(Flags.CD)).isFalse();
            assertThat(answer.getQuestion().getName()).hasToString("NS.Test.");
            assertThat(types(answer, Section.ANSWER)).containsExactly("A");
        }

        @Test
        void signaturesShouldOnlyComeWithTheDoBit() throws Exception {
            Message with = ask(edns(query("ns.test.", Type.A), 1232, 0, ExtendedFlags.DO));
            Message without = ask(edns(query("ns.test.", Type.A), 1232, 0, 0));

            assertThat(types(with, Section.ANSWER)).containsExactly("A", "RRSIG");
            assertThat(with.getOPT().getFlags()).isEqualTo(ExtendedFlags.DO);
            assertThat(types(without, Section.ANSWER)).containsExactly("A");
            assertThat(without.getOPT().getFlags()).isZero();
        }

        @Test
        void proofShouldOnlyComeWithTheDoBit() throws Exception {
            Message with = ask(edns(query("zzz.test.", Type.A), 1232, 0, ExtendedFlags.DO));
            Message without = ask(query("zzz.test.", Type.A));

            assertThat(with.getRcode()).isEqualTo(Rcode.NXDOMAIN);
            assertThat(types(with, Section.AUTHORITY))
                    .containsExactly("SOA", "RRSIG", "NSEC", "RRSIG", "NSEC", "RRSIG");
            assertThat(without.getRcode()).isEqualTo(Rcode.NXDOMAIN);
            assertThat(types(without, Section.AUTHORITY)).containsExactly("SOA");
        }

        @Test
        void unsignedDelegationShouldBeProvedByNsecWithoutDs() throws Exception {
            Message answer = ask(edns(query("open.test.", Type.DS), 1232, 0, ExtendedFlags.DO));
            NSECRecord nsec =
                    (NSECRecord)
                            answer.getSection(Section.AUTHORITY).stream()
                                    .filter(record -> record.getType() == Type.NSEC)
                                    .findFirst()
                                    .orElseThrow();

            assertThat(nsec.getName()).hasToString("open.test.");
            assertThat(nsec.getTypes()).containsExactly(Type.NS, Type.RRSIG, Type.NSEC);
        }

        @Test
        void unsignedZoneShouldHaveNoProof() throws Exception {
            Message answer = ask(edns(query("zzz.open.test.", Type.A), 1232, 0, ExtendedFlags.DO));

            assertThat(types(answer, Section.AUTHORITY)).containsExactly("SOA");
        }

        @ParameterizedTest(name = "{0} -> {1} {2}")
        @CsvSource({
            "alias.test., NOERROR, CNAME A",
            "twice.test., NOERROR, CNAME CNAME A",
            "dangling.test., NXDOMAIN, CNAME",
            "loop.test., SERVFAIL, CNAME CNAME CNAME CNAME CNAME CNAME CNAME CNAME CNAME",
        })
        void aliasShouldBeFollowed(String name, String rcode, String types) throws Exception {
            Message answer = ask(query(name, Type.A));

            assertThat(Rcode.string(answer.getRcode())).isEqualTo(rcode);
            assertThat(String.join(" ", types(answer, Section.ANSWER))).isEqualTo(types);
        }

        @Test
        void aliasItselfShouldBeAnsweredWhenAskedFor() throws Exception {
            assertThat(types(ask(query("twice.test.", Type.CNAME)), Section.ANSWER))
                    .containsExactly("CNAME");
        }

        @Test
        void anyShouldBeAnsweredWithOneSet() throws Exception {
            assertThat(ask(query("test.", Type.ANY)).getSection(Section.ANSWER)).hasSize(1);
        }

        @Test
        void signaturesShouldBeAnsweredWhenAskedFor() throws Exception {
            assertThat(types(ask(query("ns.test.", Type.RRSIG)), Section.ANSWER)).contains("RRSIG");
        }
    }

    @Nested
    class Sizes {
        @ParameterizedTest
        @CsvSource({"512, 512", "1000, 1000", "1232, 1232", "4096, 1232", "0, 512"})
        void answerShouldFitTheSmallerOfBothLimits(int asked, int limit) throws Exception {
            Message query = edns(query("large.open.test.", Type.TXT), asked, 0, 0);
            byte[] answer = responder.respond(query.toWire(), true).orElseThrow();

            assertThat(answer.length).isLessThanOrEqualTo(limit);
            assertThat(new Message(answer).getHeader().getFlag(Flags.TC)).isTrue();
            assertThat(new Message(answer).getOPT()).isNotNull();
            assertThat(new Message(answer).getSection(Section.ANSWER)).isEmpty();
        }

        @Test
        void signedDenialShouldBeTruncatedWhenItDoesNotFit() throws Exception {
            Message query =
                    edns(
                            query("b." + "x".repeat(63) + ".b.test.", Type.A),
                            512,
                            0,
                            ExtendedFlags.DO);
            Message answer = ask(query);

            assertThat(answer.getHeader().getFlag(Flags.TC)).isTrue();
            assertThat(answer.getSection(Section.AUTHORITY)).isEmpty();
        }

        @Test
        void answerOverTcpShouldBeWhole() throws Exception {
            Message answer =
                    new Message(
                            responder
                                    .respond(query("large.open.test.", Type.TXT).toWire(), false)
                                    .orElseThrow());

            assertThat(answer.getHeader().getFlag(Flags.TC)).isFalse();
            assertThat(answer.getSection(Section.ANSWER)).hasSize(40);
        }
    }

    @Nested
    class OddQuestions {
        @ParameterizedTest
        @CsvSource({"AXFR", "IXFR"})
        void zoneTransferShouldBeRefused(String type) throws Exception {
            assertThat(ask(query("test.", Type.value(type))).getRcode()).isEqualTo(Rcode.REFUSED);
        }

        @Test
        void otherClassShouldBeRefused() throws Exception {
            Message query =
                    Message.newQuery(Record.newRecord(name("version.bind."), Type.TXT, DClass.CH));

            assertThat(ask(query).getRcode()).isEqualTo(Rcode.REFUSED);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 4, 5, 6, 15})
        void otherOpcodeShouldBeNotImplemented(int opcode) throws Exception {
            Message query = query("test.", Type.SOA);
            query.getHeader().setOpcode(opcode);
            Message answer = ask(query);

            assertThat(answer.getRcode()).isEqualTo(Rcode.NOTIMP);
            assertThat(answer.getHeader().getOpcode()).isEqualTo(opcode);
            assertThat(answer.getHeader().getID()).isEqualTo(query.getHeader().getID());
        }

        @Test
        void laterEdnsVersionShouldBeTurnedDown() throws Exception {
            Message answer = ask(edns(query("test.", Type.SOA), 1232, 1, 0));

            assertThat(answer.getRcode()).isEqualTo(Rcode.BADVERS);
            assertThat(answer.getSection(Section.ANSWER)).isEmpty();
        }

        @Test
        void noQuestionShouldBeAFormatError() throws Exception {
            assertThat(ask(new Message(7)).getRcode()).isEqualTo(Rcode.FORMERR);
        }

        @Test
        void twoQuestionsShouldBeAFormatError() throws Exception {
            Message query = query("test.", Type.SOA);
            query.addRecord(Record.newRecord(name("test."), Type.NS, DClass.IN), Section.QUESTION);

            assertThat(ask(query).getRcode()).isEqualTo(Rcode.FORMERR);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "name without end         | 1234 0100 0001 0000 0000 0000 04746573",
                    "label beyond the packet  | 1234 0100 0001 0000 0000 0000 3F7465737400 0001 0001",
                    "pointer to itself        | 1234 0100 0001 0000 0000 0000 C00C 0001 0001",
                    "pointer beyond           | 1234 0100 0001 0000 0000 0000 CFFF 0001 0001",
                    "reserved label type      | 1234 0100 0001 0000 0000 0000 80 0001 0001",
                    "question without type    | 1234 0100 0001 0000 0000 0000 0474657374 00",
                    "more questions than sent | 1234 0100 FFFF 0000 0000 0000 0474657374 00 0001 0001",
                    "OPT cut off              | 1234 0100 0001 0000 0000 0001 00 0006 0001 00 0029 04D0",
                    "header alone             | 1234 0100 0001 0000 0000 0000",
                })
        void brokenPacketShouldBeAFormatError(String label, String hex) throws Exception {
            byte[] packet = HexFormat.of().parseHex(hex.replace(" ", ""));
            byte[] answer = responder.respond(packet, true).orElseThrow();

            assertThat(HexFormat.of().formatHex(answer)).isEqualTo("123481010000000000000000");
        }

        @Test
        void packetsShorterThanAHeaderShouldBeIgnored() {
            for (int length = 0; length < 12; length++) {
                assertThat(responder.respond(new byte[length], true)).isEmpty();
            }
        }

        @Test
        void answersShouldBeIgnored() {
            Message query = query("test.", Type.SOA);
            query.getHeader().setFlag(Flags.QR);

            assertThat(responder.respond(query.toWire(), true)).isEmpty();
        }

        @Test
        void noPacketShouldMakeItFail() {
            long seed = 20260102;
            Random random = new Random(seed);
            byte[] sound = edns(query("twice.test.", Type.A), 1232, 0, ExtendedFlags.DO).toWire();
            for (int i = 0; i < 20_000; i++) {
                byte[] packet = Arrays.copyOf(sound, 12 + random.nextInt(sound.length));
                for (int flips = random.nextInt(6); flips >= 0; flips--) {
                    packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
                }
                assertThatCode(
                                () ->
                                        responder
                                                .respond(packet, true)
                                                .ifPresent(
                                                        answer ->
                                                                assertThat(answer.length)
                                                                        .isLessThanOrEqualTo(1232)))
                        .as("seed %d, packet %s", seed, HexFormat.of().formatHex(packet))
                        .doesNotThrowAnyException();
            }
        }
    }

    @Nested
    class Building {
        @Test
        void recordOfAnotherZoneShouldBeRefused() {
            ZoneBuilder zone = ZoneBuilder.unsigned(name("test."), SERVER);

            assertThatThrownBy(() -> zone.add(address("a.example.")))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void wildcardShouldBeRefused() {
            ZoneBuilder zone = ZoneBuilder.unsigned(name("test."), SERVER);

            assertThatThrownBy(() -> zone.add(address("*.test.")))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void zonesWithoutRootShouldBeRefused() {
            List<ZoneBuilder> zones = List.of(ZoneBuilder.unsigned(name("test."), SERVER));

            assertThatThrownBy(() -> Zones.of(zones)).hasMessageContaining("root");
        }
    }

    @Nested
    class FaultsInForce {
        private Message signedQuery(String name) {
            return edns(query(name, Type.A), 1232, 0, ExtendedFlags.DO);
        }

        @Test
        void timeoutShouldAnswerNothing() throws Exception {
            faults.set("test", DnsFault.of(DnsFault.Kind.TIMEOUT));

            assertThat(responder.respond(query("ns.test.", Type.A).toWire(), true)).isEmpty();
            assertThat(responder.respond(query("ns.test.", Type.A).toWire(), false)).isEmpty();
            assertThat(ask(query(".", Type.SOA)).getRcode()).isEqualTo(Rcode.NOERROR);
        }

        @Test
        void servfailShouldSayWhy() throws Exception {
            faults.set("ns.test", DnsFault.of(DnsFault.Kind.SERVFAIL));

            Message answer = ask(signedQuery("ns.test."));

            assertThat(answer.getRcode()).isEqualTo(Rcode.SERVFAIL);
            assertThat(answer.getSection(Section.ANSWER)).isEmpty();
            assertThat(answer.getOPT().getOptions(15)).hasSize(1);
        }

        @Test
        void strippedAnswerShouldHoldNothingOfDnssec() throws Exception {
            faults.set(".", DnsFault.of(DnsFault.Kind.STRIP_DNSSEC));

            assertThat(types(ask(signedQuery("ns.test.")), Section.ANSWER)).containsExactly("A");
            assertThat(types(ask(signedQuery("zzz.test.")), Section.AUTHORITY))
                    .containsExactly("SOA");
        }

        @Test
        void truncationShouldHoldOverTcpToo() throws Exception {
            faults.set("test", DnsFault.of(DnsFault.Kind.TRUNCATE));

            Message answer =
                    new Message(
                            responder
                                    .respond(query("ns.test.", Type.A).toWire(), false)
                                    .orElseThrow());

            assertThat(answer.getHeader().getFlag(Flags.TC)).isTrue();
            assertThat(answer.getSection(Section.ANSWER)).isEmpty();
        }

        @Test
        void wrongIdShouldBeAnother() throws Exception {
            faults.set("test", DnsFault.of(DnsFault.Kind.WRONG_ID));
            Message query = query("ns.test.", Type.A);

            assertThat(ask(query).getHeader().getID()).isNotEqualTo(query.getHeader().getID());
        }

        @Test
        void closestFaultShouldStrikeAsOftenAsAsked() throws Exception {
            faults.set(".", DnsFault.of(DnsFault.Kind.TIMEOUT));
            faults.set("ns.test.", DnsFault.of(DnsFault.Kind.SERVFAIL).times(2));

            assertThat(ask(query("NS.test.", Type.A)).getRcode()).isEqualTo(Rcode.SERVFAIL);
            assertThat(faults.of("ns.test").count()).isEqualTo(1);
            assertThat(ask(query("x.ns.test.", Type.A)).getRcode()).isEqualTo(Rcode.SERVFAIL);
            assertThat(faults.of("ns.test")).isEqualTo(DnsFault.NONE);
            assertThat(responder.respond(query("ns.test.", Type.A).toWire(), true)).isEmpty();
            faults.set(".", DnsFault.NONE);
            assertThat(ask(query("ns.test.", Type.A)).getRcode()).isEqualTo(Rcode.NOERROR);
        }
    }
}
