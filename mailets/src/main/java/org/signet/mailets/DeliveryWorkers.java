package org.signet.mailets;

import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.apache.mailet.Mail;
import org.signet.transport.delivery.DeliveryScheduler;
import org.signet.transport.delivery.DeliveryScheduler.Admission;
import org.signet.transport.delivery.Feedback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Spreads the mails of the outgoing queue over its destinations and has each processed.
 *
 * <p>What is taken from the queue is acknowledged when it is decided, not before: delivered, given
 * up, or put where it waits for its next try. If the server dies in between the queue gives it out
 * again.
 */
final class DeliveryWorkers {
    private static final Logger LOG = LoggerFactory.getLogger(SecureRemoteDelivery.class);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(5);
    private static final Duration AFTER_LONG_HOLD = Duration.ofMinutes(1);
    private static final int MOVES_AT_A_TIME = 16;

    private final DeliveryStep step;
    private final DeliveryScheduler<Held> scheduler;
    private final DeliveryIntake intake;
    private final DeliveryEntries entries = new DeliveryEntries();
    private final Semaphore moves = new Semaphore(MOVES_AT_A_TIME);
    private final DeliveryQueueing limits;
    private volatile boolean stopping;

    /** A mail that is held, with what it was called when it came. */
    record Held(MailQueueItem item, DeliveryEntries.Entry entry) {
        Mail mail() {
            return item.getMail();
        }
    }

    DeliveryWorkers(DeliveryIntake.Source queue, DeliveryStep step, DeliveryQueueing limits) {
        this.step = step;
        this.limits = limits;
        this.scheduler = new DeliveryScheduler<>(limits.scheduler(), new Work(), System::nanoTime);
        this.intake = new DeliveryIntake(queue, limits.pause(), this::admit, this::keepHouse);
    }

    void start() {
        intake.start();
    }

    DeliveryScheduler<Held> scheduler() {
        return scheduler;
    }

    private final class Work implements DeliveryScheduler.Work<Held> {
        @Override
        public Feedback deliver(Held held) {
            return process(held);
        }

        @Override
        public void suspended(Held held, Duration pause) {
            putOff(held, pause);
        }
    }

    private void admit(MailQueueItem item) {
        if (stopping) {
            entries.giveBack(item);
            return;
        }
        entries.arrived(item).ifPresent(entry -> offer(new Held(item, entry)));
    }

    private void offer(Held held) {
        try {
            String destination = step.destination(held.mail());
            Admission admission = scheduler.offer(destination, held, step.mustTry(held.mail()));
            switch (admission) {
                case Admission.Taken taken -> LOG.debug("{}: taken", held.mail().getName());
                case Admission.NoRoom noRoom -> move(held, noRoom.delay());
                case Admission.Suspended suspended -> putOff(held, suspended.pause());
            }
        } catch (InterruptedException e) {
            entries.giveBack(held);
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("{}: cannot be taken", held.mail().getName(), e);
            entries.giveBack(held);
        }
    }

    private Feedback process(Held held) {
        Mail mail = held.mail();
        try {
            Feedback feedback = step.process(mail);
            entries.finished(held);
            return feedback;
        } catch (Exception | Error e) {
            LOG.error("{}: back to the queue", mail.getName(), e);
            if (!stopping) {
                // The queue gives it out again at once; this keeps that from being a busy loop.
                rest();
            }
            entries.giveBack(held);
            return Feedback.NONE;
        }
    }

    private void rest() {
        try {
            Thread.sleep(limits.pause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Puts a mail for which there is no room behind the others, some of them at a time. */
    private void move(Held held, Duration delay) throws InterruptedException {
        moves.acquire();
        Thread.ofVirtual()
                .name("signet-move")
                .start(
                        () -> {
                            try {
                                leave(held, () -> step.setAside(held.mail(), delay));
                            } finally {
                                moves.release();
                            }
                        });
    }

    private void putOff(Held held, Duration pause) {
        leave(held, () -> step.suspended(held.mail(), pause));
    }

    @FunctionalInterface
    private interface Move {
        void run() throws Exception;
    }

    private void leave(Held held, Move move) {
        try {
            move.run();
            entries.finished(held);
        } catch (Exception e) {
            LOG.error("{}: back to the queue", held.mail().getName(), e);
            rest();
            entries.giveBack(held);
        }
    }

    private void keepHouse() throws InterruptedException {
        scheduler.startStuck();
        for (Held held : scheduler.takeOutWaitingFor(limits.longestHold())) {
            move(held, AFTER_LONG_HOLD);
        }
    }

    /** Takes no more mails; waits for those under way, then interrupts them. */
    void stop(Duration patience) {
        stopping = true;
        intake.stop();
        List<Held> waiting = scheduler.stop();
        waiting.forEach(entries::giveBack);
        try {
            intake.awaitEnd(LAST_PATIENCE).forEach(entries::giveBack);
            if (!scheduler.awaitEnd(patience)) {
                step.cutOff();
                scheduler.interrupt();
                if (!scheduler.awaitEnd(LAST_PATIENCE)) {
                    LOG.error("{} deliveries did not end", scheduler.underWay());
                }
            }
            if (moves.tryAcquire(MOVES_AT_A_TIME, LAST_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                moves.release(MOVES_AT_A_TIME);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
