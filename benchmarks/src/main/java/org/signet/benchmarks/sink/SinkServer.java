package org.signet.benchmarks.sink;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;

import javax.net.ssl.SSLSocketFactory;

/** Takes mail on every local address of one port, each connection on a virtual thread. */
final class SinkServer implements AutoCloseable {
    private static final int BACKLOG = 4096;

    private final ServerSocket server;
    private final SSLSocketFactory tls;
    private final SinkTempo tempo;
    private final Tally tally = new Tally();

    private SinkServer(ServerSocket server, SSLSocketFactory tls, SinkTempo tempo) {
        this.server = server;
        this.tls = tls;
        this.tempo = tempo;
    }

    /** Begins to serve; port 0 takes a free one. */
    static SinkServer start(int port, SSLSocketFactory tls, SinkTempo tempo) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(port), BACKLOG);
        SinkServer sink = new SinkServer(server, tls, tempo);
        Thread.ofPlatform().daemon().name("sink-accept").start(sink::accept);
        return sink;
    }

    int port() {
        return server.getLocalPort();
    }

    SinkTempo tempo() {
        return tempo;
    }

    Map<String, Long> facts() {
        return tally.facts();
    }

    void reset() {
        tally.reset();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(new SinkDialogue(socket, tls, tally, tempo));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    System.err.println("sink: " + e);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
