package org.signet.sandbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs a program that is independent of ours; the test is skipped where it is not installed. */
final class Peer {
    private Peer() {}

    /** What a program printed, both outputs together, and how it ended. */
    record Outcome(int status, String output) {}

    static Outcome run(String input, String... command) throws IOException, InterruptedException {
        assumeTrue(
                Stream.of("/bin", "/usr/bin", "/usr/sbin", "/usr/local/bin")
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command[0]))),
                "the command " + command[0] + " is not installed");
        Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.US_ASCII));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
