package org.signet.benchmarks;

import java.util.Arrays;

/** What {@code bin/bench} runs: one benchmark by name. */
public final class Bench {
    private static final String USAGE =
            """
            bin/bench NAME [OPTIONS]
              throughput         messages a second from a full queue, beside RemoteDelivery and Postfix
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
            default -> throw new IllegalArgumentException("no benchmark " + arguments[0]);
        }
    }
}
