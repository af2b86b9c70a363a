package org.signet.acceptance.parity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was said over one connection to a receiving server. */
final class Dialogue {
    /**
     * A command with its reply.
     *
     * @param line the command
     */
    record Exchange(String line, String reply, Instant at) {
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
        exchanges.add(new Exchange(line, reply, Instant.now()));
    }

    void add(Taken message) {
        taken.add(message);
    }

    /** One try to send a mail: where it went, when, and what was said of it. */
    record Attempt(String server, Instant begin, List<Exchange> exchanges) {
        Attempt {
            exchanges = List.copyOf(exchanges);
        }
    }

    /** The tries over this connection; one that came to no mail counts too. */
    List<Attempt> attempts() {
        List<Attempt> attempts = new ArrayList<>();
        List<Exchange> current = new ArrayList<>();
        Instant since = begin;
        boolean mail = false;
        for (Exchange exchange : exchanges) {
            if (exchange.verb().equals("MAIL") && mail) {
                attempts.add(new Attempt(server, since, current));
                current = new ArrayList<>();
                since = exchange.at();
            }
            mail |= exchange.verb().equals("MAIL");
            current.add(exchange);
        }
        attempts.add(new Attempt(server, since, current));
        return attempts;
    }

    String server() {
        return server;
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
