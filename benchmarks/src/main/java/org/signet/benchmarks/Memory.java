package org.signet.benchmarks;

import org.signet.benchmarks.peers.JamesPeer;
import org.signet.benchmarks.peers.Load;
import org.signet.benchmarks.peers.SinkProcess;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How much heap does delivery need?
 *
 * <pre>bin/bench memory [--megabytes 100] [--waiting 20000] [--octets 10240]
 *     [--heap 512m] [--queue activemq|memory] [--peers signet,james]</pre>
 *
 * <p>First one large message: the live heap (what is used right after a full collection) is taken
 * over and over while it is delivered, and compared with the live heap when it waited in the queue.
 * James's queue in memory holds all of it, before and meanwhile; that is no part of the growth.
 * Then many waiting mails in a James with a small heap, all of which must arrive, from James's
 * ActiveMQ queue on disk or from its queue in memory. In the latter case the heap has to hold the
 * queue as well, so what the delivery adds to it is told apart; taking the live heap over and over
 * leaves no time for a queue on disk.
 */
final class Memory {
    static final List<String> OPTIONS =
            List.of("megabytes", "waiting", "octets", "heap", "queue", "peers");
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
        try (JamesPeer peer = lab.james(name, "1g", JamesPeer.Queue.MEMORY)) {
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
                    name, megabytes, peer.watchedHeap().growth() / MEGABYTE);
        }
    }

    private void many(Lab lab, SinkProcess sink, String name)
            throws IOException, InterruptedException {
        String heap = options.text("heap").orElse("512m");
        int octets = options.number("octets", OCTETS);
        Load load = new Load(options.number("waiting", 20_000), octets, Lab.domains(200));
        JamesPeer.Queue queue =
                JamesPeer.Queue.valueOf(
                        options.text("queue").orElse("activemq").toUpperCase(Locale.ROOT));
        try (JamesPeer peer = lab.james(name, heap, queue)) {
            sink.reset();
            peer.fill(List.of(load));
            boolean watched = queue == JamesPeer.Queue.MEMORY;
            if (watched) {
                peer.watchHeap();
            }
            peer.release();
            Map<String, Long> facts = awaitAll(sink, load);
            System.out.printf(
                    "%s: %d waiting mails of %d octets, %s queue, heap of %s: %d arrived%s%n",
                    name,
                    load.messages(),
                    octets,
                    queue,
                    heap,
                    facts.getOrDefault("messages", 0L),
                    watched ? toldApart(peer.watchedHeap()) : "");
        }
    }

    private static String toldApart(JamesPeer.LiveHeap live) {
        return "; live heap %.0f MB while they wait, at most %.1f MB more while they are delivered"
                .formatted(live.first() / MEGABYTE, live.growth() / MEGABYTE);
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
