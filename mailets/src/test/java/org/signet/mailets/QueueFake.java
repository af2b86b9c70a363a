package org.signet.mailets;

import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.mailet.Mail;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** An outgoing queue in memory that ignores delays but remembers them. */
final class QueueFake implements MailQueue, MailQueueFactory<QueueFake> {
    /** A mail that was put in, with its delay. */
    record Entry(Mail mail, Duration delay) {}

    /** What a worker said of a mail. */
    record Done(Mail mail, MailQueueItem.CompletionStatus status) {}

    final List<Entry> entries = Collections.synchronizedList(new ArrayList<>());
    final BlockingQueue<Done> done = new LinkedBlockingQueue<>();
    private final BlockingQueue<Mail> waiting = new LinkedBlockingQueue<>();
    final AtomicInteger refusals = new AtomicInteger();
    final AtomicInteger deafness = new AtomicInteger();
    volatile boolean refusing;
    volatile boolean closed;
    volatile int mostUnderWay;
    private int underWay;

    /** Waits for so many mails and returns their names. */
    List<String> taken(int count) throws InterruptedException {
        List<String> names = new ArrayList<>();
        while (names.size() < count) {
            names.add(waiting.take().getName());
        }
        return names;
    }

    @Override
    public MailQueueName getName() {
        return MailQueueName.of("outgoing");
    }

    @Override
    public void enQueue(Mail mail, Duration delay) throws MailQueueException {
        if (refusing || refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new MailQueueException("the broker is away");
        }
        Mail copy = copy(mail);
        entries.add(new Entry(copy, delay));
        waiting.add(copy(copy));
    }

    private static Mail copy(Mail mail) throws MailQueueException {
        try {
            Mail copy = mail.duplicate();
            copy.setName(mail.getName());
            copy.setState(mail.getState());
            copy.setRecipients(List.copyOf(mail.getRecipients()));
            return copy;
        } catch (jakarta.mail.MessagingException e) {
            throw new MailQueueException("cannot be copied", e);
        }
    }

    @Override
    public void enQueue(Mail mail) throws MailQueueException {
        enQueue(mail, Duration.ZERO);
    }

    @Override
    public Publisher<Void> enqueueReactive(Mail mail) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Publisher<MailQueueItem> deQueue() {
        return Reader::new;
    }

    /** Gives out one mail for each one asked for, on a thread of its own. */
    private final class Reader implements Subscription {
        private final AtomicLong demand = new AtomicLong();
        private final Thread thread;

        Reader(Subscriber<? super MailQueueItem> subscriber) {
            thread = Thread.ofVirtual().unstarted(() -> run(subscriber));
            subscriber.onSubscribe(this);
            thread.start();
        }

        private void run(Subscriber<? super MailQueueItem> subscriber) {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    synchronized (demand) {
                        while (demand.get() == 0) {
                            demand.wait();
                        }
                        demand.decrementAndGet();
                    }
                    subscriber.onNext(new Item(waiting.take()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (MailQueueException e) {
                subscriber.onError(e);
            }
        }

        @Override
        public void request(long more) {
            synchronized (demand) {
                demand.addAndGet(more);
                demand.notifyAll();
            }
        }

        @Override
        public void cancel() {
            thread.interrupt();
        }
    }

    private final class Item implements MailQueueItem {
        private final Mail mail;
        private final Mail original;

        Item(Mail mail) throws MailQueueException {
            this.mail = mail;
            this.original = copy(mail);
            synchronized (QueueFake.this) {
                underWay++;
                mostUnderWay = Math.max(mostUnderWay, underWay);
            }
        }

        @Override
        public Mail getMail() {
            return mail;
        }

        @Override
        public void done(CompletionStatus status) {
            synchronized (QueueFake.this) {
                underWay--;
            }
            if (deafness.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                // As a broker does that lost the connection: what it did not hear comes again.
                waiting.add(original);
                throw new IllegalStateException("the broker is away");
            }
            done.add(new Done(mail, status));
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public Optional<QueueFake> getQueue(MailQueueName name, PrefetchCount count) {
        return Optional.of(this);
    }

    @Override
    public QueueFake createQueue(MailQueueName name, PrefetchCount count) {
        return this;
    }

    @Override
    public Set<MailQueueName> listCreatedMailQueues() {
        return Set.of(getName());
    }
}
