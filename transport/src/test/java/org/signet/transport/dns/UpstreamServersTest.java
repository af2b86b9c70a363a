package org.signet.transport.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
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
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

class UpstreamServersTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration SHORT = Duration.ofMillis(300);

    private final SignedZones zones =
            new SignedZones(NOW)
                    .signed("test.")
                    .signed("dane.test.")
                    .add("mx.dane.test. 300 IN A 192.0.2.1");
    private final List<ScriptedDnsServer> servers = new ArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

    @AfterEach
    void close() throws IOException {
        for (ScriptedDnsServer server : servers) {
            server.close();
        }
    }

    private ScriptedDnsServer server(ScriptedDnsServer.Script script) throws IOException {
        ScriptedDnsServer server = new ScriptedDnsServer(script);
        servers.add(server);
        return server;
    }

    private DnsSettings settings(Duration timeout, int rounds) {
        return new DnsSettings(
                servers.stream().map(ScriptedDnsServer::address).toList(),
                zones.anchors(),
                timeout,
                rounds,
                Duration.ofSeconds(20));
    }

    private UpstreamServers upstream(Duration timeout, int rounds) {
        Clock clock =
                new Clock() {
                    @Override
                    public ZoneOffset getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return now.get();
                    }
                };
        return new UpstreamServers(settings(timeout, rounds), Exchange.Trust.NONE, clock);
    }

    private static Message ask(UpstreamServers upstream) throws IOException {
        return upstream.ask(SignedZones.name("mx.dane.test."), Type.A);
    }

    @Test
    void answerShouldComeOverUdpWithSignatures() throws Exception {
        ScriptedDnsServer server = server(ScriptedDnsServer.from(zones));
        Message answer = ask(upstream(Duration.ofSeconds(5), 1));
        assertThat(answer.getSection(Section.ANSWER))
                .extracting(Record::getType)
                .containsExactly(Type.A, Type.RRSIG);
        assertThat(server.overTcp).hasValue(0);
    }

    @Test
    void questionShouldAskForSignaturesAndForBogusData() throws Exception {
        AtomicReference<Message> asked = new AtomicReference<>();
        server(
                (question, udp) -> {
                    asked.set(new Message(question));
                    return List.of(ScriptedDnsServer.reply(question).toWire());
                });
        ask(upstream(Duration.ofSeconds(5), 1));
        assertThat(asked.get().getHeader().getFlag(Flags.CD)).isTrue();
        assertThat(asked.get().getOPT().getFlags()).isEqualTo(0x8000);
    }

    @Test
    void answerCutShortShouldBeFetchedOverTcp() throws Exception {
        ScriptedDnsServer server =
                server(
                        (question, udp) -> {
                            Message answer = ScriptedDnsServer.answer(zones, question);
                            if (udp) {
                                answer.removeAllRecords(Section.ANSWER);
                                answer.getHeader().setFlag(Flags.TC);
                            }
                            return List.of(answer.toWire());
                        });
        Message answer = ask(upstream(Duration.ofSeconds(5), 1));
        assertThat(answer.getSection(Section.ANSWER)).hasSize(2);
        assertThat(server.overTcp).hasValue(1);
    }

    @Test
    void lostDatagramShouldBeRepeated() throws Exception {
        List<byte[]> seen = new ArrayList<>();
        server(
                (question, udp) -> {
                    seen.add(question);
                    return seen.size() == 1
                            ? List.of()
                            : ScriptedDnsServer.from(zones).answer(question, udp);
                });
        assertThat(ask(upstream(Duration.ofSeconds(5), 1)).getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(seen).hasSize(2);
        assertThat(seen.get(1)).as("the same question").isEqualTo(seen.get(0));
    }

    @Test
    void silentServerShouldBeReplacedAndThenAvoidedForAWhile() throws Exception {
        ScriptedDnsServer silent = server((question, udp) -> List.of());
        ScriptedDnsServer alive = server(ScriptedDnsServer.from(zones));
        UpstreamServers upstream = upstream(SHORT, 2);
        ask(upstream);
        assertThat(silent.overUdp).hasValue(1);
        ask(upstream);
        ask(upstream);
        assertThat(silent.overUdp).as("not asked again").hasValue(1);
        assertThat(alive.overUdp).hasValue(3);
        alive.close();
        now.set(NOW.plusSeconds(31));
        assertThatThrownBy(() -> ask(upstream)).isInstanceOf(IOException.class);
        assertThat(silent.overUdp.get()).as("asked again").isGreaterThan(1);
    }

    @Test
    void silentServerShouldStillBeAskedWhereNoOtherAnswers() throws Exception {
        List<byte[]> seen = new ArrayList<>();
        server(
                (question, udp) -> {
                    seen.add(question);
                    return seen.size() == 1
                            ? List.of()
                            : ScriptedDnsServer.from(zones).answer(question, udp);
                });
        assertThat(ask(upstream(SHORT, 2)).getRcode()).isEqualTo(Rcode.NOERROR);
    }

    @Test
    void failingServerShouldBeReplaced() throws Exception {
        server((question, udp) -> List.of(rcode(question, Rcode.SERVFAIL)));
        server((question, udp) -> List.of(rcode(question, Rcode.REFUSED)));
        server(ScriptedDnsServer.from(zones));
        assertThat(ask(upstream(Duration.ofSeconds(5), 1)).getRcode()).isEqualTo(Rcode.NOERROR);
    }

    private static byte[] rcode(byte[] question, int rcode) throws IOException {
        Message reply = ScriptedDnsServer.reply(question);
        reply.getHeader().setRcode(rcode);
        reply.addRecord(
                new OPTRecord(
                        1232,
                        0,
                        0,
                        0,
                        List.of(new ExtendedErrorCodeOption(22, "all\r\nname servers silent"))),
                Section.ADDITIONAL);
        return reply.toWire();
    }

    @Test
    void extendedErrorOfTheServerShouldBeInTheCause() throws Exception {
        server((question, udp) -> List.of(rcode(question, Rcode.SERVFAIL)));
        assertThat(lookup(Duration.ofSeconds(5)))
                .isInstanceOfSatisfying(
                        DnsAnswer.Failed.class,
                        failed -> {
                            assertThat(failed.error())
                                    .contains(new ExtendedError(22, "all\r\nname servers silent"));
                            assertThat(failed.cause())
                                    .isEqualTo(
                                            "mx.dane.test A: the server answers SERVFAIL (extended"
                                                    + " DNS error 22, no reachable authority:"
                                                    + " all??name servers silent)");
                        });
    }

    private DnsAnswer lookup(Duration timeout) {
        try (ValidatingDns dns =
                new ValidatingDns(settings(timeout, 1), Clock.fixed(NOW, ZoneOffset.UTC))) {
            return dns.lookup(DomainName.of("mx.dane.test"), RecordType.A);
        }
    }

    /** What a server, or somebody who speaks in its name, may say instead of an answer. */
    enum Lie {
        NOTHING,
        OTHER_ID,
        OTHER_NAME,
        OTHER_TYPE,
        OTHER_CLASS,
        TWO_QUESTIONS,
        NO_QUESTION,
        NO_RESPONSE_BIT,
        OTHER_OPCODE,
        HALF_A_HEADER,
        GARBAGE_BEHIND_THE_QUESTION,
        SERVFAIL,
        REFUSED,
        FORMERR,
        NOTIMP,
        YXDOMAIN,
        CUT_SHORT_OVER_TCP,
        CUT_SHORT_AND_NO_TCP,
        OTHER_ID_OVER_TCP,
        HALF_AN_ANSWER_OVER_TCP;

        List<byte[]> say(byte[] question, boolean udp, Upstream zones) throws IOException {
            Message answer = ScriptedDnsServer.answer(zones, question);
            Record asked = answer.getQuestion();
            switch (this) {
                case NOTHING -> {
                    return List.of();
                }
                case OTHER_ID -> answer.getHeader().setID(answer.getHeader().getID() ^ 1);
                case OTHER_NAME ->
                        replace(
                                answer,
                                Record.newRecord(
                                        SignedZones.name("evil.test."), asked.getType(), 1));
                case OTHER_TYPE ->
                        replace(answer, Record.newRecord(asked.getName(), Type.TXT, DClass.IN));
                case OTHER_CLASS ->
                        replace(
                                answer,
                                Record.newRecord(asked.getName(), asked.getType(), DClass.CH));
                case TWO_QUESTIONS -> answer.addRecord(asked, Section.QUESTION);
                case NO_QUESTION -> answer.removeAllRecords(Section.QUESTION);
                case NO_RESPONSE_BIT -> answer.getHeader().unsetFlag(Flags.QR);
                case OTHER_OPCODE -> answer.getHeader().setOpcode(Opcode.NOTIFY);
                case HALF_A_HEADER -> {
                    return List.of(java.util.Arrays.copyOf(answer.toWire(), 7));
                }
                case GARBAGE_BEHIND_THE_QUESTION -> {
                    byte[] wire = answer.toWire();
                    java.util.Arrays.fill(wire, question.length - 11, wire.length, (byte) 0xc0);
                    return List.of(wire);
                }
                case SERVFAIL -> answer.getHeader().setRcode(Rcode.SERVFAIL);
                case REFUSED -> answer.getHeader().setRcode(Rcode.REFUSED);
                case FORMERR -> answer.getHeader().setRcode(Rcode.FORMERR);
                case NOTIMP -> answer.getHeader().setRcode(Rcode.NOTIMP);
                case YXDOMAIN -> answer.getHeader().setRcode(Rcode.YXDOMAIN);
                case CUT_SHORT_OVER_TCP -> answer.getHeader().setFlag(Flags.TC);
                case CUT_SHORT_AND_NO_TCP -> {
                    answer.getHeader().setFlag(Flags.TC);
                    return udp ? List.of(answer.toWire()) : List.of();
                }
                case OTHER_ID_OVER_TCP -> {
                    answer.getHeader().setFlag(Flags.TC);
                    if (!udp) {
                        answer.getHeader().setID(answer.getHeader().getID() ^ 1);
                    }
                }
                case HALF_AN_ANSWER_OVER_TCP -> {
                    answer.getHeader().setFlag(Flags.TC);
                    if (!udp) {
                        byte[] wire = answer.toWire();
                        return List.of(java.util.Arrays.copyOf(wire, wire.length / 2));
                    }
                }
            }
            return List.of(answer.toWire());
        }

        private static void replace(Message answer, Record question) {
            answer.removeAllRecords(Section.QUESTION);
            answer.addRecord(question, Section.QUESTION);
        }
    }

    @ParameterizedTest
    @EnumSource
    void lyingServerShouldEndInFailed(Lie lie) throws Exception {
        server((question, udp) -> lie.say(question, udp, zones));
        assertThat(lookup(SHORT)).isInstanceOf(DnsAnswer.Failed.class);
    }

    @ParameterizedTest
    @EnumSource
    void truthfulServerBesideALyingOneShouldBeEnough(Lie lie) throws Exception {
        server((question, udp) -> lie.say(question, udp, zones));
        server(ScriptedDnsServer.from(zones));
        assertThat(lookup(SHORT).secureThroughout()).isTrue();
    }

    @Test
    void strangersDatagramsShouldBePassedOver() throws Exception {
        server(
                (question, udp) -> {
                    List<byte[]> said = new ArrayList<>();
                    said.addAll(Lie.OTHER_ID.say(question, udp, zones));
                    said.addAll(Lie.OTHER_NAME.say(question, udp, zones));
                    said.addAll(Lie.HALF_A_HEADER.say(question, udp, zones));
                    said.addAll(ScriptedDnsServer.from(zones).answer(question, udp));
                    return said;
                });
        assertThat(lookup(Duration.ofSeconds(5)).secureThroughout()).isTrue();
    }

    @Test
    void deadlineShouldBoundTheWholeOfManyServers() throws Exception {
        for (int i = 0; i < 4; i++) {
            server((question, udp) -> List.of());
        }
        DnsSettings settings =
                new DnsSettings(settings(SHORT, 2).servers(), zones.anchors(), SHORT, 2, SHORT);
        UpstreamServers upstream =
                new UpstreamServers(settings, Exchange.Trust.NONE, Clock.systemUTC());
        assertThatThrownBy(() -> ask(upstream)).hasMessageContaining("timed out");
        assertThat(servers.stream().mapToInt(server -> server.overUdp.get()).sum())
                .as("servers asked before time was up")
                .isLessThanOrEqualTo(2);
    }
}
