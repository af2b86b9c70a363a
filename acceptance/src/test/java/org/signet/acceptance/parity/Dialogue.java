package org.signet.acceptance.parity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was said over one connection to a receiving server. */
final class Dialogue {
    /**
     * A command with its reply.
     *
     * @param line the command, or the octets of the content one a char
     */
    record Exchange(String line, String reply) {
        String verb() {
            int space = line.indexOf(' ');
            return (space < 0 ? line : line.substring(0, space)).toUpperCase(java.util.Locale.ROOT);
        }

        boolean accepted() {
            return reply.startsWith("2") || reply.startsWith("3");
        }
    }

    /**
     * A message that the server took.
     *
     * @param recipients those it is for
     * @param content its octets, one a char
     */
    record Taken(List<String> recipients, String content) {
        Taken {
            recipients = List.copyOf(recipients);
        }
    }

    private final String server;
    private final Instant begin;
    private final String client;
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private volatile boolean encrypted;
    private volatile Optional<Duration> patience = Optional.empty();

    Dialogue(String server, Instant begin, String client) {
        this.server = server;
        this.begin = begin;
        this.client = client;
    }

    void patience(Duration time) {
        patience = Optional.of(time);
    }

    /** How long the client waited for a reply that did not come. */
    Optional<Duration> patience() {
        return patience;
    }

    void encrypted() {
        encrypted = true;
    }

    void add(String line, String reply) {
        exchanges.add(new Exchange(line, reply));
    }

    void add(Taken message) {
        taken.add(message);
    }

    String server() {
        return server;
    }

    Instant begin() {
        return begin;
    }

    /** The address that the connection came from. */
    String client() {
        return client;
    }

    boolean isEncrypted() {
        return encrypted;
    }

    List<Exchange> exchanges() {
        return exchanges;
    }

    List<Taken> taken() {
        return taken;
    }
}
