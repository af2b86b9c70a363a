package org.signet.transport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.transport.dns.DomainName;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

class TlsRulesTest {
    private static final NextHop EXAMPLE = new NextHop.Domain(DomainName.of("example.com"));

    /** A clock that a test moves. */
    private static final class TestClock extends Clock {
        private Instant now = Instant.parse("2027-01-31T12:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @TempDir private Path folder;
    private final TestClock clock = new TestClock();
    private Path file;

    @BeforeEach
    void write() throws Exception {
        file = Files.writeString(folder.resolve("tls-policy"), "example.com encrypt # for now\n");
    }

    private TlsRules rules() throws Exception {
        return new TlsRules(
                TlsSettings.of(TlsLevel.DANE, InsecureMxPolicy.MAY),
                false,
                Optional.of(new TlsPolicyFile(file, clock)),
                clock);
    }

    private void change(String text) throws Exception {
        Files.writeString(file, text);
        clock.advance(TlsPolicyFile.INTERVAL);
    }

    @Test
    void exceptionShouldTakeThePlaceOfTheUsual() throws Exception {
        TlsSettings settings = rules().settingsFor(EXAMPLE);
        assertThat(settings.level()).isEqualTo(TlsLevel.ENCRYPT);
        assertThat(settings.insecureMx()).isEqualTo(InsecureMxPolicy.MAY);
        assertThat(settings.origin()).isEqualTo(file + ":1, 'for now'");
        NextHop other = new NextHop.Domain(DomainName.of("other.test"));
        assertThat(rules().settingsFor(other)).isEqualTo(rules().usual());
    }

    @Test
    void changedFileShouldCountWithoutARestart() throws Exception {
        TlsRules rules = rules();
        change("example.com dane-only\n");
        assertThat(rules.settingsFor(EXAMPLE).level()).isEqualTo(TlsLevel.DANE_ONLY);
    }

    @Test
    void brokenOrVanishedFileShouldLeaveWhatWasReadBefore() throws Exception {
        TlsRules rules = rules();
        change("example.com nonsense\n");
        assertThat(rules.settingsFor(EXAMPLE).level()).isEqualTo(TlsLevel.ENCRYPT);
        Files.delete(file);
        clock.advance(TlsPolicyFile.INTERVAL);
        assertThat(rules.settingsFor(EXAMPLE).level()).isEqualTo(TlsLevel.ENCRYPT);
        change("example.com verify\n");
        assertThat(rules.settingsFor(EXAMPLE).level()).isEqualTo(TlsLevel.VERIFY);
    }

    @Test
    void fileBrokenAtTheStartShouldBeRefused() throws Exception {
        Files.writeString(file, "example.com may\n\nother.test  daneonly\n");
        assertThatThrownBy(this::rules)
                .isInstanceOf(TlsPolicyException.class)
                .hasMessageStartingWith(file + ":3:13: 'daneonly' is no level; allowed: none");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 'a'});
        assertThatThrownBy(this::rules).hasMessage(file + ": it is not in UTF-8");
        Files.delete(file);
        assertThatThrownBy(this::rules).hasMessage(file + ": there is no such file");
    }

    @Test
    void lineShouldExpireWithTheClock() throws Exception {
        Files.writeString(file, "example.com none until=2027-01-31\n");
        TlsRules rules = rules();
        assertThat(rules.settingsFor(EXAMPLE).level()).isEqualTo(TlsLevel.NONE);
        clock.advance(Duration.ofHours(12));
        assertThat(rules.settingsFor(EXAMPLE)).isEqualTo(rules.usual());
    }

    @Test
    void levelsThatPromiseLessShouldBeWeaker() {
        TlsLevel[] up = {TlsLevel.NONE, TlsLevel.MAY, TlsLevel.ENCRYPT, TlsLevel.DANE};
        for (int i = 0; i < up.length; i++) {
            for (int j = 0; j < up.length; j++) {
                assertThat(up[i].isWeakerThan(up[j])).isEqualTo(i < j);
            }
            assertThat(up[i].isWeakerThan(TlsLevel.DANE_ONLY)).isTrue();
            assertThat(up[i].isWeakerThan(TlsLevel.VERIFY)).isTrue();
        }
    }
}
