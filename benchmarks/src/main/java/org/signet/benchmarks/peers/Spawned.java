package org.signet.benchmarks.peers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that lives as long as its place in the benchmark. */
public final class Spawned implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(15);

    private final Process process;
    private final Path log;

    private Spawned(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    public static Spawned start(List<String> command, Path directory, Path log) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .start();
        return new Spawned(process, log);
    }

    /** Runs a command to its end; an exit status other than 0 is an error. */
    public static void run(List<String> command, Path directory, Path log)
            throws IOException, InterruptedException {
        int status = start(command, directory, log).process.waitFor();
        if (status != 0) {
            throw new IOException(command + " ended with status " + status + ", see " + log);
        }
    }

    /** A Java program on the JDK that this one runs on. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public long pid() {
        return process.pid();
    }

    /** Fails if the process has ended. */
    public void check() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("A process ended with " + process.exitValue() + ", see " + log);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
