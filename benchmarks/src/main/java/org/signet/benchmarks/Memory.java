package org.signet.benchmarks;

import org.signet.benchmarks.peers.JamesPeer;
import org.signet.benchmarks.peers.Load;
import org.signet.benchmarks.peers.SinkProcess;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How much heap does delivery need?
 *
 * <pre>bin/bench memory [--megabytes 100] [--waiting 20000] [--heap 512m] [--peers signet,james]
 * </pre>
 *
 * <p>First one large message: the live heap (what is used right after a full collection) is taken
 * over and over while it is delivered, and compared with the live heap when it waited in the queue.
 * James's queue in memory holds all of it, before and meanwhile; that is no part of the growth.
 * Then many waiting mails of 10 kB in a James with a small heap, all of which must arrive.
 */
final class Memory {
    static final List<String> OPTIONS = List.of("megabytes", "waiting", "heap", "peers");
    private static final Duration LONG_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final double MEGABYTE = 1024 * 1024;
    private static final int OCTETS = 10_240;

    private final Options options;

    Memory(Options options) {
        this.options = options;
    }

    void run() throws Exception {
        try (Lab lab = Lab.open()) {
            SinkProcess sink = lab.sink(25, LONG_WAIT);
            for (String name : options.list("peers", List.of(Lab.OURS, Lab.REMOTE_DELIVERY))) {
                large(lab, sink, name);
                many(lab, sink, name);
            }
        }
    }

    private void large(Lab lab, SinkProcess sink, String name)
            throws IOException, InterruptedException {
        int megabytes = options.number("megabytes", 100);
        try (JamesPeer peer = lab.james(name, "1g")) {
            // loads classes and opens caches, which would count as growth otherwise
            deliver(peer, sink, new Load(50, OCTETS, Lab.domains(1)));
            Load load = new Load(1, (int) (megabytes * MEGABYTE), Lab.domains(1));
            sink.reset();
            peer.fill(List.of(load));
            peer.watchHeap();
            peer.release();
            awaitAll(sink, load);
            System.out.printf(
                    "%s: a message of %d MB grows the live heap by %.1f MB%n",
                    name, megabytes, peer.heapGrowth() / MEGABYTE);
        }
    }

    private void many(Lab lab, SinkProcess sink, String name)
            throws IOException, InterruptedException {
        String heap = options.text("heap").orElse("512m");
        Load load = new Load(options.number("waiting", 20_000), OCTETS, Lab.domains(200));
        try (JamesPeer peer = lab.james(name, heap)) {
            Map<String, Long> facts = deliver(peer, sink, load);
            System.out.printf(
                    "%s: %d waiting mails in a heap of %s: %d arrived in %.0f s%n",
                    name,
                    load.messages(),
                    heap,
                    facts.getOrDefault("messages", 0L),
                    facts.getOrDefault("nanos", 0L) / 1e9);
        }
    }

    private static Map<String, Long> deliver(JamesPeer peer, SinkProcess sink, Load load)
            throws IOException, InterruptedException {
        sink.reset();
        peer.fill(List.of(load));
        peer.release();
        return awaitAll(sink, load);
    }

    private static Map<String, Long> awaitAll(SinkProcess sink, Load load)
            throws IOException, InterruptedException {
        return sink.await(f -> f.getOrDefault("messages", 0L) >= load.messages(), LONGEST);
    }
}
