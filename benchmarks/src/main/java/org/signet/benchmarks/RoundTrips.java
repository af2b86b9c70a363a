package org.signet.benchmarks;

import org.signet.benchmarks.network.DelayedRelay;
import org.signet.benchmarks.peers.Load;
import org.signet.benchmarks.peers.Peer;
import org.signet.benchmarks.peers.SinkProcess;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How many round trips does a message cost on a connection that has carried one before?
 *
 * <pre>bin/bench rtt [--messages 500] [--peers LIST] [--octets 10240]</pre>
 *
 * <p>Between peers and sink a relay delays what is written by 25 ms each way. A round trip is
 * counted whenever the sink waits for its client longer than {@link #LONG_WAIT} after the first
 * message of a connection; a wait after the last one is not, as no message ends it. All mails go to
 * one destination. The sum of round trips is divided by the number of messages that were not the
 * first of their connection.
 */
final class RoundTrips {
    static final List<String> OPTIONS = List.of("messages", "peers", "octets");
    private static final Duration ONE_WAY = Duration.ofMillis(25);

    /** Below the round-trip time, and far above what passing on within the machine takes. */
    private static final Duration LONG_WAIT = Duration.ofMillis(40);

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int SINK_PORT = 2500;

    private final Options options;

    RoundTrips(Options options) {
        this.options = options;
    }

    void run() throws Exception {
        StringBuilder table = new StringBuilder();
        table.append("| peer | messages | connections | on reused ones | round trips a message |")
                .append(" messages/s |\n|---|---|---|---|---|---|\n");
        try (Lab lab = Lab.open()) {
            lab.keep(DelayedRelay.start(25, SINK_PORT, ONE_WAY));
            SinkProcess sink = lab.sink(SINK_PORT, LONG_WAIT);
            for (String name : options.list("peers", Lab.PEERS)) {
                Peer peer = lab.peer(name);
                measure(peer, sink);
                table.append(row(name, measure(peer, sink)));
                peer.close();
            }
        }
        System.out.println();
        System.out.print(table);
    }

    private Map<String, Long> measure(Peer peer, SinkProcess sink)
            throws IOException, InterruptedException {
        Load load =
                new Load(
                        options.number("messages", 500),
                        options.number("octets", 10_240),
                        Lab.domains(1));
        sink.reset();
        peer.fill(List.of(load));
        peer.release();
        Map<String, Long> facts =
                sink.await(f -> f.getOrDefault("messages", 0L) >= load.messages(), LONGEST);
        System.out.println(peer.name() + ": " + facts);
        return facts;
    }

    private static String row(String name, Map<String, Long> facts) {
        long later = facts.getOrDefault("later", 0L);
        double trips = (double) facts.getOrDefault("trips", 0L) / later;
        long messages = facts.getOrDefault("messages", 0L);
        return "| %s | %d | %d | %d | %s | %.0f |%n"
                .formatted(
                        name,
                        messages,
                        facts.getOrDefault("connections", 0L),
                        later,
                        later == 0 ? "no connection is reused" : "%.2f".formatted(trips),
                        (messages - 1) / (facts.getOrDefault("nanos", 0L) / 1e9));
    }
}
