package org.signet.benchmarks;

import org.signet.benchmarks.network.SignedNetwork;
import org.signet.benchmarks.network.Unbound;
import org.signet.benchmarks.peers.JamesPeer;
import org.signet.benchmarks.peers.Peer;
import org.signet.benchmarks.peers.PostfixPeer;
import org.signet.benchmarks.peers.SinkProcess;
import org.signet.benchmarks.sink.SinkKeys;
import org.signet.testing.TestCa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where a benchmark takes place: the zones, Unbound, the sink, and peers as they are asked for.
 *
 * <p>Destinations are {@code d1.test} to {@code d200.test} at 127.0.7.1 to 127.0.7.200, and {@code
 * slow.test} at 127.0.6.1.
 */
final class Lab implements AutoCloseable {
    static final String OURS = "signet";
    static final String REMOTE_DELIVERY = "james";
    static final String POSTFIX = "postfix";
    static final String POSTFIX_REUSE = "postfix-reuse";
    static final List<String> PEERS = List.of(OURS, REMOTE_DELIVERY, POSTFIX, POSTFIX_REUSE);

    static final int DESTINATIONS = 200;
    static final String SLOW = "slow.test";
    static final String SLOW_ADDRESS = "127.0.6.1";
    private static final int DNS_PORT = 5300;
    private static final String HEAP = "1g";

    private final Path project;
    private final Path directory;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final SignedNetwork network;
    private final Path keys;

    private Lab(Path project, Path directory, SignedNetwork network, Path keys) {
        this.project = project;
        this.directory = directory;
        this.network = network;
        this.keys = keys;
    }

    /** Sets up the network; the folder must be empty. */
    static Lab open() throws IOException, GeneralSecurityException {
        Path project = Path.of(System.getProperty("signet.root"));
        Path directory = Path.of(System.getProperty("benchmark.directory"));
        TestCa.Identity identity = TestCa.root("Benchmark").server("sink.test").issue();
        Path keys = directory.resolve("sink.p12");
        SinkKeys.write(identity, keys);
        SignedNetwork network =
                SignedNetwork.start(
                        destinations(),
                        identity,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), DNS_PORT),
                        directory);
        Lab lab = new Lab(project, directory, network, keys);
        lab.open.push(network);
        lab.open.push(Unbound.start(network, directory));
        return lab;
    }

    private static Map<String, String> destinations() {
        Map<String, String> destinations = new LinkedHashMap<>();
        for (int i = 1; i <= DESTINATIONS; i++) {
            destinations.put("d" + i + ".test", "127.0.7." + i);
        }
        destinations.put(SLOW, SLOW_ADDRESS);
        return destinations;
    }

    /** The first of the destinations that are never slow. */
    static List<String> domains(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "d" + i + ".test").toList();
    }

    Path directory() {
        return directory;
    }

    SignedNetwork network() {
        return network;
    }

    /** Closes something else with everything. */
    void keep(AutoCloseable other) {
        open.push(other);
    }

    SinkProcess sink(int port, Duration longWait) throws IOException, InterruptedException {
        SinkProcess sink = SinkProcess.start(port, keys, longWait, directory);
        open.push(sink);
        return sink;
    }

    List<Peer> peers(List<String> names) throws IOException, InterruptedException {
        List<Peer> peers = new ArrayList<>();
        for (String name : names) {
            peers.add(peer(name));
        }
        return peers;
    }

    /** Starts a peer in a folder of its own. */
    Peer peer(String name) throws IOException, InterruptedException {
        Path own = folder(name);
        return start(
                switch (name) {
                    case OURS, REMOTE_DELIVERY -> james(name, HEAP, JamesPeer.Queue.MEMORY, own);
                    case POSTFIX -> new PostfixPeer(name, false, 9600, own);
                    case POSTFIX_REUSE -> new PostfixPeer(name, true, 9601, own);
                    default ->
                            throw new IllegalArgumentException(
                                    "No peer " + name + "; there are " + PEERS);
                });
    }

    private Path folder(String name) throws IOException {
        Path own = Files.createTempDirectory(directory, name + "-");
        Files.setPosixFilePermissions(
                own, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        return own;
    }

    private <P extends Peer> P start(P peer) throws IOException, InterruptedException {
        open.push(peer);
        peer.start();
        return peer;
    }

    /** Starts a James, also in other heaps and with another queue than the usual ones. */
    JamesPeer james(String name, String heap, JamesPeer.Queue queue)
            throws IOException, InterruptedException {
        return start(james(name, heap, queue, folder(name)));
    }

    private JamesPeer james(String name, String heap, JamesPeer.Queue queue, Path own) {
        boolean ours = name.equals(OURS);
        JamesPeer.Kind kind =
                new JamesPeer.Kind(
                        name,
                        ours ? Mailets.ours(network.trustAnchor()) : Mailets.JAMES,
                        ours ? Optional.of(dropIn()) : Optional.empty(),
                        heap,
                        ours ? 1 : 2,
                        queue);
        return new JamesPeer(kind, project, own);
    }

    private Path dropIn() {
        Path built = project.resolve("extension/target");
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(built, "signet-james-3.8-*.jar")) {
            return jars.iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.err.println("Could not stop all: " + e);
            }
        }
    }
}
