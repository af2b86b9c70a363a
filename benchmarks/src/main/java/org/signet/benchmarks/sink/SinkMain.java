package org.signet.benchmarks.sink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * The sink as a process.
 *
 * <pre>java … SinkMain PORT CONTROL-PORT KEYS.p12 LONG-WAIT-MILLIS</pre>
 *
 * <p>{@code GET /facts} on the control port gives the counts, one {@code name=value} a line; {@code
 * POST /reset} begins anew; {@code POST /slow?ADDRESS=MILLIS} lets an address reply late.
 */
public final class SinkMain {
    private SinkMain() {}

    public static void main(String[] arguments) throws Exception {
        SinkServer sink =
                SinkServer.start(
                        Integer.parseInt(arguments[0]),
                        SinkKeys.read(Path.of(arguments[2])),
                        new SinkTempo(Duration.ofMillis(Long.parseLong(arguments[3]))));
        HttpServer control =
                HttpServer.create(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1])),
                        16);
        control.createContext("/facts", exchange -> answer(exchange, facts(sink)));
        control.createContext(
                "/reset",
                exchange -> {
                    sink.reset();
                    answer(exchange, "");
                });
        control.createContext(
                "/slow",
                exchange -> {
                    String[] parts = exchange.getRequestURI().getQuery().split("=", 2);
                    sink.tempo().slow(parts[0], Duration.ofMillis(Long.parseLong(parts[1])));
                    answer(exchange, "");
                });
        control.start();
        System.out.println("sink ready");
        new CountDownLatch(1).await();
    }

    private static String facts(SinkServer sink) {
        return sink.facts().entrySet().stream()
                .map(fact -> fact.getKey() + "=" + fact.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }
}
