package org.signet.benchmarks.james;

import com.google.inject.Inject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.utils.UserDefinedStartable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * Opens the control port, {@code -Dbenchmark.control.port}.
 *
 * <p>{@code POST /fill} with the lines of a {@link QueueFilling}; {@code POST /heap/watch} begins
 * to take the live heap over and over, {@code POST /heap/most} ends it and answers the first and
 * the largest value.
 */
public final class ControlStartable implements UserDefinedStartable {
    private final MailQueueFactory<?> queues;
    private final HeapWatch heap = new HeapWatch();

    @Inject
    public ControlStartable(MailQueueFactory<?> queues) {
        this.queues = queues;
    }

    @Override
    public void start() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(
                                    InetAddress.getLoopbackAddress(),
                                    Integer.getInteger("benchmark.control.port", 0)),
                            16);
            server.setExecutor(Executors.newCachedThreadPool());
            server.createContext("/fill", this::fill);
            server.createContext(
                    "/heap/watch",
                    exchange -> {
                        heap.begin();
                        answer(exchange, 200, "");
                    });
            server.createContext("/heap/most", exchange -> answer(exchange, 200, heap.end()));
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill(HttpExchange exchange) throws IOException {
        String request =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        try {
            new QueueFiller(queues).fill(QueueFilling.parse(request));
            answer(exchange, 200, "filled\n");
        } catch (Exception e) {
            e.printStackTrace();
            answer(exchange, 500, e + "\n");
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }
}
