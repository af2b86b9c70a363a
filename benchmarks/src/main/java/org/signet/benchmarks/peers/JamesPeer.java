package org.signet.benchmarks.peers;

import org.signet.benchmarks.james.QueueFilling;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A James 3.8.1 memory server with one mailet that delivers. */
public final class JamesPeer implements Peer {
    /** By name: here its interface, of James, is not on the class path. */
    private static final String STARTABLE = "org.signet.benchmarks.james.ControlStartable";

    private static final String ON_DISK_SOURCE =
            "acceptance/src/test/resources/persistent/org/signet/persistent/PersistentJames.java";

    private static final long FILL_AT_LEAST_MILLIS = 3000;

    /** Where mail waits. */
    public enum Queue {
        /** James's queue in memory. */
        MEMORY("3.8", "org.apache.james.MemoryJamesServerMain", 0.004),
        /** James's ActiveMQ queue on disk; the server that has it is compiled as it starts. */
        ACTIVEMQ("3.8-activemq", ON_DISK_SOURCE, 0.01);

        private final String edition;
        private final String main;
        private final double secondsAMail;

        Queue(String edition, String main, double secondsAMail) {
            this.edition = edition;
            this.main = main;
            this.secondsAMail = secondsAMail;
        }

        String main(Path project) {
            return main.endsWith(".java") ? project.resolve(main).toString() : main;
        }
    }

    /**
     * What differs between one James and another.
     *
     * @param name for reports
     * @param delivery the mailet element that delivers, as in mailetcontainer.xml
     * @param jar the drop-in jar, if it needs one
     * @param heap the largest heap, as for {@code -Xmx}
     * @param offset added to the ports it listens on
     * @param queue where mail waits
     */
    public record Kind(
            String name,
            String delivery,
            Optional<Path> jar,
            String heap,
            int offset,
            Queue queue) {}

    private final Kind kind;
    private final Path project;
    private final Path directory;
    private final Control control;
    private Optional<Spawned> process = Optional.empty();
    private long due;
    private double processorBefore;

    /**
     * @param project the folder of the project, built
     * @param directory where this server keeps everything
     */
    public JamesPeer(Kind kind, Path project, Path directory) {
        this.kind = kind;
        this.project = project;
        this.directory = directory;
        this.control = new Control(9100 + kind.offset());
    }

    @Override
    public String name() {
        return kind.name();
    }

    @Override
    public void start() throws IOException, InterruptedException {
        Path conf = Files.createDirectories(directory.resolve("conf"));
        Files.createDirectories(directory.resolve("var"));
        Files.createDirectories(directory.resolve("tmp"));
        copyConfiguration(conf);
        Path extensions = Files.createDirectories(directory.resolve("extensions-jars"));
        if (kind.jar().isPresent()) {
            Path jar = kind.jar().get();
            Files.copy(jar, extensions.resolve(jar.getFileName()));
        }
        process =
                Optional.of(
                        Spawned.start(command(conf), directory, directory.resolve("james.log")));
        control.awaitAnswer(process.get());
    }

    private void copyConfiguration(Path conf) throws IOException {
        try (Stream<Path> files = Files.list(project.resolve("james-conf"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, conf.resolve(file.getFileName()));
            }
        }
        // the same for all, also for the one without Signet's classes
        Files.delete(conf.resolve("healthcheck.properties"));
        Files.writeString(
                conf.resolve("extensions.properties"),
                "guice.extension.startable=" + STARTABLE + "\n");
        Files.writeString(
                conf.resolve("mailetcontainer.xml"),
                template().replace("<!-- delivery -->", kind.delivery()));
    }

    private static String template() throws IOException {
        try (InputStream in = JamesPeer.class.getResourceAsStream("mailetcontainer.xml")) {
            if (in == null) {
                throw new IOException("mailetcontainer.xml is not beside JamesPeer");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<String> command(Path conf) throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(Spawned.java(), "-Xmx" + kind.heap()));
        command.add("-cp");
        command.add(
                String.join(
                        File.pathSeparator,
                        project.resolve("benchmarks/target/classes").toString(),
                        Files.readString(
                                        project.resolve(
                                                "acceptance/james-%s/target/classpath"
                                                        .formatted(kind.queue().edition)))
                                .strip()));
        command.add("-Dworking.directory=" + directory);
        command.add("-Dlogback.configurationFile=" + conf.resolve("logback.xml"));
        command.add("-Djava.io.tmpdir=" + directory.resolve("tmp"));
        command.add("-Dbenchmark.control.port=" + control.port());
        command.add("-Dsignet.domain=bench.test");
        command.add("-Dsignet.listen=127.0.0.1");
        command.add("-Dsignet.tls=false");
        command.add("-Dsignet.smtp.port=" + (9200 + kind.offset()));
        command.add("-Dsignet.submission.port=" + (9300 + kind.offset()));
        command.add("-Dsignet.imap.port=" + (9400 + kind.offset()));
        command.add("-Dsignet.webadmin.port=" + (9500 + kind.offset()));
        command.add(kind.queue().main(project));
        return command;
    }

    @Override
    public void fill(List<Load> loads) throws IOException, InterruptedException {
        int messages = loads.stream().mapToInt(Load::messages).sum();
        due =
                System.currentTimeMillis()
                        + FILL_AT_LEAST_MILLIS
                        + (long) (messages * kind.queue().secondsAMail * 1000);
        for (Load load : loads) {
            control.post(
                    "/fill",
                    new QueueFilling(load.messages(), load.octets(), due, load.domains()).text());
        }
    }

    @Override
    public void release() throws IOException, InterruptedException {
        long wait = due - System.currentTimeMillis();
        if (wait < 0) {
            throw new IOException("Filling took longer than planned, by " + -wait + " ms");
        }
        Thread.sleep(wait);
        processorBefore = processorTotal();
    }

    @Override
    public double processorSeconds() {
        return processorTotal() - processorBefore;
    }

    private double processorTotal() {
        return process.map(Spawned::pid).map(ProcessorTime::ofTree).orElse(0.0);
    }

    /** Begins to watch the live heap. */
    public void watchHeap() throws IOException, InterruptedException {
        control.post("/heap/watch", "");
    }

    /** The live heap in octets when watching began, and the most since. */
    public record LiveHeap(long first, long most) {
        public long growth() {
            return most - first;
        }
    }

    /** Ends it. */
    public LiveHeap watchedHeap() throws IOException, InterruptedException {
        var facts = Control.facts(control.post("/heap/most", ""));
        return new LiveHeap(facts.getOrDefault("first", 0L), facts.getOrDefault("most", 0L));
    }

    public long pid() {
        return process.map(Spawned::pid).orElseThrow();
    }

    @Override
    public void close() {
        process.ifPresent(Spawned::close);
    }
}
