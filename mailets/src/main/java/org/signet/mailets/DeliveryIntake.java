package org.signet.mailets;

import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Takes mails from the outgoing queue and hands them over one by one.
 *
 * <p>Two platform threads: one asks the queue, because some queues block the thread that asks; the
 * other hands over, because some call back on threads that must not be blocked. When the queue's
 * stream ends or fails it is taken up again after a pause; otherwise one failure of the broker
 * would silently end delivery.
 */
final class DeliveryIntake {
    private static final Logger LOG = LoggerFactory.getLogger(SecureRemoteDelivery.class);

    /** How many mails are asked for before the first of them was handed over. */
    static final int ASKED_AHEAD = 32;

    private static final long HOUSEKEEPING_MILLIS = 1_000;

    private final Source queue;
    private final Duration pause;
    private final Taker taker;
    private final Task housekeeping;
    private final BlockingQueue<MailQueueItem> inbox = new LinkedBlockingQueue<>();
    private final Thread asking;
    private final Thread handing;
    private volatile @Nullable Reading current;
    private volatile boolean stopping;

    /** Where mails come from. */
    @FunctionalInterface
    interface Source {
        Publisher<? extends MailQueueItem> deQueue();
    }

    /** Where they go to. */
    @FunctionalInterface
    interface Taker {
        void take(MailQueueItem item) throws InterruptedException;
    }

    /** What is done now and then. */
    @FunctionalInterface
    interface Task {
        void run() throws InterruptedException;
    }

    DeliveryIntake(Source queue, Duration pause, Taker taker, Task housekeeping) {
        this.queue = queue;
        this.pause = pause;
        this.taker = taker;
        this.housekeeping = housekeeping;
        this.asking = Thread.ofPlatform().name("signet-dequeue").daemon().unstarted(this::ask);
        this.handing = Thread.ofPlatform().name("signet-admit").daemon().unstarted(this::hand);
    }

    void start() {
        handing.start();
        asking.start();
    }

    /** One reading of the queue's stream; it may end, and another be begun. */
    private final class Reading implements Subscriber<MailQueueItem> {
        private final Semaphore room = new Semaphore(ASKED_AHEAD);
        private final Semaphore subscribed = new Semaphore(0);
        private volatile @Nullable Subscription subscription;
        private volatile boolean ended;

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
            subscribed.release();
        }

        @Override
        public void onNext(MailQueueItem item) {
            inbox.add(item);
        }

        @Override
        public void onError(Throwable failure) {
            LOG.error("The outgoing queue failed, to be taken up again", failure);
            end();
        }

        @Override
        public void onComplete() {
            end();
        }

        private void end() {
            ended = true;
            subscribed.release();
            room.release();
        }

        void read() throws InterruptedException {
            queue.deQueue().subscribe(this);
            subscribed.acquire();
            while (!ended && !stopping) {
                room.acquire();
                int more = 1 + room.drainPermits();
                Subscription given = subscription;
                if (given != null && !ended && !stopping) {
                    given.request(more);
                }
            }
        }

        void cancel() {
            end();
            Subscription given = subscription;
            if (given != null) {
                given.cancel();
            }
        }
    }

    private void ask() {
        while (!stopping) {
            Reading reading = new Reading();
            current = reading;
            try {
                reading.read();
            } catch (InterruptedException e) {
                LOG.debug("Woken up");
            } catch (RuntimeException e) {
                LOG.error("The outgoing queue failed, to be taken up again", e);
            }
            reading.cancel();
            if (!stopping) {
                rest();
            }
        }
    }

    private void rest() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            LOG.debug("Woken up");
        }
    }

    private void hand() {
        long nextHousekeeping = System.nanoTime();
        while (!stopping) {
            try {
                MailQueueItem item = inbox.poll(HOUSEKEEPING_MILLIS / 4, TimeUnit.MILLISECONDS);
                if (item != null) {
                    handOver(item);
                }
                if (System.nanoTime() - nextHousekeeping >= 0) {
                    nextHousekeeping =
                            System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HOUSEKEEPING_MILLIS);
                    housekeeping.run();
                }
            } catch (InterruptedException e) {
                LOG.debug("Woken up");
            } catch (RuntimeException e) {
                LOG.error("A mail could not be handed over", e);
            }
        }
    }

    private void handOver(MailQueueItem item) throws InterruptedException {
        try {
            taker.take(item);
        } finally {
            Reading reading = current;
            if (reading != null) {
                reading.room.release();
            }
        }
    }

    /** Asks for no more. */
    void stop() {
        stopping = true;
        Reading reading = current;
        if (reading != null) {
            reading.cancel();
        }
        asking.interrupt();
    }

    /** Returns what came and was not handed over. */
    List<MailQueueItem> awaitEnd(Duration longest) throws InterruptedException {
        asking.join(longest);
        handing.join(longest);
        List<MailQueueItem> left = new ArrayList<>();
        inbox.drainTo(left);
        return left;
    }
}
