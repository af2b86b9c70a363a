package org.signet.acceptance.parity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A mail queue of James, as {@code QueueWatch} tells of it. */
final class Queue {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI address;

    /** A mail that waits for its time. */
    record Waiting(String name, List<String> recipients, Instant next) {
        Waiting {
            recipients = List.copyOf(recipients);
        }
    }

    Queue(HttpClient http, int watch, String name) {
        this.http = http;
        this.address = URI.create("http://127.0.0.1:" + watch + "/" + name);
    }

    /**
     * What is in it at one moment.
     *
     * @param size how many mails there are, with those that are being processed
     * @param waiting those that are not
     */
    record Content(int size, List<Waiting> waiting) {
        Content {
            waiting = List.copyOf(waiting);
        }
    }

    Content look() throws IOException, InterruptedException {
        return call("GET");
    }

    /** Makes all that waits due now. */
    void flush() throws IOException, InterruptedException {
        call("POST");
    }

    private Content call(String method) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(address)
                                .timeout(PATIENCE)
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(method + " " + address + ": " + answer.body());
        }
        List<String> lines = answer.body().lines().toList();
        List<Waiting> waiting = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split("\t", -1);
            waiting.add(
                    new Waiting(
                            parts[0], List.of(parts[1].split(",", -1)), Instant.parse(parts[2])));
        }
        return new Content(Integer.parseInt(lines.get(0)), waiting);
    }
}
