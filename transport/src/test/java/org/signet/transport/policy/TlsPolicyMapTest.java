package org.signet.transport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.transport.dns.DomainName;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

class TlsPolicyMapTest {
    private static final Set<TlsVersion> ALL = EnumSet.allOf(TlsVersion.class);
    private static final LocalDate TODAY = LocalDate.of(2027, 1, 31);
    private static final String MAP =
            """
            # exceptions of the mail team
            example.com            dane-only                    # contract of May
            .example.com           encrypt
            .deep.example.com      may
            old.example            may        until=2027-01-30  # over
            .example               verify     names=mx.example,b\u00fccher.example
            last.example           none       until=2027-01-31
            legacy.test            encrypt    tls=1.0
            [relay.test]:587       verify
            [relay.test]           encrypt
            [192.0.2.7]            may
            [2001:db8::7]:25       dane
            b\u00fccher.test            dane-only
            """;

    private static TlsPolicyMap map(String text) {
        try {
            return TlsPolicyMap.parse("tls-policy", text, ALL);
        } catch (TlsPolicyException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static NextHop nextHop(String text) {
        int colon = text.indexOf("]:");
        return text.startsWith("[")
                ? new NextHop.Gateway(
                        text.substring(1, colon), Integer.parseInt(text.substring(colon + 2)))
                : new NextHop.Domain(DomainName.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, dane-only",
        "EXAMPLE.com, dane-only",
        "a.example.com, encrypt",
        "b.a.example.com, encrypt",
        "deep.example.com, encrypt",
        "x.deep.example.com, may",
        "notexample.com, -",
        "com, -",
        "example, -",
        "old.example, verify",
        "other.example, verify",
        "last.example, none",
        "legacy.test, encrypt",
        "relay.test, -",
        "[relay.test]:587, verify",
        "[relay.test]:25, encrypt",
        "[192.0.2.7]:25, may",
        "[2001:db8:0:0:0:0:0:7]:25, dane",
        "[2001:db8:0:0:0:0:0:7]:26, -",
        "xn--bcher-kva.test, dane-only",
    })
    void mostSpecificLineShouldCount(String destination, String level) {
        assertThat(map(MAP).find(nextHop(destination), TODAY).line())
                .map(line -> line.level().word())
                .map(Object::toString)
                .isEqualTo(level.equals("-") ? Optional.empty() : Optional.of(level));
    }

    @Test
    void lineShouldKeepItsOptionsAndComment() {
        TlsPolicyLine old =
                map(MAP).find(nextHop("old.example"), LocalDate.of(2027, 1, 30))
                        .line()
                        .orElseThrow();
        assertThat(old.until()).contains(LocalDate.of(2027, 1, 30));
        assertThat(old.shown("tls-policy")).isEqualTo("tls-policy:5, until 2027-01-30, 'over'");
        TlsPolicyLine verify = map(MAP).find(nextHop("x.example"), TODAY).line().orElseThrow();
        assertThat(verify.names())
                .containsExactly(
                        DomainName.of("mx.example"), DomainName.of("xn--bcher-kva.example"));
        assertThat(verify.lowest()).isEqualTo(TlsVersion.TLS_1_2);
        assertThat(map(MAP).find(nextHop("legacy.test"), TODAY).line().orElseThrow().lowest())
                .isEqualTo(TlsVersion.TLS_1_0);
    }

    @Test
    void lineShouldCountOnItsLastDayAndBeNamedAfterIt() {
        TlsPolicyMap.Match match = map(MAP).find(nextHop("last.example"), TODAY.plusDays(1));
        assertThat(match.line().orElseThrow().level()).isEqualTo(TlsLevel.VERIFY);
        assertThat(match.expired())
                .extracting(TlsPolicyLine::pattern)
                .containsExactly("last.example");
        assertThat(map(MAP).find(nextHop("last.example"), TODAY).expired()).isEmpty();
    }

    @Test
    void orderOfLinesShouldNotMatter() {
        long seed = 20270131L;
        List<String> lines = new ArrayList<>(MAP.lines().toList());
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            Collections.shuffle(lines, random);
            TlsPolicyMap shuffled = map(String.join("\n", lines));
            for (String destination :
                    List.of(
                            "example.com",
                            "a.deep.example.com",
                            "old.example",
                            "[relay.test]:587")) {
                assertThat(
                                shuffled.find(nextHop(destination), TODAY)
                                        .line()
                                        .map(TlsPolicyLine::level))
                        .as("seed %d, %s", seed, destination)
                        .isEqualTo(
                                map(MAP).find(nextHop(destination), TODAY)
                                        .line()
                                        .map(TlsPolicyLine::level));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.com daneonly|p:2:13: 'daneonly' is no level; allowed: none, may, encrypt, dane, dane-only, verify",
                "example.com|p:2:12: there is no level for 'example.com'; allowed: none",
                "exa mple.com may|p:2:5: 'mple.com' is no level",
                "*.example.com may|p:2:1: '*.example.com' is no destination; allowed: a domain such as example.com, .example.com",
                ". may|p:2:1: '.' is no destination",
                ".. may|p:2:1: '..' is no destination",
                "[relay.test may|p:2:1: '[relay.test' is no destination",
                "[relay.test]:0 may|p:2:14: '0' is no port; allowed: 1 to 65535",
                "[relay.test]:65536 may|p:2:14: '65536' is no port",
                "[192.0.2.256] may|p:2:2: '192.0.2.256' is neither a host nor an address",
                "[2001:db8:::7] may|p:2:2: '2001:db8:::7' is neither a host nor an address",
                "example.com may until=2027-02-30|p:2:23: '2027-02-30' is no day",
                "example.com may until=soon|p:2:23: 'soon' is no day; allowed: until=2027-01-31",
                "example.com may until=|p:2:23: '' is no day",
                "example.com may names=mx.example|p:2:23: names are not looked at by level may",
                "example.com verify names=a.example,,b.example|p:2:36: '' is no name",
                "example.com verify names=*.example|p:2:26: '*.example' is no name",
                "example.com may tls=1.4|p:2:21: '1.4' is no version of TLS; allowed: tls= with one of 1.0, 1.1, 1.2, 1.3",
                "example.com none tls=1.2|p:2:22: there is no TLS with level none",
                "example.com may may|p:2:17: 'may' is no option; allowed: names=",
                "example.com may UNTIL=2027-01-01|p:2:17: 'UNTIL=2027-01-01' is no option",
                "example.com may tls=1.2 tls=1.3|p:2:25: 'tls' is given twice",
                "example.com may#comment|p:2:13: 'may#comment' is no level",
                "first.test may|p:2:1: 'first.test' is in line 1 too; allowed: one line for each destination",
                "FIRST.test. may|p:2:1: 'first.test' is in line 1 too",
            })
    void mistakeShouldBeNamedWithLineAndColumn(String line, String message) {
        assertThatThrownBy(() -> TlsPolicyMap.parse("p", "first.test dane\n" + line + "\n", ALL))
                .isInstanceOf(TlsPolicyException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void versionThatJavaDoesNotSpeakShouldBeRefused() {
        assertThatThrownBy(
                        () ->
                                TlsPolicyMap.parse(
                                        "p",
                                        "example.com may tls=1.0",
                                        EnumSet.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3)))
                .hasMessageStartingWith("p:1:21: this Java does not speak TLS 1.0; allowed: ");
        assertThat(TlsVersion.spoken()).contains(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3);
        assertThat(TlsVersion.TLS_1_1.protocolsFromHere())
                .containsExactly("TLSv1.3", "TLSv1.2", "TLSv1.1");
    }

    @Test
    void emptyAndCommentedTextShouldHoldNoLines() throws Exception {
        for (String text :
                List.of("", "\n", "# a comment\n\t # another\r\n", "\ufeff# with mark")) {
            assertThat(TlsPolicyMap.parse("p", text, ALL).size()).as(text).isZero();
        }
    }

    @Test
    void tooMuchShouldBeRefused() {
        assertThatThrownBy(() -> TlsPolicyMap.parse("p", "\n".repeat(100_001), ALL))
                .isInstanceOf(TlsPolicyException.class);
        assertThatThrownBy(() -> TlsPolicyMap.parse("p", "#" + "x".repeat(5_000), ALL))
                .isInstanceOf(TlsPolicyException.class);
    }
}
