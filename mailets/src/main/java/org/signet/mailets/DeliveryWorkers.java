package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.metrics.api.Metric;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.apache.james.queue.api.MailQueue.MailQueueItem.CompletionStatus;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes mails from the outgoing queue and has each processed on a virtual thread of its own, at
 * most so many at a time.
 *
 * <p>Only one platform thread ever asks the queue for the next mail, because some queues block the
 * thread that asks. When the queue's stream ends or fails it is taken up again after a pause;
 * otherwise one failure of the broker would silently end delivery.
 */
final class DeliveryWorkers {
    private static final Logger LOG = LoggerFactory.getLogger(SecureRemoteDelivery.class);

    private final MailQueue queue;
    private final DeliveryStep step;
    private final Semaphore free;
    private final Metric delivered;
    private final Duration pause;
    private final Set<Thread> busy = ConcurrentHashMap.newKeySet();
    private final Thread dequeuer;
    private volatile boolean stopping;

    /** How many mails are under way at a time, and how long a queue that failed is left alone. */
    record Limits(int most, Duration pause) {}

    DeliveryWorkers(MailQueue queue, DeliveryStep step, Limits limits, Metric delivered) {
        this.delivered = delivered;
        this.queue = queue;
        this.step = step;
        this.free = new Semaphore(limits.most());
        this.pause = limits.pause();
        this.dequeuer = Thread.ofPlatform().name("signet-dequeue").daemon().unstarted(this::run);
    }

    void start() {
        dequeuer.start();
    }

    /** One reading of the queue's stream; it may end, and another be begun. */
    private final class Reading implements Subscriber<MailQueueItem> {
        private volatile @Nullable Subscription subscription;
        private final Semaphore subscribed = new Semaphore(0);
        private final AtomicInteger outstanding = new AtomicInteger();
        private volatile boolean ended;

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
            subscribed.release();
        }

        @Override
        public void onNext(MailQueueItem item) {
            if (ended || stopping) {
                giveBack(item);
            } else {
                outstanding.decrementAndGet();
                work(item);
            }
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
            dequeuer.interrupt();
        }

        void read() throws InterruptedException {
            queue.deQueue().subscribe(this);
            subscribed.acquire();
            while (!ended && !stopping) {
                free.acquire();
                outstanding.incrementAndGet();
                Subscription current = subscription;
                if (current != null) {
                    current.request(1);
                }
            }
        }

        /** Ends the reading; what was asked for and not given makes room again. */
        void cancel() {
            ended = true;
            free.release(Math.max(0, outstanding.getAndSet(0)));
            Subscription current = subscription;
            if (current != null) {
                current.cancel();
            }
        }
    }

    private void run() {
        while (!stopping) {
            Reading reading = new Reading();
            try {
                reading.read();
            } catch (InterruptedException e) {
                LOG.debug("Woken up");
            } catch (RuntimeException e) {
                LOG.error("The outgoing queue failed, to be taken up again", e);
            }
            reading.cancel();
            if (!stopping) {
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            LOG.debug("Woken up");
        }
    }

    private void work(MailQueueItem item) {
        Thread worker =
                Thread.ofVirtual()
                        .name("signet-delivery")
                        .unstarted(
                                () -> {
                                    try {
                                        process(item);
                                    } finally {
                                        busy.remove(Thread.currentThread());
                                        free.release();
                                    }
                                });
        busy.add(worker);
        worker.start();
    }

    private void process(MailQueueItem item) {
        try {
            if (step.process(item.getMail()) > 0) {
                delivered.increment();
            }
            item.done(CompletionStatus.SUCCESS);
        } catch (Exception | Error e) {
            LOG.error("{}: back to the queue", item.getMail().getName(), e);
            if (!stopping) {
                // The queue gives it out again at once; this keeps that from being a busy loop.
                pause();
            }
            giveBack(item);
        } finally {
            LifecycleUtil.dispose(item.getMail());
        }
    }

    private static void giveBack(MailQueueItem item) {
        try {
            item.done(CompletionStatus.RETRY);
        } catch (MessagingException | RuntimeException e) {
            LOG.error("{}: the queue does not take it back", item.getMail().getName(), e);
        }
    }

    /** Takes no more mails; waits for those under way, then interrupts them. */
    void stop(Duration patience) {
        stopping = true;
        dequeuer.interrupt();
        long until = System.nanoTime() + patience.toNanos();
        try {
            for (Thread worker : busy) {
                worker.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
            }
            for (Thread worker : busy) {
                worker.interrupt();
                worker.join(TimeUnit.SECONDS.toMillis(5));
            }
            dequeuer.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
