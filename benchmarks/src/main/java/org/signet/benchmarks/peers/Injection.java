package org.signet.benchmarks.peers;

import org.signet.benchmarks.james.BenchMessage;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.net.ssl.SSLSocketFactory;

/** A trivial sender: fills the queue of a server that takes mail over SMTP, and tests the sink. */
public final class Injection {
    private static final int CONNECTIONS = 8;

    private Injection() {}

    /** Sends all of a load over some connections in the clear, to a port on 127.0.0.1. */
    static void into(int port, Load load) throws IOException, InterruptedException {
        send(load, () -> greeted(InetAddress.getLoopbackAddress(), port));
    }

    private static Socket greeted(InetAddress address, int port) throws IOException {
        Socket socket = new Socket(address, port);
        socket.setTcpNoDelay(true);
        expect(replies(socket), "220");
        return socket;
    }

    /** A connection over TLS; whoever answers will do, as this only makes load. */
    public static Socket secured(InetAddress address, int port, SSLSocketFactory tls)
            throws IOException {
        Socket socket = greeted(address, port);
        BufferedReader replies = replies(socket);
        say(socket.getOutputStream(), "EHLO bench.test\r\n");
        expect(replies, "250");
        say(socket.getOutputStream(), "STARTTLS\r\n");
        expect(replies, "220");
        return tls.createSocket(socket, address.getHostAddress(), port, true);
    }

    /** Makes connections that have got their greeting. */
    @FunctionalInterface
    public interface Connector {
        Socket connect() throws IOException;
    }

    /** Sends all of a load over some connections. */
    public static void send(Load load, Connector connector)
            throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int first = i;
                parts.add(
                        threads.submit(
                                () -> {
                                    part(load, first, connector);
                                    return null;
                                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("Could not send", e.getCause());
        }
    }

    private static void part(Load load, int first, Connector connector) throws IOException {
        try (Socket socket = connector.connect()) {
            OutputStream out = socket.getOutputStream();
            BufferedReader replies = replies(socket);
            say(out, "EHLO bench.test\r\n");
            expect(replies, "250");
            for (int i = first; i < load.messages(); i += CONNECTIONS) {
                say(
                        out,
                        "MAIL FROM:<sender@bench.test>\r\nRCPT TO:<"
                                + load.recipient(i)
                                + ">\r\nDATA\r\n");
                expect(replies, "250");
                expect(replies, "250");
                expect(replies, "354");
                ByteArrayOutputStream message = new ByteArrayOutputStream(load.octets() + 256);
                BenchMessage.write(message, load.octets(), i);
                message.writeBytes(".\r\n".getBytes(StandardCharsets.US_ASCII));
                message.writeTo(out);
                out.flush();
                expect(replies, "250");
            }
            say(out, "QUIT\r\n");
        }
    }

    private static BufferedReader replies(Socket socket) throws IOException {
        return new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void expect(BufferedReader replies, String code) throws IOException {
        String line = replies.readLine();
        while (line != null && line.startsWith(code + "-")) {
            line = replies.readLine();
        }
        if (line == null || !line.startsWith(code)) {
            throw new IOException("Expected " + code + ", got " + line);
        }
    }
}
