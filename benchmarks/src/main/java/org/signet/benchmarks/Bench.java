package org.signet.benchmarks;

import java.util.Arrays;

/** What {@code bin/bench} runs: one benchmark by name. */
public final class Bench {
    private static final String USAGE =
            """
            bin/bench NAME [OPTIONS]
              throughput         messages a second from a full queue, to one destination and to 200
              rtt                round trips a message on a reused connection, 50 ms away
              slow-destination   what a slow destination does to 50 others
              dns                questions and answers of the validating resolver
              memory             heap for a large message, and for many waiting ones
              smime              messages signed and megabytes encrypted a second of a processor
              classification     text looked through for sensitive information, beside java.util.regex
              engine             delivery without a James around it, for profiling
            """;

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        try {
            run(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("bin/bench: " + e.getMessage());
            System.err.print(USAGE);
            System.exit(2);
        }
    }

    private static void run(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("which one?");
        }
        String[] options = Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (arguments[0]) {
            case "throughput" -> new Throughput(Options.parse(options, Throughput.OPTIONS)).run();
            case "rtt" -> new RoundTrips(Options.parse(options, RoundTrips.OPTIONS)).run();
            case "slow-destination" ->
                    new SlowDestination(Options.parse(options, SlowDestination.OPTIONS)).run();
            case "dns" -> new DnsQueries(Options.parse(options, DnsQueries.OPTIONS)).run();
            case "memory" -> new Memory(Options.parse(options, Memory.OPTIONS)).run();
            case "smime" -> new Smime(Options.parse(options, Smime.OPTIONS)).run();
            case "classification" ->
                    new Classification(Options.parse(options, Classification.OPTIONS)).run();
            case "engine" -> new Engine(Options.parse(options, Engine.OPTIONS)).run();
            default -> throw new IllegalArgumentException("no benchmark " + arguments[0]);
        }
    }
}
