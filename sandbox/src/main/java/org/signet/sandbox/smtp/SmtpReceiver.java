package org.signet.sandbox.smtp;

import org.signet.sandbox.mailbox.Mailbox;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** A receiving mail server: one address, one domain, one virtual thread a connection. */
public final class SmtpReceiver implements AutoCloseable {
    private static final Logger LOG = System.getLogger(SmtpReceiver.class.getName());
    private static final int BACKLOG = 200;

    private final SmtpServer server;
    private final ServerSocket listener;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Semaphore room;

    private SmtpReceiver(SmtpServer server, ServerSocket listener) {
        this.server = server;
        this.listener = listener;
        this.room = new Semaphore(server.limits().connections());
    }

    /** Begins to take mail; port 0 takes a free one. */
    public static SmtpReceiver start(
            InetAddress address, int port, SmtpHost host, SmtpLimits limits, Shared shared)
            throws IOException {
        SmtpServer server =
                new SmtpServer(host, limits, shared.faults(), shared.mailbox(), shared.clock());
        SmtpReceiver receiver = new SmtpReceiver(server, new ServerSocket(port, BACKLOG, address));
        Thread.ofPlatform().daemon().name("sandbox-" + host.name()).start(receiver::listen);
        return receiver;
    }

    /** What the receiving servers of one small internet share. */
    public record Shared(Faults faults, Mailbox mailbox, Clock clock) {}

    public int port() {
        return listener.getLocalPort();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connections.add(connection);
                Thread.ofVirtual().name(server.host().name()).start(() -> serve(connection));
            } catch (IOException e) {
                Level level = listener.isClosed() ? Level.TRACE : Level.WARNING;
                LOG.log(level, server.host().name() + " did not take a connection", e);
            }
        }
    }

    private void serve(Socket connection) {
        boolean admitted = room.tryAcquire();
        try (connection) {
            if (admitted) {
                connection.setTcpNoDelay(true);
                connection.setSoTimeout(Math.toIntExact(server.limits().idle().toMillis()));
                new SmtpSession(server, connection).run();
            } else {
                connection
                        .getOutputStream()
                        .write(
                                Reply.of(421, "4.7.0 Too many connections")
                                        .toWire()
                                        .getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException | RuntimeException e) {
            Level level = e instanceof IOException ? Level.DEBUG : Level.ERROR;
            LOG.log(level, server.host().name() + ": a connection broke", e);
        } finally {
            connections.remove(connection);
            if (admitted) {
                room.release();
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
