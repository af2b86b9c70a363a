package org.signet.transport.dns;

import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A DNS server on loopback that answers octets with octets as a test says. */
final class ScriptedDnsServer implements AutoCloseable {
    /** What to say to one question; each element is one datagram, or one framed answer. */
    interface Script {
        List<byte[]> answer(byte[] question, boolean udp) throws IOException;
    }

    final AtomicInteger overUdp = new AtomicInteger();
    final AtomicInteger overTcp = new AtomicInteger();
    private final Script script;
    private final DatagramSocket udp;
    private final ServerSocket tcp;

    ScriptedDnsServer(Script script) throws IOException {
        this.script = script;
        InetAddress loopback = InetAddress.getLoopbackAddress();
        this.tcp = new ServerSocket(0, 10, loopback);
        this.udp = new DatagramSocket(tcp.getLocalPort(), loopback);
        Thread.ofVirtual().start(this::serveUdp);
        Thread.ofVirtual().start(this::serveTcp);
    }

    /** Answers from zones, over UDP as over TCP. */
    static Script from(Upstream zones) {
        return (question, udp) -> List.of(answer(zones, question).toWire());
    }

    static Message answer(Upstream zones, byte[] question) throws IOException {
        Message asked = new Message(question);
        Message answer = zones.ask(asked.getQuestion().getName(), asked.getQuestion().getType());
        answer.getHeader().setID(asked.getHeader().getID());
        return answer;
    }

    /** A header and the question, to begin an answer of one's own. */
    static Message reply(byte[] question) throws IOException {
        Message asked = new Message(question);
        Message reply = new Message(asked.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.addRecord(asked.getQuestion(), Section.QUESTION);
        return reply;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
    }

    private void serveUdp() {
        byte[] buffer = new byte[4096];
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                overUdp.incrementAndGet();
                byte[] question = Arrays.copyOf(buffer, packet.getLength());
                for (byte[] answer : script.answer(question, true)) {
                    udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                if (!udp.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try (Socket connection = tcp.accept()) {
                overTcp.incrementAndGet();
                DataInputStream in = new DataInputStream(connection.getInputStream());
                byte[] question = new byte[in.readUnsignedShort()];
                in.readFully(question);
                for (byte[] answer : script.answer(question, false)) {
                    connection
                            .getOutputStream()
                            .write(new byte[] {(byte) (answer.length >> 8), (byte) answer.length});
                    connection.getOutputStream().write(answer);
                }
            } catch (IOException e) {
                if (!tcp.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }
}
