package org.signet.acceptance.parity;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A receiving server that replies by a {@link Script} and remembers what it was told. */
final class FakeServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FakeServer.class.getName());
    private static final int BACKLOG = 50;
    private static final int FULL_AFTER_MILLIS = 300;

    private final String name;
    private final Script script;
    private final ServerSocket socket;
    private final InetSocketAddress address;
    private final List<Dialogue> dialogues;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Map<Script.Rule, AtomicInteger> used = new ConcurrentHashMap<>();

    private FakeServer(String name, Script script, ServerSocket socket, List<Dialogue> dialogues) {
        this.name = name;
        this.script = script;
        this.socket = socket;
        this.address = (InetSocketAddress) socket.getLocalSocketAddress();
        this.dialogues = dialogues;
    }

    /**
     * Begins to listen.
     *
     * @param address where; port 0 is a free one
     * @param dialogues where what is said goes, in the order of connection
     */
    static FakeServer start(
            String name, Script script, InetSocketAddress address, List<Dialogue> dialogues)
            throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.bind(address, script.listening() == Script.Listening.FULL ? 1 : BACKLOG);
        FakeServer server = new FakeServer(name, script, socket, dialogues);
        switch (script.listening()) {
            case OPEN -> Thread.ofVirtual().name("fake-" + name).start(server::accept);
            case DOWN -> socket.close();
            case FULL -> server.fill();
        }
        return server;
    }

    InetAddress address() {
        return address.getAddress();
    }

    int port() {
        return address.getPort();
    }

    /** Connects until the system takes no more for a server that never accepts. */
    private void fill() throws IOException {
        try {
            while (true) {
                Socket filler = new Socket();
                connections.add(filler);
                filler.connect(address, FULL_AFTER_MILLIS);
            }
        } catch (SocketTimeoutException e) {
            LOG.log(System.Logger.Level.TRACE, "Full", e);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                Dialogue dialogue =
                        new Dialogue(
                                name, Instant.now(), connection.getInetAddress().getHostAddress());
                dialogues.add(dialogue);
                Thread.ofVirtual()
                        .start(new FakeSession(connection, script, dialogue, this::rule)::run);
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new IllegalStateException("Server " + name + " cannot go on", e);
                }
            }
        }
    }

    /** The reply of the first rule that fits and is not used up. */
    private Optional<String> rule(String line) {
        for (Script.Rule rule : script.rules()) {
            if (rule.fits(line)
                    && used.computeIfAbsent(rule, unused -> new AtomicInteger()).incrementAndGet()
                            <= rule.times()) {
                return Optional.of(rule.reply());
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
