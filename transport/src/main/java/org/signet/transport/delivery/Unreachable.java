package org.signet.transport.delivery;

import org.signet.transport.policy.Reason;
import org.signet.transport.smtp.Target;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Remembers for a short time which addresses did not answer.
 *
 * <p>Such an address is tried last, never left out: a domain whose first host is down would
 * otherwise cost every message the whole time that a connection may take to be made.
 */
final class Unreachable {
    /** What says that nobody is there, or too busy to talk. */
    static final Set<Reason> SIGNS =
            EnumSet.of(Reason.CONNECT_FAILED, Reason.GREETING_REFUSED, Reason.TIMEOUT);

    private static final int MOST = 10_000;

    private final long pause;
    private final LongSupplier nanos;

    // In the order of marking; the oldest is forgotten first.
    private final Map<InetSocketAddress, Long> since = new LinkedHashMap<>();

    Unreachable(Duration pause, LongSupplier nanos) {
        this.pause = pause.toNanos();
        this.nanos = nanos;
    }

    private static InetSocketAddress address(Target target) {
        return new InetSocketAddress(target.address(), target.port());
    }

    synchronized void mark(Target target) {
        InetSocketAddress address = address(target);
        since.remove(address);
        if (since.size() >= MOST) {
            since.remove(since.keySet().iterator().next());
        }
        since.put(address, nanos.getAsLong());
    }

    synchronized void unmark(Target target) {
        if (!since.isEmpty()) {
            since.remove(address(target));
        }
    }

    synchronized boolean isMarked(Target target) {
        Long marked = since.isEmpty() ? null : since.get(address(target));
        return marked != null && nanos.getAsLong() - marked < pause;
    }
}
