package org.signet.transport.smtp;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The clock of all connections of one client: closes the socket of a dialogue that takes too long.
 *
 * <p>A socket's own timeout is for single reads only; it neither ends a reply that trickles in nor
 * a write that nobody reads. One thread watches all dialogues, and ends when there is none for a
 * while; a connection that waits to be used again is not watched and costs nothing here.
 */
final class Deadlines {
    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    private final ScheduledThreadPoolExecutor timer;

    Deadlines() {
        timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("signet-smtp-deadlines").factory());
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(5, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /** Begins to watch; the first step is bounded like all others. */
    Watch watch(Socket socket, Duration step, Duration total) {
        Watch watch = new Watch(socket, step.toNanos(), total.toNanos());
        watch.schedule();
        return watch;
    }

    private enum State {
        RUNNING,
        EXPIRED,
        ENDED
    }

    /** The time of one dialogue: each step has its own, and all together have the total. */
    final class Watch {
        private final Socket socket;
        private final long step;
        private final long end;
        private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
        private volatile long deadline;
        private volatile Future<?> task = java.util.concurrent.CompletableFuture.completedFuture(1);

        private Watch(Socket socket, long step, long total) {
            this.socket = socket;
            this.step = step;
            this.end = System.nanoTime() + total;
            step();
        }

        /** Begins a step that may take as long as any. */
        void step() {
            step(step);
        }

        /** Begins a step that may take longer, or shorter, than others. */
        void step(long nanos) {
            long now = System.nanoTime();
            deadline = now + Math.min(nanos, end - now);
        }

        private long left() {
            return deadline - System.nanoTime();
        }

        private void schedule() {
            task = timer.schedule(this::look, Math.max(left(), 0), TimeUnit.NANOSECONDS);
        }

        private void look() {
            if (state.get() != State.RUNNING) {
                return;
            }
            if (left() > 0) {
                schedule();
            } else if (state.compareAndSet(State.RUNNING, State.EXPIRED)) {
                try {
                    socket.close();
                } catch (IOException e) {
                    LOG.debug("A connection that was out of time did not close cleanly", e);
                }
            }
        }

        boolean isExpired() {
            return state.get() == State.EXPIRED;
        }

        /** Stops watching. */
        void end() {
            if (state.compareAndSet(State.RUNNING, State.ENDED)) {
                task.cancel(false);
            }
        }
    }
}
