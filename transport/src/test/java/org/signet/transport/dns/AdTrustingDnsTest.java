package org.signet.transport.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

class AdTrustingDnsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final SignedZones zones =
            new SignedZones(NOW)
                    .signed("test.")
                    .signed("dane.test.")
                    .unsigned("plain.test.")
                    .add(
                            "mx.dane.test. 300 IN A 192.0.2.1",
                            "www.dane.test. 300 IN CNAME mx.dane.test.",
                            "out.dane.test. 300 IN CNAME mx.plain.test.",
                            "loop.dane.test. 300 IN CNAME loop.dane.test.",
                            "mx.plain.test. 300 IN A 192.0.2.2",
                            "in.plain.test. 300 IN CNAME mx.dane.test.");
    private final List<String> asked = new ArrayList<>();

    /** As a validating resolver answers: AD where all records, or the denial, are signed. */
    private Message validating(Name name, int type) throws IOException {
        asked.add(name.toString(true) + " " + Type.string(type));
        Message answer = zones.ask(name, type);
        if (answer.getRcode() == Rcode.NOERROR || answer.getRcode() == Rcode.NXDOMAIN) {
            boolean signed =
                    List.of(Section.ANSWER, Section.AUTHORITY).stream()
                            .flatMap(section -> answer.getSectionRRsets(section).stream())
                            .noneMatch(set -> set.sigs().isEmpty());
            if (signed) {
                answer.getHeader().setFlag(Flags.AD);
            }
            for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
                for (Record record : List.copyOf(answer.getSection(section))) {
                    if (record instanceof RRSIGRecord) {
                        answer.removeRecord(record, section);
                    }
                }
            }
        }
        return answer;
    }

    private DnsAnswer lookup(String name, String type) {
        try (AdTrustingDns dns =
                new AdTrustingDns(this::validating, Clock.fixed(NOW, ZoneOffset.UTC))) {
            return dns.lookup(DomainName.of(name), RecordType.valueOf(type));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mx.dane.test,     A,    Found,    true",
        "mx.plain.test,    A,    Found,    false",
        "mx.dane.test,     AAAA, NoData,   true",
        "mx.plain.test,    AAAA, NoData,   false",
        "nobody.dane.test, A,    NxDomain, true",
        "no.plain.test,    A,    NxDomain, false",
        "loop.dane.test,   A,    Failed,   false",
    })
    void bitShouldBeTheStatus(String name, String type, String kind, boolean secure) {
        DnsAnswer answer = lookup(name, type);
        assertThat(answer.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(answer.secureThroughout()).isEqualTo(secure);
    }

    @ParameterizedTest
    @CsvSource({
        "www.dane.test, A,    SECURE,   SECURE",
        "out.dane.test, A,    SECURE,   INSECURE",
        "in.plain.test, A,    INSECURE, SECURE",
    })
    void everyAliasShouldCarryItsOwnStatus(String name, String type, Security hop, Security last) {
        assertThat(lookup(name, type))
                .isInstanceOfSatisfying(
                        DnsAnswer.Found.class,
                        found -> {
                            assertThat(found.security()).isEqualTo(last);
                            assertThat(found.aliases())
                                    .singleElement()
                                    .extracting(DnsAnswer.Hop::security)
                                    .isEqualTo(hop);
                        });
    }

    @Test
    void aliasShouldOnlyBeAskedForAloneWhereTheBitIsMissing() {
        lookup("www.dane.test", "A");
        assertThat(asked).containsExactly("www.dane.test A", "mx.dane.test A");
        asked.clear();
        lookup("out.dane.test", "A");
        assertThat(asked)
                .containsExactly("out.dane.test A", "out.dane.test CNAME", "mx.plain.test A");
    }

    @ParameterizedTest
    @CsvSource({
        "SERVFAIL, 6,  Bogus",
        "SERVFAIL, 7,  Bogus",
        "SERVFAIL, 9,  Bogus",
        "SERVFAIL, 12, Bogus",
        "SERVFAIL, 22, Failed",
        "SERVFAIL, 0,  Failed",
        "SERVFAIL, -1, Failed",
        "REFUSED,  6,  Failed",
        "NOTIMP,   -1, Failed",
    })
    void errorShouldBeUndecidableAndBogusWhereTheServerSaysSo(
            String rcode, int code, String expected) {
        zones.fault(
                "mx.dane.test.",
                "A",
                answer -> {
                    Message error = new Message();
                    error.addRecord(answer.getQuestion(), Section.QUESTION);
                    error.getHeader().setRcode(Rcode.value(rcode));
                    if (code >= 0) {
                        error.addRecord(
                                new OPTRecord(
                                        1232, 0, 0, 0, new ExtendedErrorCodeOption(code, "why")),
                                Section.ADDITIONAL);
                    }
                    return error;
                });
        DnsAnswer answer = lookup("mx.dane.test", "A");
        assertThat(answer.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(answer.toString())
                .contains("the resolver answers " + rcode)
                .contains(code < 0 ? "" : "extended DNS error " + code);
    }

    @Test
    void silenceShouldBeFailed() {
        zones.fault("mx.dane.test.", "A", answer -> null);
        assertThat(lookup("mx.dane.test", "A")).isInstanceOf(DnsAnswer.Failed.class);
    }

    @Test
    void resolverThatDoesNotValidateShouldBeFoundOut() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        try (AdTrustingDns validating = new AdTrustingDns(this::validating, clock);
                AdTrustingDns plain = new AdTrustingDns(zones, clock)) {
            assertThat(validating.check()).isEqualTo(new Readiness.Ready());
            assertThat(plain.check()).isInstanceOf(Readiness.Unusable.class);
        }
    }

    @Test
    void secondLookupShouldAskNobody() {
        try (AdTrustingDns dns =
                new AdTrustingDns(this::validating, Clock.fixed(NOW, ZoneOffset.UTC))) {
            dns.lookup(DomainName.of("www.dane.test"), RecordType.A);
            int first = asked.size();
            dns.lookup(DomainName.of("www.dane.test"), RecordType.A);
            assertThat(asked).hasSize(first);
        }
    }

    @Test
    void resolverElsewhereShouldBeRefused() {
        List<InetSocketAddress> servers = DnsSettings.parseServers("127.0.0.1, 192.0.2.53");
        DnsSettings settings = DnsSettings.of(servers, TrustAnchors.builtIn());
        assertThatThrownBy(() -> settings.in(DnsSettings.Mode.TRUST_AD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'192.0.2.53' is not on loopback");
    }

    @Test
    void questionShouldAskForTheBitAndNotForBogusData() throws Exception {
        List<Message> seen = new ArrayList<>();
        try (ScriptedDnsServer server =
                        new ScriptedDnsServer(
                                (question, udp) -> {
                                    seen.add(new Message(question));
                                    return ScriptedDnsServer.from(this::validating)
                                            .answer(question, udp);
                                });
                DnssecDns dns =
                        DnssecDns.of(
                                DnsSettings.of(List.of(server.address()), TrustAnchors.builtIn())
                                        .in(DnsSettings.Mode.TRUST_AD),
                                Clock.fixed(NOW, ZoneOffset.UTC))) {
            assertThat(dns.lookup(DomainName.of("mx.dane.test"), RecordType.A).secureThroughout())
                    .isTrue();
        }
        assertThat(seen.get(0).getHeader().getFlag(Flags.AD)).isTrue();
        assertThat(seen.get(0).getHeader().getFlag(Flags.CD)).isFalse();
        assertThat(seen.get(0).getOPT()).isNotNull();
    }
}
