package org.signet.benchmarks.peers;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Speaks to the control port of a process of the benchmark. */
final class Control {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    Control(int port) {
        this.port = port;
    }

    int port() {
        return port;
    }

    String post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + " was answered with " + response.body());
        }
        return response.body();
    }

    /** Waits until the port answers at all. */
    void awaitAnswer(Spawned process) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            process.check();
            try {
                http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                                .build(),
                        BodyHandlers.discarding());
                return;
            } catch (ConnectException e) {
                if (System.nanoTime() > end) {
                    throw new IOException("Nothing answers on port " + port, e);
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /** Reads {@code name=number} lines. */
    static Map<String, Long> facts(String text) {
        Map<String, Long> facts = new LinkedHashMap<>();
        text.lines()
                .map(line -> line.split("=", 2))
                .forEach(pair -> facts.put(pair[0], Long.valueOf(pair[1])));
        return facts;
    }
}
