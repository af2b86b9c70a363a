package org.signet.acceptance.postfix;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs programs that are not ours. */
final class Programs {
    private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Programs() {}

    /** Returns where a program is installed. */
    static Optional<Path> find(String program) {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static ProcessBuilder builder(String... command) {
        String[] located = command.clone();
        located[0] = find(command[0]).orElse(Path.of(command[0])).toString();
        return new ProcessBuilder(located).redirectErrorStream(true);
    }

    /** Runs to the end and returns what was printed. */
    static String run(String... command) throws IOException, InterruptedException {
        Process process = builder(command).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(Stream.of(command).toList() + " failed: " + said);
        }
        return said;
    }

    /** Starts and lets run. */
    static Process start(Path log, String... command) throws IOException {
        return builder(command)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Waits until a server takes connections. */
    static void awaitListening(String address, int port) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Socket probe = new Socket()) {
                probe.connect(new InetSocketAddress(address, port), 1000);
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw new IOException("Nothing listens at " + address + ":" + port, e);
                }
                Thread.sleep(20);
            }
        }
    }
}
