package org.signet.benchmarks.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.testing.TestCa;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

class SinkServerTest {
    private static final TestCa CA = TestCa.root("Sink");

    @TempDir private Path directory;
    private SinkServer sink;

    @BeforeEach
    void start() throws Exception {
        Path keys = directory.resolve("keys.p12");
        SinkKeys.write(CA.server("sink.test").issue(), keys);
        sink = SinkServer.start(0, SinkKeys.read(keys), new SinkTempo(Duration.ofDays(1)));
    }

    @AfterEach
    void stop() throws IOException {
        sink.close();
    }

    /** A client that speaks whole bursts and reads single lines. */
    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader replies;

        Client(Socket socket) throws IOException {
            this.socket = socket;
            this.replies =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        void say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }

        String lastReply() throws IOException {
            String line = replies.readLine();
            while (line != null && line.startsWith("-", 3)) {
                line = replies.readLine();
            }
            return line;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private Client connect() throws IOException {
        Client client = new Client(new Socket(InetAddress.getLoopbackAddress(), sink.port()));
        assertThat(client.lastReply()).startsWith("220 ");
        return client;
    }

    @Test
    void dataShouldEndAtTheLoneDotOnly() throws Exception {
        try (Client client = connect()) {
            client.say("EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<a@b>\r\nDATA\r\n");
            for (String code : new String[] {"250", "250", "250", "354"}) {
                assertThat(client.lastReply()).startsWith(code);
            }
            client.say(".. a\r\n.\n\r\n.x\r\n.\r\r\nb.\r\n.\r\nQUIT\r\n");
            assertThat(client.lastReply()).startsWith("250");
            assertThat(client.lastReply()).startsWith("221");
        }
        assertThat(sink.facts()).containsEntry("messages", 1L).containsEntry("clear", 1L);
    }

    @Test
    void anEmptyMessageShouldBeOne() throws Exception {
        try (Client client = connect()) {
            client.say("DATA\r\n.\r\nQUIT\r\n");
            assertThat(client.lastReply()).startsWith("354");
            assertThat(client.lastReply()).startsWith("250");
            assertThat(client.lastReply()).startsWith("221");
        }
    }

    @Test
    void chunksShouldBeTakenByTheirLength() throws Exception {
        try (Client client = connect()) {
            client.say("BDAT 7\r\n.\r\nQUITBDAT 4 LAST\r\nMAILBDAT 0 LAST\r\nQUIT\r\n");
            for (String code : new String[] {"250", "250", "250", "221"}) {
                assertThat(client.lastReply()).startsWith(code);
            }
        }
        assertThat(sink.facts()).containsEntry("messages", 2L).containsEntry("octets", 11L);
    }

    @Test
    void messagesOverTlsShouldNotCountAsClear() throws Exception {
        try (Client plain = connect()) {
            plain.say("STARTTLS\r\n");
            assertThat(plain.lastReply()).startsWith("220");
            try (Client client = new Client(secured(plain.socket))) {
                client.say("BDAT 1 LAST\r\n.BDAT 1 LAST\r\n.");
                assertThat(client.lastReply()).startsWith("250");
                assertThat(client.lastReply()).startsWith("250");
            }
        }
        assertThat(sink.facts())
                .containsEntry("messages", 2L)
                .containsEntry("clear", 0L)
                .containsEntry("handshakes", 1L)
                .containsEntry("connections", 1L)
                .containsEntry("later", 1L)
                .containsEntry("trips", 0L)
                .containsEntry("messages.127.0.0.1", 2L);
    }

    @Test
    void resetShouldBeginAnew() throws Exception {
        try (Client client = connect()) {
            client.say("BDAT 1 LAST\r\n.");
            assertThat(client.lastReply()).startsWith("250");
            sink.reset();
        }
        assertThat(sink.facts().values()).containsOnly(0L);
    }

    private static Socket secured(Socket plain) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        Certificate root = CA.identity().certificate();
        trusted.setCertificateEntry("root", root);
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context.getSocketFactory().createSocket(plain, "sink.test", 25, true);
    }
}
