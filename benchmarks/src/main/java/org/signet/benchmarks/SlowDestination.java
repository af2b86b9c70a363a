package org.signet.benchmarks;

import org.signet.benchmarks.peers.Load;
import org.signet.benchmarks.peers.Peer;
import org.signet.benchmarks.peers.SinkProcess;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * By how much does one slow destination slow the others?
 *
 * <pre>bin/bench slow-destination [--slow 5000] [--messages 2000] [--healthy 50]
 *     [--reply-seconds 5] [--patience-seconds 300] [--rounds 3] [--peers LIST]</pre>
 *
 * <p>The queue is filled with mails to healthy destinations, once alone and once behind many mails
 * to a destination where every reply comes late. Measured is the time from the release of the queue
 * until the healthy destinations have all of theirs. Each run has a peer of its own, that has
 * delivered the same healthy load once before; the table gives the medians of the rounds.
 */
final class SlowDestination {
    static final List<String> OPTIONS =
            List.of(
                    "slow",
                    "messages",
                    "healthy",
                    "reply-seconds",
                    "patience-seconds",
                    "rounds",
                    "peers");
    private static final Duration LONG_WAIT = Duration.ofSeconds(1);
    private static final int OCTETS = 10_240;

    private final Options options;

    SlowDestination(Options options) {
        this.options = options;
    }

    void run() throws Exception {
        StringBuilder table = new StringBuilder();
        table.append("| peer | healthy alone, s | beside the slow one, s | times as long |\n");
        table.append("|---|---|---|---|\n");
        try (Lab lab = Lab.open()) {
            SinkProcess sink = lab.sink(25, LONG_WAIT);
            sink.slow(Lab.SLOW_ADDRESS, Duration.ofSeconds(options.number("reply-seconds", 5)));
            for (String name : options.list("peers", Lab.PEERS)) {
                List<Drained> alone = new ArrayList<>();
                List<Drained> beside = new ArrayList<>();
                for (int round = options.number("rounds", 3); round > 0; round--) {
                    alone.add(measure(lab, sink, name, 0));
                    beside.add(measure(lab, sink, name, options.number("slow", 5000)));
                }
                table.append(row(name, alone, beside));
            }
        }
        System.out.println();
        System.out.print(table);
    }

    private static String row(String name, List<Drained> alone, List<Drained> beside) {
        boolean isComplete = beside.stream().allMatch(Drained::isComplete);
        double before = median(alone);
        double after = median(beside);
        return "| %s | %.1f | %s%.1f | %.2f |%n"
                .formatted(name, before, isComplete ? "" : "more than ", after, after / before);
    }

    private static double median(List<Drained> runs) {
        return Medians.of(runs.stream().map(Drained::seconds).toList());
    }

    /** How long it took, and how many had arrived by then. */
    private record Drained(double seconds, long arrived, long expected) {
        boolean isComplete() {
            return arrived >= expected;
        }

        @Override
        public String toString() {
            return isComplete()
                    ? "%.1f".formatted(seconds)
                    : "%d of %d in %.0f".formatted(arrived, expected, seconds);
        }
    }

    private Drained measure(Lab lab, SinkProcess sink, String name, int slow)
            throws IOException, InterruptedException {
        int healthy = options.number("healthy", 50);
        Load load = new Load(options.number("messages", 2000), OCTETS, Lab.domains(healthy));
        try (Peer peer = lab.peer(name)) {
            drain(peer, sink, List.of(load), load.messages());
            List<Load> loads =
                    slow == 0
                            ? List.of(load)
                            : List.of(new Load(slow, OCTETS, List.of(Lab.SLOW)), load);
            Drained drained = drain(peer, sink, loads, load.messages());
            System.out.printf("%s beside %d slow ones: %s s%n", name, slow, drained);
            return drained;
        }
    }

    private Drained drain(Peer peer, SinkProcess sink, List<Load> loads, long expected)
            throws IOException, InterruptedException {
        sink.reset();
        peer.fill(loads);
        peer.release();
        long before = System.nanoTime();
        Map<String, Long> facts =
                sink.await(
                        f -> healthy(f) >= expected,
                        Duration.ofSeconds(options.number("patience-seconds", 300)));
        return new Drained((System.nanoTime() - before) / 1e9, healthy(facts), expected);
    }

    private static long healthy(Map<String, Long> facts) {
        return facts.getOrDefault("messages", 0L)
                - facts.getOrDefault("messages." + Lab.SLOW_ADDRESS, 0L);
    }
}
