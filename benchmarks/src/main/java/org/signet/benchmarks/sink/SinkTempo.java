package org.signet.benchmarks.sink;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How slow the sink is at each of its addresses, and what it takes for slow in others. */
final class SinkTempo {
    private final Map<String, Duration> delays = new ConcurrentHashMap<>();
    private final Duration longWait;

    /**
     * @param longWait waiting for a client so long counts as a round trip
     */
    SinkTempo(Duration longWait) {
        this.longWait = longWait;
    }

    long longWait() {
        return longWait.toNanos();
    }

    /** Every reply from an address will come so much late. */
    void slow(String address, Duration delay) {
        delays.put(address, delay);
    }

    void delay(String address) {
        Duration delay = delays.get(address);
        if (delay == null) {
            return;
        }
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
