package org.signet.acceptance.container;

import jakarta.mail.MessagingException;

import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.reactivestreams.Publisher;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/** Mail queues in memory with delays, as James's memory server has them. */
final class StandInQueues implements MailQueueFactory<StandInQueues.Queue> {
    private final Map<MailQueueName, Queue> queues = new ConcurrentHashMap<>();

    @Override
    public Optional<Queue> getQueue(MailQueueName name, PrefetchCount count) {
        return Optional.ofNullable(queues.get(name));
    }

    @Override
    public Queue createQueue(MailQueueName name, PrefetchCount count) {
        return queues.computeIfAbsent(name, Queue::new);
    }

    @Override
    public Set<MailQueueName> listCreatedMailQueues() {
        return Set.copyOf(queues.keySet());
    }

    private record Entry(Mail mail, long due) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(
                    getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    /** One queue; each mail is taken by one reader and comes back if that asks for another try. */
    static final class Queue implements ManageableMailQueue {
        private final MailQueueName name;
        private final DelayQueue<Entry> entries = new DelayQueue<>();

        Queue(MailQueueName name) {
            this.name = name;
        }

        @Override
        public MailQueueName getName() {
            return name;
        }

        @Override
        public void enQueue(Mail mail, Duration delay) throws MailQueueException {
            try {
                MailImpl copy = MailImpl.duplicate(mail);
                copy.setName(mail.getName());
                copy.setState(mail.getState());
                entries.put(new Entry(copy, System.nanoTime() + delay.toNanos()));
            } catch (MessagingException e) {
                throw new MailQueueException("Could not copy " + mail.getName(), e);
            }
        }

        @Override
        public void enQueue(Mail mail) throws MailQueueException {
            enQueue(mail, Duration.ZERO);
        }

        @Override
        public Publisher<Void> enqueueReactive(Mail mail) {
            return Mono.fromCallable(
                    () -> {
                        enQueue(mail);
                        return null;
                    });
        }

        @Override
        public Publisher<MailQueueItem> deQueue() {
            return Mono.fromCallable(() -> entries.poll(10, TimeUnit.MILLISECONDS))
                    .repeat()
                    .subscribeOn(Schedulers.newSingle("queue-" + name.asString(), true))
                    .map(entry -> (MailQueueItem) new Item(entry.mail()));
        }

        private final class Item implements MailQueueItem {
            private final Mail mail;

            Item(Mail mail) {
                this.mail = mail;
            }

            @Override
            public Mail getMail() {
                return mail;
            }

            @Override
            public void done(CompletionStatus status) throws MailQueueException {
                if (status == CompletionStatus.RETRY) {
                    enQueue(mail);
                }
            }
        }

        @Override
        public long getSize() {
            return entries.size();
        }

        @Override
        public long flush() {
            throw new UnsupportedOperationException("not asked for here");
        }

        @Override
        public long clear() {
            throw new UnsupportedOperationException("not asked for here");
        }

        @Override
        public long remove(Type type, String value) {
            throw new UnsupportedOperationException("not asked for here");
        }

        @Override
        public MailQueueIterator browse() {
            throw new UnsupportedOperationException("not asked for here");
        }

        @Override
        public void close() {
            entries.clear();
        }
    }
}
