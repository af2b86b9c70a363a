package org.signet.sandbox.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

@Timeout(60)
class DnsServerTest {
    private static final Name SERVER = Name.fromConstantString("ns.test.");
    private DnsServer server;

    @BeforeEach
    void start() throws Exception {
        ZoneBuilder root =
                ZoneBuilder.signed(Name.root, SERVER, Instant.parse("2026-01-02T03:04:05Z"));
        server = DnsServer.start(Zones.of(List.of(root)), InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static byte[] query() {
        return Message.newQuery(Record.newRecord(Name.root, Type.SOA, DClass.IN)).toWire();
    }

    @Test
    void udpAndTcpShouldShareOnePort() throws Exception {
        try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
                DatagramSocket udp = new DatagramSocket()) {
            assertThat(overTcp(socket, query()).getSection(Section.ANSWER)).hasSize(1);
            assertThat(overUdp(udp, query()).getSection(Section.ANSWER)).hasSize(1);
        }
    }

    @Test
    void connectionShouldServeManyQuestions() throws Exception {
        try (Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            for (int i = 0; i < 10; i++) {
                assertThat(overTcp(socket, query()).getSection(Section.ANSWER)).hasSize(1);
            }
        }
    }

    @Test
    void hostilePacketsShouldNotKeepOthersFromAnAnswer() throws Exception {
        try (DatagramSocket udp = new DatagramSocket();
                Socket socket =
                        new Socket(server.address().getAddress(), server.address().getPort())) {
            for (int length = 0; length < 12; length++) {
                udp.send(new DatagramPacket(new byte[length], length, server.address()));
            }
            udp.send(new DatagramPacket(new byte[5000], 5000, server.address()));
            socket.getOutputStream().write(new byte[] {0, 3, 1, 2, 3});
            assertThat(socket.getInputStream().read()).as("closed without answer").isEqualTo(-1);

            // the packet of 5000 octets is cut at the server's limit and has no question
            assertThat(overUdp(udp, query()).getSection(Section.ANSWER)).isEmpty();
            assertThat(receive(udp).getSection(Section.ANSWER)).hasSize(1);
        }
    }

    private Message overUdp(DatagramSocket udp, byte[] query) throws Exception {
        udp.send(new DatagramPacket(query, query.length, server.address()));
        return receive(udp);
    }

    private static Message receive(DatagramSocket udp) throws Exception {
        udp.setSoTimeout(20_000);
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        udp.receive(packet);
        return new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
    }

    private static Message overTcp(Socket socket, byte[] query) throws Exception {
        socket.setSoTimeout(20_000);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeShort(query.length);
        out.write(query);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] answer = new byte[in.readUnsignedShort()];
        in.readFully(answer);
        return new Message(answer);
    }
}
