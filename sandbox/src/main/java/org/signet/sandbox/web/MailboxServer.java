package org.signet.sandbox.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the mailbox page and the interface for programs over HTTP. */
public final class MailboxServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(MailboxServer.class.getName());
    private static final int MAX_BODY = 16 * 1024;

    /** What every answer tells the browser. */
    private static final Map<String, String> PROTECTION =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
                            + " frame-ancestors 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "Referrer-Policy",
                    "same-origin",
                    "Cross-Origin-Resource-Policy",
                    "same-origin",
                    "Cache-Control",
                    "no-store");

    private final HttpServer http;
    private final ExecutorService workers;
    private final Pages pages;
    private final Api api;
    private final List<String> hosts;

    private MailboxServer(HttpServer http, ExecutorService workers, Site site) {
        this.http = http;
        this.workers = workers;
        this.pages = new Pages(site);
        this.api = new Api(site);
        int port = http.getAddress().getPort();
        this.hosts = List.of("127.0.0.1:" + port, "localhost:" + port);
    }

    /** Begins to serve; port 0 takes a free one. */
    public static MailboxServer start(InetAddress address, int port, Site site) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(address, port), 0);
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        MailboxServer server = new MailboxServer(http, workers, site);
        http.setExecutor(workers);
        http.createContext("/", server::serve);
        http.start();
        return server;
    }

    public URI uri() {
        return URI.create("http://" + hosts.get(0) + "/");
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Response response = refusal(exchange).orElseGet(() -> answer(exchange));
            PROTECTION.forEach(exchange.getResponseHeaders()::set);
            response.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = response.body();
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(
                    response.status(), head || body.length == 0 ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Optional<Response> refusal(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null || !hosts.contains(host)) {
            return Optional.of(plain(421, "This server is " + hosts.get(0)));
        }
        boolean reads = List.of("GET", "HEAD").contains(exchange.getRequestMethod());
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        if (!reads && origin != null && !origin.equals("http://" + host)) {
            return Optional.of(plain(403, "Requests from other sites change nothing here"));
        }
        return Optional.empty();
    }

    private Response answer(HttpExchange exchange) {
        try {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                return plain(413, "More than " + MAX_BODY + " octets");
            }
            URI uri = exchange.getRequestURI();
            String method = exchange.getRequestMethod();
            Request request =
                    Request.of(
                            method.equals("HEAD") ? "GET" : method,
                            uri.getRawPath(),
                            uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                            new String(body, StandardCharsets.UTF_8));
            boolean forPrograms = !request.path().isEmpty() && request.path().get(0).equals("api");
            return forPrograms ? api.answer(request) : pages.answer(request);
        } catch (BadRequest e) {
            return plain(400, e.reason());
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "A request was not served", e);
            return plain(500, "The request failed; see the log");
        }
    }

    private static Response plain(int status, String text) {
        return Response.text(status, "text/plain; charset=utf-8", text + "\n");
    }

    @Override
    public void close() {
        http.stop(0);
        workers.close();
    }
}
