package org.signet.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class ConcurrencyTest {
    private static final SchedulerLimits LIMITS =
            new SchedulerLimits(100, 100, 5, 20, Duration.ofMinutes(5));
    private static final long PAUSE = Duration.ofMinutes(5).toNanos();

    private final Concurrency concurrency = new Concurrency(LIMITS);

    private int failuresUntilDeath(long now) {
        int failures = 1;
        while (!concurrency.note(Feedback.TROUBLE, concurrency.allowed(), now)) {
            failures++;
        }
        return failures;
    }

    @Test
    void successShouldWidenUpToTheLimitWhereTheRoomIsUsed() {
        for (int i = 0; i < 50; i++) {
            concurrency.note(Feedback.ALIVE, concurrency.allowed(), 0);
        }
        assertThat(concurrency.allowed()).isEqualTo(20);
    }

    @Test
    void successShouldNotWidenWhereTheRoomIsNotUsed() {
        for (int i = 0; i < 50; i++) {
            concurrency.note(Feedback.ALIVE, 1, 0);
        }
        assertThat(concurrency.allowed()).isEqualTo(6);
    }

    @Test
    void aRoundOfTroubleShouldBeDeath() {
        assertThat(failuresUntilDeath(0)).isEqualTo(4);
        assertThat(concurrency.deadFor(0)).isEqualTo(PAUSE / 16);
        assertThat(concurrency.deadFor(PAUSE / 16)).isZero();
    }

    @Test
    void successInBetweenShouldPreventDeath() {
        for (int i = 0; i < 100; i++) {
            assertThat(concurrency.note(Feedback.TROUBLE, 5, 0)).isFalse();
            assertThat(concurrency.note(Feedback.TROUBLE, 5, 0)).isFalse();
            concurrency.note(Feedback.ALIVE, 5, 0);
        }
        assertThat(concurrency.allowed()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void afterDeathOneShouldGoAheadAndDecide() {
        failuresUntilDeath(0);
        assertThat(concurrency.allowed()).isEqualTo(1);
        long later = PAUSE / 16;
        assertThat(concurrency.note(Feedback.TROUBLE, 1, later)).isTrue();
        assertThat(concurrency.deadFor(later)).isEqualTo(PAUSE / 8);
        long muchLater = later + PAUSE / 8;
        assertThat(concurrency.note(Feedback.ALIVE, 1, muchLater)).isFalse();
        assertThat(concurrency.allowed()).isEqualTo(5);
        assertThat(concurrency.isAsNew()).isTrue();
    }

    @Test
    void pauseShouldGrowUpToItsLimit() {
        long now = 0;
        failuresUntilDeath(now);
        for (int i = 0; i < 10; i++) {
            now += concurrency.deadFor(now);
            concurrency.note(Feedback.TROUBLE, 1, now);
        }
        assertThat(concurrency.deadFor(now)).isEqualTo(PAUSE);
    }

    @Test
    void triesDuringThePauseShouldNotMakeItLonger() {
        failuresUntilDeath(0);
        long left = concurrency.deadFor(10);
        assertThat(concurrency.note(Feedback.TROUBLE, 1, 10)).isFalse();
        assertThat(concurrency.deadFor(10)).isEqualTo(left);
    }

    @Test
    void faultOnThisSideShouldTellNothing() {
        for (int i = 0; i < 10; i++) {
            assertThat(concurrency.note(Feedback.NONE, 5, 0)).isFalse();
        }
        assertThat(concurrency.isAsNew()).isTrue();
    }

    @Test
    void noDeadTimeShouldMeanNoDeath() {
        Concurrency immortal = new Concurrency(new SchedulerLimits(100, 100, 5, 20, Duration.ZERO));
        for (int i = 0; i < 100; i++) {
            assertThat(immortal.note(Feedback.TROUBLE, 5, 0)).isFalse();
        }
        assertThat(immortal.allowed()).isEqualTo(1);
    }
}
