package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryPath;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;

/**
 * The retry schedule in a mail repository, for queues that cannot delay.
 *
 * <p>Each server has a repository of its own, named after it, and touches no other: so no mail is
 * taken by two servers, without any claim that could go wrong. The time at which a mail is due is
 * written on the mail; at the start the repository is read again. What belongs to a server that
 * will not come back stays where it is until somebody moves it, by WebAdmin's reprocessing.
 *
 * <p>A due mail is put into the queue first and taken out of the repository then. A server that
 * dies in between puts it into the queue twice; the other order would lose it.
 */
final class DeliveryRepository implements DeliveryLater, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SecureRemoteDelivery.class);
    private static final AttributeName DUE = AttributeName.of("signet-delivery-due");
    private static final AttributeName NAME = AttributeName.of("signet-delivery-name");
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);
    private static final String PATH = "var/mail/delivery-retries/";

    private final MailRepository repository;
    private final DeliveryLater queue;
    private final Clock clock;
    private final Map<MailKey, Instant> dues = new HashMap<>();
    private final PriorityQueue<Due> order = new PriorityQueue<>(Comparator.comparing(Due::time));
    private @Nullable Thread thread;
    private final Set<MailKey> onlyToRemove = new HashSet<>();
    private Instant nextReading = Instant.MIN;
    private boolean isRead;
    private boolean closed;

    private record Due(Instant time, MailKey key) {}

    DeliveryRepository(MailRepository repository, DeliveryLater queue, Clock clock) {
        this.repository = repository;
        this.queue = queue;
        this.clock = clock;
    }

    static DeliveryRepository open(
            MailRepositoryStore store, DeliveryQueueing queueing, DeliveryLater queue, Clock clock)
            throws MessagingException {
        try {
            MailRepositoryUrl url = url(store, queueing);
            LOG.info("Retries wait in {}, as the outgoing queue cannot delay", url.asString());
            return new DeliveryRepository(store.select(url), queue, clock);
        } catch (MailRepositoryStore.MailRepositoryStoreException | IllegalArgumentException e) {
            throw new MessagingException(
                    "SecureRemoteDelivery: <retryRepository> cannot be opened: " + e.getMessage(),
                    e);
        }
    }

    private static MailRepositoryUrl url(MailRepositoryStore store, DeliveryQueueing queueing)
            throws MessagingException {
        if (queueing.repository().isPresent()) {
            return MailRepositoryUrl.from(queueing.repository().get()).subUrl(queueing.node());
        }
        return MailRepositoryUrl.fromPathAndProtocol(
                store.defaultProtocol()
                        .orElseThrow(
                                () ->
                                        new MessagingException(
                                                "SecureRemoteDelivery: the outgoing queue cannot"
                                                        + " delay, and there is no default mail"
                                                        + " repository: <retryRepository> is"
                                                        + " needed")),
                MailRepositoryPath.from(PATH + queueing.node()));
    }

    void start() {
        thread = Thread.ofPlatform().name("signet-retries").daemon().start(this::run);
    }

    @Override
    public void put(Mail mail, Duration delay) throws MessagingException {
        Instant due = clock.instant().plus(delay);
        String name = mail.getName();
        mail.setAttribute(new Attribute(DUE, AttributeValue.of(due.toEpochMilli())));
        mail.setAttribute(new Attribute(NAME, AttributeValue.of(name)));
        try {
            // The name is the key. Each stay has its own, so that the end of one does not take
            // away the next.
            mail.setName(name + "-retry-" + UUID.randomUUID());
            MailKey key = repository.store(mail);
            synchronized (this) {
                note(key, due);
                notifyAll();
            }
        } finally {
            mail.setName(name);
        }
    }

    private void note(MailKey key, Instant due) {
        dues.put(key, due);
        order.add(new Due(due, key));
    }

    private void run() {
        try {
            while (true) {
                synchronized (this) {
                    if (closed) {
                        return;
                    }
                    wait(Math.max(1, untilNext().toMillis()));
                }
                releaseDue();
            }
        } catch (InterruptedException e) {
            LOG.debug("The retry schedule ends");
        }
    }

    private Duration untilNext() {
        Instant now = clock.instant();
        if (!isRead) {
            return nextReading.isAfter(now) ? Duration.between(now, nextReading) : Duration.ZERO;
        }
        if (order.isEmpty()) {
            return LONGEST_SLEEP;
        }
        Duration left = Duration.between(now, order.element().time());
        return left.compareTo(LONGEST_SLEEP) > 0 ? LONGEST_SLEEP : left;
    }

    /** Puts into the queue what is due; reads the repository before the first time. */
    void releaseDue() {
        if (isToBeRead()) {
            read();
        }
        for (MailKey key : takeDue()) {
            try {
                release(key);
            } catch (MessagingException | RuntimeException e) {
                LOG.error("{}: its retry is due but cannot begin", key.asString(), e);
                synchronized (this) {
                    note(key, clock.instant().plus(AFTER_FAILURE));
                }
            }
        }
    }

    private synchronized boolean isToBeRead() {
        return !isRead && !nextReading.isAfter(clock.instant());
    }

    private synchronized List<MailKey> takeDue() {
        List<MailKey> keys = new ArrayList<>();
        Instant now = clock.instant();
        while (!closed && !order.isEmpty() && !order.element().time().isAfter(now)) {
            Due due = order.remove();
            if (due.time().equals(dues.get(due.key()))) {
                dues.remove(due.key());
                keys.add(due.key());
            }
        }
        return keys;
    }

    private void release(MailKey key) throws MessagingException {
        if (!onlyToRemove.contains(key)) {
            Mail mail = repository.retrieve(key);
            if (mail == null) {
                LOG.warn("{}: is no longer among the retries", key.asString());
                return;
            }
            queue(mail);
            onlyToRemove.add(key);
        }
        repository.remove(key);
        onlyToRemove.remove(key);
    }

    private void queue(Mail mail) throws MessagingException {
        try {
            AttributeUtils.getValueAndCastFromMail(mail, NAME, String.class)
                    .ifPresent(mail::setName);
            mail.removeAttribute(NAME);
            mail.removeAttribute(DUE);
            queue.put(mail, Duration.ZERO);
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }

    /** Finds what was left by an earlier run of this server. */
    private void read() {
        try {
            int found = 0;
            for (Iterator<MailKey> keys = repository.list(); keys.hasNext(); ) {
                found += readOne(keys.next()) ? 1 : 0;
            }
            synchronized (this) {
                isRead = true;
            }
            LOG.info("{} mails wait for their retry", found);
        } catch (MessagingException | RuntimeException e) {
            LOG.error("The retries cannot be read, to be tried again", e);
            synchronized (this) {
                nextReading = clock.instant().plus(AFTER_FAILURE);
            }
        }
    }

    private boolean readOne(MailKey key) throws MessagingException {
        Mail mail = repository.retrieve(key);
        if (mail == null) {
            return false;
        }
        try {
            long due =
                    AttributeUtils.getValueAndCastFromMail(mail, DUE, Long.class)
                            .orElse(clock.instant().toEpochMilli());
            synchronized (this) {
                if (!dues.containsKey(key)) {
                    note(key, Instant.ofEpochMilli(due));
                }
            }
            return true;
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }

    /** Releases nothing more; what waits stays in the repository. */
    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            closed = true;
            running = thread;
            notifyAll();
        }
        try {
            if (running != null && !running.join(Duration.ofSeconds(10))) {
                LOG.warn("The retry schedule did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
