package org.signet.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signet.transport.delivery.DeliveryScheduler.Admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

class DeliverySchedulerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicLong nanos = new AtomicLong();
    private final Thread offering = Thread.currentThread();
    private volatile boolean interruptsWaiting;
    private final CountDownLatch end = new CountDownLatch(1);
    private final LinkedBlockingQueue<String> done = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> suspended = new LinkedBlockingQueue<>();
    private final Map<String, Integer> most = new HashMap<>();
    private final Map<String, Integer> running = new HashMap<>();
    private DeliveryScheduler<String> scheduler = scheduler(100, 1000);

    /** Jobs named slow-… do not end before the test does; dead-… end in trouble. */
    private final class Work implements DeliveryScheduler.Work<String> {
        @Override
        public Feedback deliver(String job) {
            String kind = job.replaceAll("-.*", "");
            count(kind, 1);
            try {
                if (kind.startsWith("slow")) {
                    end.await();
                }
            } catch (InterruptedException e) {
                done.add("interrupted");
                return Feedback.NONE;
            } finally {
                count(kind, -1);
            }
            done.add(job);
            return kind.startsWith("dead") ? Feedback.TROUBLE : Feedback.ALIVE;
        }

        @Override
        public void suspended(String job, Duration pause) {
            suspended.add(job);
        }
    }

    private synchronized void count(String kind, int more) {
        int now = running.merge(kind, more, Integer::sum);
        most.merge(kind, now, Math::max);
    }

    private DeliveryScheduler<String> scheduler(int underWay, int held) {
        return new DeliveryScheduler<>(
                new SchedulerLimits(underWay, held, 5, 20, Duration.ofSeconds(160)),
                new Work(),
                this::now);
    }

    private long now() {
        if (interruptsWaiting && Thread.currentThread() == offering) {
            offering.interrupt();
        }
        return nanos.get();
    }

    /** Whether an offer would wait for room; what would wait is interrupted instead. */
    private boolean waits(String kind) throws Exception {
        interruptsWaiting = true;
        try {
            return !(offer(kind, 1) instanceof Admission.NoRoom);
        } catch (InterruptedException e) {
            return true;
        } finally {
            interruptsWaiting = false;
            Thread.interrupted();
        }
    }

    @AfterEach
    void stop() throws Exception {
        end.countDown();
        scheduler.stop();
        assertThat(scheduler.awaitEnd(PATIENCE)).isTrue();
    }

    private Admission offer(String kind, int number) throws Exception {
        return scheduler.offer(kind, kind + "-" + number, false);
    }

    private int taken(String kind, int count) throws Exception {
        int taken = 0;
        for (int i = 0; i < count; i++) {
            taken += offer(kind, i) instanceof Admission.Taken ? 1 : 0;
        }
        return taken;
    }

    private void awaitDone(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            assertThat(done.poll(20, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void slowDestinationShouldBeginWithItsInitialConcurrency() throws Exception {
        assertThat(taken("slow", 50)).isEqualTo(50);
        assertThat(scheduler.underWay()).isEqualTo(5);
        assertThat(scheduler.held()).isEqualTo(50);
    }

    @Test
    void fewMessagesShouldShareAConnection() throws Exception {
        taken("slow", 9);
        assertThat(scheduler.underWay()).isEqualTo(2);
        assertThat(offer("slow2", 1)).isEqualTo(new Admission.Taken());
        assertThat(scheduler.underWay()).isEqualTo(3);
    }

    @Test
    void oneMoreShouldStartEachSecondInWhichNothingMoves() throws Exception {
        taken("slow", 9);
        for (int underWay : new int[] {3, 4, 5, 5}) {
            scheduler.startStuck();
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            scheduler.startStuck();
            scheduler.startStuck();
            assertThat(scheduler.underWay()).isEqualTo(underWay);
        }
    }

    @Test
    void slowDestinationShouldNotHoldBackOthers() throws Exception {
        nanos.set(Duration.ofHours(1).toNanos());
        taken("slow", 1);
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        int slow = 1 + taken("slow", 5000);
        assertThat(slow).isEqualTo(500);
        assertThat(taken("quick", 400)).isEqualTo(400);
        awaitDone(400);
        assertThat(done).isEmpty();
    }

    @Test
    void whatFindsNoRoomShouldComeBackWhenThereWillBe() throws Exception {
        taken("slow", 1);
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        taken("slow", 600);
        assertThat(offer("slow", 1)).isEqualTo(new Admission.NoRoom(Duration.ofSeconds(1)));
        nanos.addAndGet(Duration.ofSeconds(40).toNanos());
        assertThat(offer("slow", 1)).isEqualTo(new Admission.NoRoom(Duration.ofSeconds(80)));
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(offer("slow", 1)).isEqualTo(new Admission.NoRoom(Duration.ofMinutes(10)));
    }

    @Test
    void oneThatTakesALargePartShouldBeWaitedForHalfASecond() throws Exception {
        taken("slow", 500);
        nanos.addAndGet(Duration.ofMillis(499).toNanos());
        assertThat(waits("slow")).isTrue();
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(waits("slow")).isFalse();
    }

    @Test
    void manyThatShareTheRoomShouldBeWaitedForTwoSeconds() throws Exception {
        for (int i = 0; i < 10; i++) {
            taken("slow" + i, 90);
        }
        assertThat(taken("slow9", 5)).isEqualTo(5);
        nanos.addAndGet(Duration.ofMillis(1999).toNanos());
        assertThat(waits("slow9")).isTrue();
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(waits("slow9")).isFalse();
    }

    @Test
    void manySlowDestinationsShouldLeaveRoomToBeUnderWay() throws Exception {
        for (int i = 0; i < 18; i++) {
            taken("slow" + i, 20);
        }
        assertThat(scheduler.underWay()).isLessThan(100);
        assertThat(taken("quick", 1)).isEqualTo(1);
        awaitDone(1);
    }

    @Test
    void fullMemoryShouldBeWaitedForWhereTheDestinationIsQuick() throws Exception {
        scheduler = scheduler(10, 20);
        assertThat(taken("quick", 2000)).isEqualTo(2000);
        awaitDone(2000);
    }

    @Test
    void quickDestinationShouldBeWaitedForAgainAfterAStandstill() throws Exception {
        scheduler = scheduler(10, 20);
        taken("slow", 10);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(offer("slow", 10)).isInstanceOf(Admission.NoRoom.class);
        end.countDown();
        assertThat(scheduler.awaitEnd(PATIENCE)).isTrue();
        assertThat(taken("slow", 10)).isEqualTo(10);
        assertThat(scheduler.awaitEnd(PATIENCE)).isTrue();
        assertThat(taken("slow", 200)).isEqualTo(200);
        awaitDone(220);
    }

    @Test
    void concurrencyShouldGrowWithSuccess() throws Exception {
        assertThat(taken("quick", 500)).isEqualTo(500);
        awaitDone(500);
        assertThat(most.get("quick")).isBetween(1, 20);
    }

    @Test
    void deadDestinationShouldHandBackWhatWaits() throws Exception {
        int refused = 50 - taken("dead", 50);
        awaitDone(4);
        assertThat(scheduler.awaitEnd(PATIENCE)).isTrue();
        assertThat(done.size() + 4 + refused + suspended.size()).isEqualTo(50);
        assertThat(suspended.size() + refused).isGreaterThan(30);
        assertThat(scheduler.deadDestinations()).isEqualTo(1);
        assertThat(scheduler.held()).isZero();
        assertThat(offer("dead", 51)).isEqualTo(new Admission.Suspended(Duration.ofSeconds(10)));
    }

    @Test
    void forcedShouldBeTriedAlthoughDead() throws Exception {
        taken("dead", 50);
        awaitDone(4);
        assertThat(scheduler.awaitEnd(PATIENCE)).isTrue();
        done.clear();
        assertThat(scheduler.offer("dead", "dead-51", true)).isEqualTo(new Admission.Taken());
        assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo("dead-51");
    }

    @Test
    void deadDestinationShouldBeTriedAgainAfterItsPause() throws Exception {
        taken("dead", 50);
        awaitDone(4);
        assertThat(scheduler.awaitEnd(PATIENCE)).isTrue();
        done.clear();
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        assertThat(offer("dead", 51)).isEqualTo(new Admission.Taken());
        assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo("dead-51");
    }

    @Test
    void whatWaitsTooLongShouldBeTakenOut() throws Exception {
        taken("slow", 50);
        nanos.addAndGet(Duration.ofMinutes(5).toNanos());
        List<String> out = scheduler.takeOutWaitingFor(Duration.ofMinutes(5));
        assertThat(out).hasSize(45);
        assertThat(scheduler.held()).isEqualTo(5);
    }

    @Test
    void stopShouldHandBackWhatWaitsAndStartNothing() throws Exception {
        taken("slow", 10);
        assertThat(scheduler.stop()).hasSize(8);
        end.countDown();
        assertThat(scheduler.awaitEnd(PATIENCE)).isTrue();
        assertThat(done).hasSize(2);
        assertThat(offer("quick", 1)).isInstanceOf(Admission.NoRoom.class);
    }

    @Test
    void interruptShouldEndWhatIsUnderWay() throws Exception {
        taken("slow1", 1);
        taken("slow2", 1);
        while (!mostIs("slow1", 1) || !mostIs("slow2", 1)) {
            Thread.onSpinWait();
        }
        scheduler.interrupt();
        assertThat(scheduler.awaitEnd(PATIENCE)).isTrue();
        assertThat(new ArrayList<>(done)).containsExactly("interrupted", "interrupted");
    }

    private synchronized boolean mostIs(String kind, int expected) {
        return most.getOrDefault(kind, 0) == expected;
    }

    @Test
    void limitsThatContradictShouldBeRefused() {
        assertThatThrownBy(() -> new SchedulerLimits(10, 5, 1, 1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SchedulerLimits(10, 10, 5, 4, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
