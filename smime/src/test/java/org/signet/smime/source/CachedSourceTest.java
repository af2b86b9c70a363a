package org.signet.smime.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.signet.smime.certificate.CertificateSource;
import org.signet.smime.certificate.CertificateSource.Answer;
import org.signet.smime.certificate.Mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class CachedSourceTest {
    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
    private static final Answer NONE = new Answer.None();
    private static final Answer FOUND = new Answer.Found(List.of(), List.of(), List.of());

    private Answer answer = NONE;
    private int asked;

    private final CachedSource source =
            new CachedSource(
                    new CertificateSource() {
                        @Override
                        public String name() {
                            return "other";
                        }

                        @Override
                        public Answer find(Mailbox address, Instant now) {
                            asked++;
                            return answer;
                        }
                    },
                    Duration.ofSeconds(100),
                    Duration.ofSeconds(10));

    private Answer at(int second) {
        return source.find(new Mailbox("bob", "example.com"), NOW.plusSeconds(second));
    }

    @Test
    void foundShouldBeRememberedLongerThanNone() {
        assertThat(at(0)).isEqualTo(NONE);
        answer = FOUND;
        assertThat(at(9)).isEqualTo(NONE);
        assertThat(at(10)).isEqualTo(FOUND);
        answer = NONE;
        assertThat(at(109)).isEqualTo(FOUND);
        assertThat(at(110)).isEqualTo(NONE);
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void failureShouldNotBeRemembered() {
        answer = new Answer.Failed("dead");
        assertThat(at(0)).isEqualTo(answer);
        answer = FOUND;
        assertThat(at(0)).isEqualTo(FOUND);
    }

    @Test
    void clockThatWasSetBackShouldNotMakeAnAnswerLast() {
        assertThat(at(50)).isEqualTo(NONE);
        answer = FOUND;
        assertThat(at(0)).isEqualTo(FOUND);
    }

    @Test
    void addressesShouldBeToldApartAndTheEldestGo() {
        for (int i = 0; i < 2_001; i++) {
            source.find(new Mailbox("u" + i, "example.com"), NOW);
        }
        assertThat(asked).isEqualTo(2_001);
        source.find(new Mailbox("u2000", "example.com"), NOW);
        assertThat(asked).isEqualTo(2_001);
        source.find(new Mailbox("u0", "example.com"), NOW);
        assertThat(asked).isEqualTo(2_002);
    }
}
