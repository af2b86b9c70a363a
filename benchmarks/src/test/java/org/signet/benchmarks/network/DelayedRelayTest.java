package org.signet.benchmarks.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

class DelayedRelayTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void whatIsWrittenShouldArriveUnchangedAndNoSooner() throws Exception {
        Duration oneWay = Duration.ofMillis(20);
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
                DelayedRelay relay = DelayedRelay.start(0, server.getLocalPort(), oneWay);
                Socket client = new Socket(LOOPBACK, relay.port());
                Socket far = server.accept()) {
            long before = System.nanoTime();
            client.getOutputStream().write("there".getBytes(StandardCharsets.US_ASCII));
            assertThat(far.getInputStream().readNBytes(5)).asString().isEqualTo("there");
            far.getOutputStream().write("back".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().readNBytes(4)).asString().isEqualTo("back");
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isGreaterThanOrEqualTo(oneWay.multipliedBy(2));
        }
    }

    @Test
    void theEndShouldBePassedOn() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
                DelayedRelay relay = DelayedRelay.start(0, server.getLocalPort(), Duration.ZERO);
                Socket client = new Socket(LOOPBACK, relay.port());
                Socket far = server.accept()) {
            client.shutdownOutput();
            assertThat(far.getInputStream().read()).isEqualTo(-1);
        }
    }
}
