package org.signet.acceptance.parity;

import org.signet.acceptance.LocalSignet;
import org.signet.acceptance.Waiting;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real James 3.8.1 that runs every case on both sides. */
final class ParityJames implements AutoCloseable {
    static final Path PROJECT = Path.of(System.getProperty("signet.root"));

    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration SETTLE = Duration.ofMinutes(2);
    private static final Duration FUTURE = Duration.ofSeconds(30);
    private static final int QUIET_LOOKS = 3;

    private final LocalSignet signet;
    private final Path home;
    private final int watchPort;
    private final HttpClient http = HttpClient.newHttpClient();

    private ParityJames(LocalSignet signet, int watchPort) {
        this.signet = signet;
        this.watchPort = watchPort;
        this.home = signet.directory().resolve("james");
    }

    /** Starts James with a processor for each stage. */
    static ParityJames start(ParityConfiguration configuration, Path directory) throws Exception {
        Path classes = Files.createDirectories(directory.resolveSibling("parity-classes"));
        Recorders.compile(PROJECT, classes);
        LocalSignet.James james =
                new LocalSignet.James(
                        "3.8",
                        "3.8",
                        LocalSignet.James.MEMORY_SERVER_3_8.mainClass(),
                        List.of(classes));
        LocalSignet signet =
                LocalSignet.launch(
                        LocalSignet.Setup.of(PROJECT, directory)
                                .with(james)
                                .with(configuration::write)
                                .with(configuration.systemProperties()));
        ParityJames started = new ParityJames(signet, configuration.watchPort());
        try {
            started.awaitServing();
            return started;
        } catch (Exception e) {
            started.close();
            throw e;
        }
    }

    private void awaitServing() throws Exception {
        Waiting.until(
                "James to serve; its log is " + signet.james().log(),
                START,
                () -> {
                    Optional<Integer> ended = signet.james().ended();
                    if (ended.isPresent()) {
                        throw new IllegalStateException(
                                "James ended with status "
                                        + ended.get()
                                        + "; its log is "
                                        + signet.james().log());
                    }
                    return signet.james().logText().contains("JAMES server started");
                });
    }

    void submit(Stage stage) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), signet.ports().receiving())) {
            new Submitter(socket).submit(stage);
        }
    }

    /** Waits until nothing of the case moves any more, flushes as it asks, and tells the facts. */
    Map<String, String> facts(Stage stage) throws Exception {
        List<Facts.Round> rounds = new ArrayList<>();
        if (stage.what().isStartOnly()) {
            return Facts.of(stage, recorded(stage), rounds);
        }
        Queue queue = queue(stage.token());
        settle(stage, queue);
        for (int i = 0; i < stage.what().flushes(); i++) {
            rounds.add(round(stage, queue));
            queue.flush();
            settle(stage, queue);
        }
        Facts.Round rest = round(stage, queue);
        if (!rest.mails().isEmpty()) {
            rounds.add(rest);
        }
        return Facts.of(stage, recorded(stage), rounds);
    }

    private static Facts.Round round(Stage stage, Queue queue) throws Exception {
        List<Dialogue.Attempt> attempts = stage.attempts();
        return new Facts.Round(
                queue.look().waiting(),
                attempts.isEmpty()
                        ? Optional.empty()
                        : Optional.of(attempts.get(attempts.size() - 1).begin()));
    }

    private List<Recorded> recorded(Stage stage) throws IOException {
        return Recorded.all(home.resolve("recorded")).stream()
                .filter(mail -> mail.isOf(stage))
                .toList();
    }

    private void settle(Stage stage, Queue queue) throws Exception {
        int[] looks = {0};
        Waiting.until(
                stage.token() + " to come to rest; the log is " + signet.james().log(),
                SETTLE,
                () -> {
                    looks[0] = isQuiet(queue) ? looks[0] + 1 : 0;
                    return looks[0] >= QUIET_LOOKS;
                });
    }

    /** The spool before and after, as a mail moves from it to the queue and from there back. */
    private boolean isQuiet(Queue queue) throws IOException, InterruptedException {
        Queue spool = queue("spool");
        if (spool.look().size() > 0) {
            return false;
        }
        Instant soon = Instant.now().plus(FUTURE);
        Queue.Content content = queue.look();
        long later = content.waiting().stream().filter(mail -> mail.next().isAfter(soon)).count();
        return content.size() == later && spool.look().size() == 0;
    }

    private Queue queue(String name) {
        return new Queue(http, watchPort, name);
    }

    @Override
    public void close() throws IOException {
        http.close();
        signet.close();
    }
}
