package org.signet.sandbox.mailbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The latest mails in order of arrival, limited in number and in octets. */
public final class Mailbox {
    /** How many mails and how many octets are kept; whichever is reached first. */
    public record Capacity(int mails, long octets) {
        /** 500 mails, 256 MiB. */
        public static final Capacity STANDARD = new Capacity(500, 256L << 20);

        public Capacity {
            if (mails < 1 || octets < 1) {
                throw new IllegalArgumentException("A mailbox holds at least one mail");
            }
        }
    }

    private final Capacity capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<ReceivedMail> mails = new ArrayDeque<>();
    private long octets;
    private long count;

    public Mailbox(Capacity capacity) {
        this.capacity = capacity;
    }

    /** Keeps a mail; the oldest ones make room for it, never the new one itself. */
    public ReceivedMail add(Arrival arrival, Envelope envelope, byte[] source) {
        lock.lock();
        try {
            ReceivedMail mail = new ReceivedMail(Long.toString(++count), arrival, envelope, source);
            mails.addLast(mail);
            octets += mail.size();
            while (mails.size() > 1
                    && (mails.size() > capacity.mails() || octets > capacity.octets())) {
                octets -= mails.removeFirst().size();
            }
            arrived.signalAll();
            return mail;
        } finally {
            lock.unlock();
        }
    }

    /** All kept mails in order of arrival. */
    public List<ReceivedMail> mails() {
        lock.lock();
        try {
            return List.copyOf(mails);
        } finally {
            lock.unlock();
        }
    }

    public Optional<ReceivedMail> mail(String id) {
        return mails().stream().filter(mail -> mail.id().equals(id)).findFirst();
    }

    /** Waits until a kept mail has the property; empty when none came in time. */
    public Optional<ReceivedMail> await(Predicate<ReceivedMail> property, Duration limit)
            throws InterruptedException {
        long nanos = limit.toNanos();
        lock.lock();
        try {
            while (true) {
                Optional<ReceivedMail> found = mails.stream().filter(property).findFirst();
                if (found.isPresent() || nanos <= 0) {
                    return found;
                }
                nanos = arrived.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a mail to the given recipient. */
    public Optional<ReceivedMail> awaitMailTo(String recipient, Duration limit)
            throws InterruptedException {
        return await(
                mail -> mail.envelope().addresses().stream().anyMatch(recipient::equalsIgnoreCase),
                limit);
    }

    public void clear() {
        lock.lock();
        try {
            mails.clear();
            octets = 0;
        } finally {
            lock.unlock();
        }
    }
}
