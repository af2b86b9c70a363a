package org.signet.transport.delivery;

import org.jspecify.annotations.Nullable;
import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.smtp.Attempt;
import org.signet.transport.smtp.Envelope;
import org.signet.transport.smtp.OutgoingMessage;
import org.signet.transport.smtp.Target;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Keeps connections for further messages, each under the key that it was judged by.
 *
 * <p>The one used last is taken first, so that few stay warm and the others end. A connection that
 * turns out to be dead before the server said anything to the message is replaced once by a fresh
 * one: that a server ends an idle connection is no trouble at the destination. What is uncertain is
 * never repeated here.
 */
final class ConnectionPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionPool.class);

    private final Carrier.Dialer dialer;
    private final KeepSettings settings;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    // In the order of being put away, so that the first is the first to end.
    private final Set<Kept> idle = new LinkedHashSet<>();
    private final Map<ConnectionKey, List<Kept>> byKey = new HashMap<>();
    private @Nullable Thread sweeper;
    private boolean closed;

    ConnectionPool(Carrier.Dialer dialer, KeepSettings settings, LongSupplier nanos) {
        this.dialer = dialer;
        this.settings = settings;
        this.nanos = nanos;
    }

    /**
     * What became of a message over one connection.
     *
     * @param use which message of its connection it was, from 1; 0 where there was no connection
     */
    record Carried(Attempt attempt, int use) {}

    /** A connection with its age; equal only to itself. */
    private static final class Kept {
        private final ConnectionKey key;
        private final Carrier carrier;
        private final long opened;
        private long putAway;

        Kept(ConnectionKey key, Carrier carrier, long opened) {
            this.key = key;
            this.carrier = carrier;
            this.opened = opened;
        }
    }

    /** Sends over a kept connection if there is one that lives, over a fresh one otherwise. */
    Carried send(Target target, TlsPolicy policy, Envelope envelope, OutgoingMessage message) {
        ConnectionKey key = ConnectionKey.of(target, policy);
        Kept kept = takeLiving(key);
        if (kept != null) {
            Carried carried = over(kept, envelope, message);
            if (!(carried.attempt() instanceof Attempt.Broken broken && isHarmless(broken))) {
                return carried;
            }
        }
        return switch (dialer.dial(target, policy)) {
            case Carrier.Dialed.Failed failed -> new Carried(failed.attempt(), 0);
            case Carrier.Dialed.Ready ready ->
                    over(new Kept(key, ready.carrier(), nanos.getAsLong()), envelope, message);
        };
    }

    private @Nullable Kept takeLiving(ConnectionKey key) {
        Kept kept = take(key);
        while (kept != null && kept.carrier.isStale()) {
            kept.carrier.close();
            kept = take(key);
        }
        return kept;
    }

    /** Nothing was answered, so that nothing was begun at the other side. */
    private static boolean isHarmless(Attempt.Broken broken) {
        return !broken.uncertain() && broken.beforeAnyReply() && broken.results().isEmpty();
    }

    private Carried over(Kept kept, Envelope envelope, OutgoingMessage message) {
        boolean returned = false;
        try {
            Attempt attempt = kept.carrier.send(envelope, message);
            int use = kept.carrier.messages();
            returned = attempt instanceof Attempt.Answered && mayCarryMore(kept) && putAway(kept);
            return new Carried(attempt, use);
        } finally {
            if (!returned) {
                kept.carrier.close();
            }
        }
    }

    private boolean mayCarryMore(Kept kept) {
        return kept.carrier.isReusable()
                && kept.carrier.messages() < settings.messages()
                && nanos.getAsLong() - kept.opened < settings.lifetime().toNanos();
    }

    private @Nullable Kept take(ConnectionKey key) {
        List<Kept> old = new ArrayList<>();
        lock.lock();
        try {
            List<Kept> some = byKey.get(key);
            while (some != null && !some.isEmpty()) {
                Kept kept = some.remove(some.size() - 1);
                idle.remove(kept);
                if (some.isEmpty()) {
                    byKey.remove(key);
                }
                if (!isOver(kept)) {
                    return kept;
                }
                old.add(kept);
            }
            return null;
        } finally {
            lock.unlock();
            old.forEach(kept -> kept.carrier.close());
        }
    }

    private boolean isOver(Kept kept) {
        long now = nanos.getAsLong();
        return now - kept.putAway >= settings.idle().toNanos()
                || now - kept.opened >= settings.lifetime().toNanos();
    }

    /** Returns whether there was room. */
    private boolean putAway(Kept kept) {
        Kept pushedOut = null;
        lock.lock();
        try {
            if (closed || settings.most() == 0) {
                return false;
            }
            if (idle.size() >= settings.most()) {
                pushedOut = idle.iterator().next();
                forget(pushedOut);
            }
            kept.putAway = nanos.getAsLong();
            idle.add(kept);
            byKey.computeIfAbsent(kept.key, key -> new ArrayList<>()).add(kept);
            if (sweeper == null) {
                sweeper = Thread.ofVirtual().name("signet-pool").start(this::sweep);
            }
            return true;
        } finally {
            lock.unlock();
            if (pushedOut != null) {
                pushedOut.carrier.close();
            }
        }
    }

    private void forget(Kept kept) {
        idle.remove(kept);
        List<Kept> some = byKey.get(kept.key);
        if (some != null && some.remove(kept) && some.isEmpty()) {
            byKey.remove(kept.key);
        }
    }

    /** Runs while anything is kept. */
    private void sweep() {
        try {
            do {
                Thread.sleep(settings.idle().dividedBy(4).plusMillis(1));
            } while (closeOver());
        } catch (InterruptedException e) {
            LOG.debug("The pool was closed");
        }
    }

    /** Ends what has waited too long; returns whether anything is left. */
    boolean closeOver() {
        List<Kept> over = new ArrayList<>();
        lock.lock();
        try {
            for (Iterator<Kept> all = idle.iterator(); all.hasNext(); ) {
                Kept kept = all.next();
                if (isOver(kept)) {
                    over.add(kept);
                }
            }
            over.forEach(this::forget);
            if (idle.isEmpty()) {
                sweeper = null;
            }
            return !idle.isEmpty();
        } finally {
            lock.unlock();
            over.forEach(kept -> kept.carrier.close());
        }
    }

    /** Returns how many wait for a message. */
    int idle() {
        lock.lock();
        try {
            return idle.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        List<Kept> all;
        Thread running;
        lock.lock();
        try {
            closed = true;
            all = new ArrayList<>(idle);
            idle.clear();
            byKey.clear();
            running = sweeper;
        } finally {
            lock.unlock();
        }
        if (running != null) {
            running.interrupt();
        }
        all.forEach(kept -> kept.carrier.close());
    }
}
