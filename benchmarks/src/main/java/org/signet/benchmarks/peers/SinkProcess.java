package org.signet.benchmarks.peers;

import org.signet.benchmarks.sink.SinkMain;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The sink in a process of its own. */
public final class SinkProcess implements AutoCloseable {
    private static final int CONTROL = 9000;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Spawned process;
    private final Control control;

    private SinkProcess(Spawned process, Control control) {
        this.process = process;
        this.control = control;
    }

    /**
     * Starts it.
     *
     * @param port on every local address
     * @param longWait waiting for the client so long counts as a round trip
     */
    public static SinkProcess start(int port, Path keys, Duration longWait, Path directory)
            throws IOException, InterruptedException {
        List<String> command =
                List.of(
                        Spawned.java(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SinkMain.class.getName(),
                        Integer.toString(port),
                        Integer.toString(CONTROL),
                        keys.toString(),
                        Long.toString(longWait.toMillis()));
        Spawned process = Spawned.start(command, directory, directory.resolve("sink.log"));
        Control control = new Control(CONTROL);
        control.awaitAnswer(process);
        return new SinkProcess(process, control);
    }

    public void reset() throws IOException, InterruptedException {
        control.post("/reset", "");
    }

    /** Lets every reply from an address come late. */
    public void slow(String address, Duration delay) throws IOException, InterruptedException {
        control.post("/slow?" + address + "=" + delay.toMillis(), "");
    }

    public Map<String, Long> facts() throws IOException, InterruptedException {
        return Control.facts(control.post("/facts", ""));
    }

    /** Waits until the counts are as wanted, or the time is over; returns them in both cases. */
    public Map<String, Long> await(Predicate<Map<String, Long>> wanted, Duration longest)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            Map<String, Long> facts = facts();
            if (wanted.test(facts) || System.nanoTime() > end) {
                return facts;
            }
            process.check();
            Thread.sleep(PAUSE);
        }
    }

    public double processorSeconds() {
        return ProcessorTime.ofTree(process.pid());
    }

    @Override
    public void close() {
        process.close();
    }
}
