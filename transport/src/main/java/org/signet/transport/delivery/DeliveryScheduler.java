package org.signet.transport.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Holds messages in one queue for each destination and has each delivered on a virtual thread of
 * its own, so that a destination that is slow or dead holds back none but its own.
 *
 * <p>There are two kinds of room: to be under way, and to be held in memory. Of both a destination
 * may use no more than is left free for all others together. So one slow destination gets at most
 * half, two a third each, and there is always some left for the next, without a share being set
 * aside for anyone. What finds no room is handed back with the time after which it may come again;
 * only where a destination is about to have room again is it worth waiting for, and offering waits.
 *
 * <p>Each that is under way needs a connection of its own. So a destination gets one more at a time
 * only where enough waits to be worth it, or where nothing has moved for a second.
 *
 * <p>A destination at which a whole round of tries failed is dead for a while ({@link
 * Concurrency}); what is for it is handed back at once, without being tried.
 */
public final class DeliveryScheduler<J> {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryScheduler.class);
    private static final int MOST_IDLE_LANES = 10_000;
    private static final int STARVED_LOOKED_AT = 32;
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long WORTH_WAITING = TimeUnit.SECONDS.toNanos(2);
    private static final long WORTH_WAITING_FOR_ONE = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int ONE_OF = 4;
    // As much as opening a connection costs, in round trips and in processor time.
    private static final int WORTH_ANOTHER = 8;
    private static final long STUCK = TimeUnit.SECONDS.toNanos(1);
    private static final Duration SHORTEST_ASIDE = Duration.ofSeconds(1);
    private static final Duration LONGEST_ASIDE = Duration.ofMinutes(10);

    /** What is done with the messages. */
    public interface Work<J> {
        /** Tries once to deliver. */
        Feedback deliver(J job);

        /** Takes back what waited for a destination that has died since. */
        void suspended(J job, Duration pause);
    }

    /** Whether a message was taken. */
    public sealed interface Admission {
        record Taken() implements Admission {}

        /** There is no room for more of this destination; come again later. */
        record NoRoom(Duration delay) implements Admission {}

        /** The destination is dead; come again when the pause is over. */
        record Suspended(Duration pause) implements Admission {}
    }

    private record Waiting<J>(J job, boolean forced, long since) {}

    private final SchedulerLimits limits;
    private final Work<J> work;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Map<String, Lane<J>> lanes = new LinkedHashMap<>();
    private final Set<Lane<J>> starved = new LinkedHashSet<>();
    private final Set<Thread> threads = new HashSet<>();
    private int held;
    private int underWay;
    private boolean stopped;

    public DeliveryScheduler(SchedulerLimits limits, Work<J> work, LongSupplier nanos) {
        this.limits = limits;
        this.work = work;
        this.nanos = nanos;
    }

    /** The messages of one destination. */
    private static final class Lane<J> {
        private final String name;
        private final Concurrency concurrency;
        private final Deque<Waiting<J>> waiting = new ArrayDeque<>();
        private int running;
        private long lastProgress;
        private long lastStart;
        private long usualNanos;
        private boolean slow;
        private long slowSince;

        Lane(String name, Concurrency concurrency) {
            this.name = name;
            this.concurrency = concurrency;
        }

        int size() {
            return running + waiting.size();
        }

        /**
         * Whether there is so much to do that one more at a time pays: several for each that is
         * under way, or nothing has moved for a while.
         */
        boolean isWorthAnother(long now) {
            return running == 0
                    || waiting.size() >= WORTH_ANOTHER * running
                    || (now - lastProgress >= STUCK && now - lastStart >= STUCK);
        }

        /** How long it takes from one to the next, by what was seen so far. */
        long pace(long now) {
            long one = usualNanos == 0 ? now - lastProgress : usualNanos;
            return one / Math.max(1, running);
        }

        /**
         * Tells whether it is no use to wait for room. One standstill is waited out, since that may
         * be the machine's own; from then on only an end in good time shows that this is not so.
         */
        boolean isSlow(long now, long standstill) {
            return slow
                    || now - lastProgress >= standstill
                    || (usualNanos != 0 && pace(now) > SOON);
        }

        /** Believes in good times sooner than in bad ones, which may be the machine's own. */
        void done(long tookNanos, long now) {
            usualNanos =
                    usualNanos == 0
                            ? tookNanos
                            : tookNanos < usualNanos
                                    ? (usualNanos + tookNanos) / 2
                                    : (7 * usualNanos + tookNanos) / 8;
            lastProgress = now;
            slow(pace(now) > SOON, now);
        }

        void slow(boolean is, long now) {
            if (is && !slow) {
                slowSince = now;
            }
            slow = is;
        }
    }

    /**
     * Offers a message; may wait for a moment where the destination has room again soon.
     *
     * @param forced whether it is to be tried even where the destination is dead
     */
    public Admission offer(String destination, J job, boolean forced) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long waited = 0;
            while (true) {
                if (stopped) {
                    return new Admission.NoRoom(SHORTEST_ASIDE);
                }
                long now = nanos.getAsLong();
                Lane<J> lane = lane(destination);
                long dead = lane.concurrency.deadFor(now);
                if (dead > 0 && !forced) {
                    return new Admission.Suspended(Duration.ofNanos(dead));
                }
                if (lane.size() < limits.held() - held) {
                    take(lane, new Waiting<>(job, forced, now));
                    return new Admission.Taken();
                }
                long patience = patience(lane);
                if (waited >= patience || lane.isSlow(now, patience)) {
                    lane.slow(true, now);
                    return new Admission.NoRoom(aside(lane, now));
                }
                waited += Math.max(1, SOON - change.awaitNanos(SOON));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * How long to wait for room: while one destination has a large part of it all others wait for
     * nothing but that one; where many share it the machine is busy, and waiting is all there is.
     */
    private long patience(Lane<J> lane) {
        return lane.size() >= limits.held() / ONE_OF ? WORTH_WAITING_FOR_ONE : WORTH_WAITING;
    }

    /**
     * The time until half of what is held is done, as far as is known; no longer than twice the
     * time for which the destination has been slow, so that a slow start scatters nothing.
     */
    private static <J> Duration aside(Lane<J> lane, long now) {
        Duration half = Duration.ofNanos(lane.pace(now)).multipliedBy(lane.size()).dividedBy(2);
        Duration most = Duration.ofNanos(2 * (now - lane.slowSince));
        Duration aside = half.compareTo(most) < 0 ? half : most;
        return aside.compareTo(SHORTEST_ASIDE) < 0
                ? SHORTEST_ASIDE
                : aside.compareTo(LONGEST_ASIDE) > 0 ? LONGEST_ASIDE : aside;
    }

    private Lane<J> lane(String destination) {
        Lane<J> lane = lanes.get(destination);
        if (lane == null) {
            lane = new Lane<>(destination, new Concurrency(limits));
            lanes.put(destination, lane);
            if (lanes.size() > MOST_IDLE_LANES) {
                forgetOneIdle(destination);
            }
        }
        return lane;
    }

    private void forgetOneIdle(String except) {
        for (Iterator<Lane<J>> all = lanes.values().iterator(); all.hasNext(); ) {
            Lane<J> lane = all.next();
            if (lane.size() == 0 && !lane.name.equals(except)) {
                all.remove();
                return;
            }
        }
    }

    private void take(Lane<J> lane, Waiting<J> job) {
        if (lane.size() == 0) {
            lane.lastProgress = job.since();
        }
        held++;
        lane.waiting.add(job);
        start(lane);
    }

    /** Starts what may start now; notes who could do more if there were room in all. */
    private void start(Lane<J> lane) {
        long now = nanos.getAsLong();
        boolean alive = lane.concurrency.deadFor(now) == 0;
        while (!stopped
                && !lane.waiting.isEmpty()
                && (alive || lane.waiting.element().forced())
                && lane.running < lane.concurrency.allowed()
                && lane.isWorthAnother(now)) {
            if (lane.running >= limits.underWay() - underWay) {
                starved.add(lane);
                return;
            }
            Waiting<J> next = lane.waiting.remove();
            lane.running++;
            lane.lastStart = now;
            underWay++;
            Thread thread =
                    Thread.ofVirtual()
                            .name("signet-delivery")
                            .unstarted(() -> run(lane, next.job()));
            threads.add(thread);
            thread.start();
        }
    }

    private void run(Lane<J> lane, J job) {
        long began = nanos.getAsLong();
        Feedback feedback = Feedback.NONE;
        try {
            feedback = work.deliver(job);
        } catch (RuntimeException | Error e) {
            LOG.error("A delivery to {} failed in an unforeseen way", lane.name, e);
        } finally {
            finished(lane, feedback, began);
        }
    }

    private void finished(Lane<J> lane, Feedback feedback, long began) {
        List<Waiting<J>> handedBack = new ArrayList<>();
        Duration pause;
        lock.lock();
        try {
            long now = nanos.getAsLong();
            threads.remove(Thread.currentThread());
            boolean died = lane.concurrency.note(feedback, lane.running, now);
            lane.done(now - began, now);
            lane.running--;
            underWay--;
            held--;
            pause = Duration.ofNanos(lane.concurrency.deadFor(now));
            if (died) {
                lane.waiting.removeIf(job -> !job.forced() && handedBack.add(job));
                held -= handedBack.size();
                LOG.warn("{}: dead, left alone for {}", lane.name, pause);
            }
            start(lane);
            startStarved();
            if (lane.size() == 0 && lane.concurrency.isAsNew()) {
                lanes.remove(lane.name);
            }
            change.signalAll();
        } finally {
            lock.unlock();
        }
        handedBack.forEach(job -> work.suspended(job.job(), pause));
    }

    private void startStarved() {
        for (int i = Math.min(STARVED_LOOKED_AT, starved.size()); i > 0; i--) {
            if (underWay >= limits.underWay()) {
                return;
            }
            Lane<J> lane = starved.iterator().next();
            starved.remove(lane);
            start(lane);
        }
    }

    /** Starts one more where nothing has moved for a while; to be called every second or so. */
    public void startStuck() {
        lock.lock();
        try {
            lanes.values().forEach(this::start);
        } finally {
            lock.unlock();
        }
    }

    /** Takes out what has waited longer than that, to be put somewhere else. */
    public List<J> takeOutWaitingFor(Duration longest) {
        List<J> out = new ArrayList<>();
        lock.lock();
        try {
            long before = nanos.getAsLong() - longest.toNanos();
            for (Lane<J> lane : lanes.values()) {
                while (!lane.waiting.isEmpty() && lane.waiting.element().since() - before <= 0) {
                    out.add(lane.waiting.remove().job());
                }
            }
            held -= out.size();
            change.signalAll();
            return out;
        } finally {
            lock.unlock();
        }
    }

    /** Starts nothing from now on; returns what waits. */
    public List<J> stop() {
        lock.lock();
        try {
            stopped = true;
            change.signalAll();
        } finally {
            lock.unlock();
        }
        return takeOutWaitingFor(Duration.ofNanos(0));
    }

    /** Waits until nothing is under way; returns whether that is so. */
    public boolean awaitEnd(Duration longest) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = longest.toNanos();
            while (underWay > 0 && left > 0) {
                left = change.awaitNanos(left);
            }
            return underWay == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Interrupts all that is under way. */
    public void interrupt() {
        lock.lock();
        try {
            threads.forEach(Thread::interrupt);
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many messages are under way. */
    public int underWay() {
        lock.lock();
        try {
            return underWay;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many messages are held, those under way among them. */
    public int held() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many destinations are left alone now. */
    public int deadDestinations() {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            return (int)
                    lanes.values().stream()
                            .filter(lane -> lane.concurrency.deadFor(now) > 0)
                            .count();
        } finally {
            lock.unlock();
        }
    }
}
