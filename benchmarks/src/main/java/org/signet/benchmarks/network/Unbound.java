package org.signet.benchmarks.network;

import org.signet.benchmarks.peers.Spawned;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Unbound on 127.0.0.1:53, validating, with the zones of a {@link SignedNetwork} behind it. */
public final class Unbound implements AutoCloseable {
    private final Spawned process;

    private Unbound(Spawned process) {
        this.process = process;
    }

    public static Unbound start(SignedNetwork network, Path directory) throws IOException {
        InetSocketAddress upstream = network.address();
        Path conf = directory.resolve("unbound.conf");
        Files.writeString(
                conf,
                """
                server:
                  interface: 127.0.0.1
                  port: 53
                  username: ""
                  chroot: ""
                  directory: "%s"
                  pidfile: ""
                  use-syslog: no
                  do-daemonize: no
                  num-threads: 1
                  do-not-query-localhost: no
                  local-zone: "test." nodefault
                  trust-anchor-file: "%s"
                  access-control: 127.0.0.0/8 allow
                remote-control:
                  control-enable: no
                forward-zone:
                  name: "."
                  forward-addr: %s@%d
                """
                        .formatted(
                                directory,
                                network.trustAnchor(),
                                upstream.getAddress().getHostAddress(),
                                upstream.getPort()));
        return new Unbound(
                Spawned.start(
                        List.of("unbound", "-d", "-c", conf.toString()),
                        directory,
                        directory.resolve("unbound.log")));
    }

    @Override
    public void close() {
        process.close();
    }
}
