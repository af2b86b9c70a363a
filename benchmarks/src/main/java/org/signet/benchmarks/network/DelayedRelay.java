package org.signet.benchmarks.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Passes connections on to another port of the address that they were made to, and what is written
 * on them so much later, each way.
 */
public final class DelayedRelay implements AutoCloseable {
    private static final byte[] END = {};
    private static final int BACKLOG = 4096;

    private final ServerSocket server;
    private final int port;
    private final long delay;

    /** What was read at once, and when it is to go on; nothing means the end. */
    private static final class Burst {
        private final byte[] octets;
        private final long due;

        Burst(byte[] octets, long due) {
            this.octets = octets;
            this.due = due;
        }
    }

    private DelayedRelay(ServerSocket server, int port, long delay) {
        this.server = server;
        this.port = port;
        this.delay = delay;
    }

    /**
     * Begins to relay.
     *
     * @param listen the port on every local address; 0 takes a free one
     * @param port where the connections go on
     * @param oneWay how long what is written takes
     */
    public static DelayedRelay start(int listen, int port, Duration oneWay) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(listen), BACKLOG);
        DelayedRelay relay = new DelayedRelay(server, port, oneWay.toNanos());
        Thread.ofPlatform().daemon().name("relay-accept").start(relay::accept);
        return relay;
    }

    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                Socket far = new Socket(near.getLocalAddress(), port);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                relay(near, far);
                relay(far, near);
            } catch (IOException e) {
                if (!server.isClosed()) {
                    System.err.println("relay: " + e);
                }
            }
        }
    }

    private void relay(Socket from, Socket to) {
        LinkedBlockingQueue<Burst> under = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> read(from, under));
        Thread.ofVirtual().start(() -> write(to, under));
    }

    private void read(Socket from, LinkedBlockingQueue<Burst> under) {
        byte[] buffer = new byte[32 * 1024];
        try {
            InputStream in = from.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                under.add(new Burst(Arrays.copyOf(buffer, count), System.nanoTime() + delay));
            }
        } catch (IOException e) {
            // the end of one side, however it comes, is passed on to the other
            under.add(new Burst(END, System.nanoTime() + delay));
            return;
        }
        under.add(new Burst(END, System.nanoTime() + delay));
    }

    private static void write(Socket to, LinkedBlockingQueue<Burst> under) {
        try {
            OutputStream out = to.getOutputStream();
            while (true) {
                Burst burst = under.take();
                Thread.sleep(Duration.ofNanos(Math.max(0, burst.due - System.nanoTime())));
                if (burst.octets.length == 0) {
                    to.shutdownOutput();
                    return;
                }
                out.write(burst.octets);
            }
        } catch (IOException e) {
            close(to);
        } catch (InterruptedException e) {
            close(to);
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            System.err.println("relay: " + e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
