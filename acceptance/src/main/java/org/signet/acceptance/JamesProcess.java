package org.signet.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A James in a process of its own; its working directory holds conf/, extensions-jars/, var/. */
public final class JamesProcess implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(15);

    private final Process process;
    private final Path log;

    private JamesProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a Java program with James's class path.
     *
     * @param directory the working directory of James
     * @param classPath James's own class path, and nothing of ours
     * @param values the system properties that its configuration names
     */
    static JamesProcess start(
            Path directory, String classPath, String mainClass, Map<String, String> values)
            throws IOException {
        Path log = directory.resolve("james.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", classPath));
        command.add("-Dworking.directory=" + directory);
        command.add("-Dlogback.configurationFile=" + directory.resolve("conf/logback.xml"));
        command.add("-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")));
        values.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add(mainClass);
        Process process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .start();
        return new JamesProcess(process, log);
    }

    /** The file that the server writes its log to. */
    public Path log() {
        return log;
    }

    /** The whole log so far. */
    public String logText() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines of the log without the stack frames, which the log keeps. */
    String logTail(int lines) {
        List<String> all =
                logText().lines().filter(line -> !line.matches("\\s+(at |\\.\\.\\. ).*")).toList();
        return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    }

    /** The exit status, once the server has ended. */
    public Optional<Integer> ended() {
        return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
    }

    /** Ends it without warning (SIGKILL). */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int awaitEnd() throws InterruptedException {
        return process.waitFor();
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
