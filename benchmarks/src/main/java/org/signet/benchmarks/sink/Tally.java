package org.signet.benchmarks.sink;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what arrives, in all and for each address of the sink. */
final class Tally {
    private static final class Count {
        private long messages;
        private long last;
    }

    private long messages;
    private long octets;
    private long first;
    private long last;
    private long connections;
    private long handshakes;
    private long clearMessages;
    private long laterMessages;
    private long roundTrips;
    private final Map<String, Count> byAddress = new TreeMap<>();

    synchronized void connected() {
        connections++;
    }

    synchronized void shookHands() {
        handshakes++;
    }

    /**
     * Counts a message.
     *
     * @param now from {@link System#nanoTime}
     */
    synchronized void received(String address, boolean encrypted, long size, long now) {
        first = messages == 0 ? now : first;
        last = now;
        messages++;
        octets += size;
        clearMessages += encrypted ? 0 : 1;
        Count count = byAddress.computeIfAbsent(address, unused -> new Count());
        count.messages++;
        count.last = now;
    }

    /** Counts a message on a connection that had carried one before. */
    synchronized void receivedLater(long waits) {
        laterMessages++;
        roundTrips += waits;
    }

    synchronized void reset() {
        messages = 0;
        octets = 0;
        first = 0;
        last = 0;
        connections = 0;
        handshakes = 0;
        clearMessages = 0;
        laterMessages = 0;
        roundTrips = 0;
        byAddress.clear();
    }

    /** Everything, by name; times are in nanoseconds since the first message. */
    synchronized Map<String, Long> facts() {
        Map<String, Long> facts = new LinkedHashMap<>();
        facts.put("messages", messages);
        facts.put("nanos", last - first);
        facts.put("octets", octets);
        facts.put("connections", connections);
        facts.put("handshakes", handshakes);
        facts.put("clear", clearMessages);
        facts.put("later", laterMessages);
        facts.put("trips", roundTrips);
        byAddress.forEach(
                (address, count) -> {
                    facts.put("messages." + address, count.messages);
                    facts.put("nanos." + address, count.last - first);
                });
        return facts;
    }
}
