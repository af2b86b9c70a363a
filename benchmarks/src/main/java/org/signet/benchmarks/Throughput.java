package org.signet.benchmarks;

import org.signet.benchmarks.peers.Load;
import org.signet.benchmarks.peers.Peer;
import org.signet.benchmarks.peers.SinkProcess;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many messages a second leave a full queue?
 *
 * <pre>bin/bench throughput [--messages 5000] [--rounds 5] [--warmup 2] [--peers LIST]
 *     [--destinations 1,200] [--octets 10240]</pre>
 *
 * <p>Measured: from the first to the last message that the sink has received, with a queue filled
 * before; and the processor time that the peer used meanwhile. Not measured: taking mails in, the
 * start of the delivery, and DNS that nobody knows yet (rounds of warming up go before).
 */
final class Throughput {
    static final List<String> OPTIONS =
            List.of("messages", "rounds", "warmup", "peers", "destinations", "octets");
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LONG_WAIT = Duration.ofSeconds(1);

    private record Row(int destinations, String peer) {}

    private record Result(double perSecond, double processorMillis, long connections) {}

    private final Options options;

    Throughput(Options options) {
        this.options = options;
    }

    void run() throws Exception {
        int rounds = options.number("rounds", 5);
        List<String> destinations = options.list("destinations", List.of("1", "200"));
        Map<Row, List<Result>> results = new LinkedHashMap<>();
        try (Lab lab = Lab.open()) {
            SinkProcess sink = lab.sink(25, LONG_WAIT);
            List<Peer> peers = lab.peers(options.list("peers", Lab.PEERS));
            for (int round = -options.number("warmup", 2); round < rounds; round++) {
                for (String count : destinations) {
                    for (Peer peer : peers) {
                        Row row = new Row(Integer.parseInt(count), peer.name());
                        Result result = measure(peer, sink, row.destinations());
                        say(round, row, result);
                        if (round >= 0) {
                            results.computeIfAbsent(row, key -> new ArrayList<>()).add(result);
                        }
                    }
                }
            }
        }
        report(results);
    }

    private static void say(int round, Row row, Result result) {
        System.out.printf(
                "round %d, %d destinations, %s: %.0f messages/s, %.2f ms processor a message,"
                        + " %d connections%n",
                round,
                row.destinations(),
                row.peer(),
                result.perSecond(),
                result.processorMillis(),
                result.connections());
    }

    private Result measure(Peer peer, SinkProcess sink, int destinations)
            throws IOException, InterruptedException {
        Load load =
                new Load(
                        options.number("messages", 5000),
                        options.number("octets", 10_240),
                        Lab.domains(destinations));
        sink.reset();
        peer.fill(List.of(load));
        peer.release();
        Map<String, Long> facts =
                sink.await(f -> f.getOrDefault("messages", 0L) >= load.messages(), LONGEST);
        double processor = peer.processorSeconds();
        long messages = facts.getOrDefault("messages", 0L);
        if (messages != load.messages() || facts.getOrDefault("clear", 0L) != 0) {
            throw new IOException(peer.name() + " delivered otherwise than it should: " + facts);
        }
        double seconds = facts.getOrDefault("nanos", 0L) / 1e9;
        return new Result(
                (messages - 1) / seconds,
                processor * 1000 / messages,
                facts.getOrDefault("connections", 0L));
    }

    private static void report(Map<Row, List<Result>> results) {
        System.out.println();
        System.out.println(
                "| destinations | peer | messages/s | signet is so many times as fast |"
                        + " processor ms a message | connections |");
        System.out.println("|---|---|---|---|---|---|");
        results.forEach(
                (row, all) -> {
                    double rate = median(all);
                    Row ours = new Row(row.destinations(), Lab.OURS);
                    System.out.printf(
                            "| %s | %s | %.0f | %.2f | %.2f | %.0f |%n",
                            row.destinations(),
                            row.peer(),
                            rate,
                            median(results.getOrDefault(ours, all)) / rate,
                            Medians.of(all.stream().map(Result::processorMillis).toList()),
                            Medians.of(all.stream().map(r -> (double) r.connections()).toList()));
                });
    }

    private static double median(List<Result> results) {
        return Medians.of(results.stream().map(Result::perSecond).toList());
    }
}
