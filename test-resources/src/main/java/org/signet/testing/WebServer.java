package org.signet.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server on loopback that answers as it is told to, rightly or not. */
public final class WebServer implements AutoCloseable {
    /** Answers one request. */
    @FunctionalInterface
    public interface Script {
        void answer(byte[] body, OutputStream out) throws Exception;
    }

    private final ServerSocket server;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();

    public WebServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    public String host() {
        return "localhost:" + server.getLocalPort();
    }

    public String url(String path) {
        return "http://" + host() + path;
    }

    public int requests() {
        return requests.get();
    }

    public void at(String path, Script script) {
        scripts.put(path, script);
    }

    /** An answer as it should be. */
    public static void ok(OutputStream out, byte[] body) throws IOException {
        out.write(
                ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        out.write(body);
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        requests.incrementAndGet();
        try (socket) {
            String head = head(socket.getInputStream());
            int length =
                    head.lines()
                            .filter(line -> line.startsWith("Content-Length: "))
                            .mapToInt(line -> Integer.parseInt(line.substring(16)))
                            .findFirst()
                            .orElse(0);
            byte[] body = socket.getInputStream().readNBytes(length);
            Script script = scripts.get(head.split(" ", 3)[1]);
            if (script != null) {
                script.answer(body, socket.getOutputStream());
            }
            socket.getOutputStream().flush();
        } catch (Exception clientWentAway) {
            // The client says what it saw, or did not wait for.
            requests.get();
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(in.read());
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
