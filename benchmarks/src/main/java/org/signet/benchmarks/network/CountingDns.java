package org.signet.benchmarks.network;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Stands before a DNS server and keeps the name and type of every question that passes.
 *
 * <p>Questions over UDP are passed on one by one, each from a port of its own and on a thread of
 * its own.
 */
public final class CountingDns implements AutoCloseable {
    private static final int LARGEST = 4096;
    private static final int PATIENCE = 5000;
    private static final int HEADER = 12;

    private final InetSocketAddress server;
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final List<String> questions = new ArrayList<>();

    private CountingDns(InetSocketAddress server, DatagramSocket udp, ServerSocket tcp) {
        this.server = server;
        this.udp = udp;
        this.tcp = tcp;
    }

    /** Begins to pass questions on to a server. */
    public static CountingDns before(InetSocketAddress server) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        ServerSocket tcp = new ServerSocket(0, 64, loopback);
        CountingDns counting =
                new CountingDns(server, new DatagramSocket(tcp.getLocalPort(), loopback), tcp);
        Thread.ofPlatform().daemon().name("dns-count-udp").start(counting::serveUdp);
        Thread.ofPlatform().daemon().name("dns-count-tcp").start(counting::serveTcp);
        return counting;
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
    }

    /** What was asked since this was last called, as {@code name/type-number}. */
    public List<String> take() {
        synchronized (questions) {
            List<String> taken = List.copyOf(questions);
            questions.clear();
            return taken;
        }
    }

    private void count(byte[] message) {
        question(message)
                .ifPresent(
                        question -> {
                            synchronized (questions) {
                                questions.add(question);
                            }
                        });
    }

    /** The first question of a DNS message. */
    static Optional<String> question(byte[] message) {
        StringBuilder name = new StringBuilder();
        int at = HEADER;
        while (at < message.length && message[at] != 0) {
            int length = message[at] & 0xff;
            if (length > 63 || at + 1 + length > message.length) {
                return Optional.empty();
            }
            for (int i = 1; i <= length; i++) {
                name.append((char) (message[at + i] & 0xff));
            }
            name.append('.');
            at += length + 1;
        }
        if (at + 2 >= message.length) {
            return Optional.empty();
        }
        int type = ((message[at + 1] & 0xff) << 8) | (message[at + 2] & 0xff);
        return Optional.of((name.isEmpty() ? "." : name.toString()) + "/" + type);
    }

    private void serveUdp() {
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
                udp.receive(packet);
                Thread.ofVirtual().start(() -> passOn(packet));
            } catch (IOException e) {
                report(e);
            }
        }
    }

    private void passOn(DatagramPacket question) {
        count(Arrays.copyOf(question.getData(), question.getLength()));
        try (DatagramSocket own = new DatagramSocket()) {
            own.setSoTimeout(PATIENCE);
            own.send(new DatagramPacket(question.getData(), question.getLength(), server));
            DatagramPacket answer = new DatagramPacket(new byte[LARGEST], LARGEST);
            own.receive(answer);
            udp.send(
                    new DatagramPacket(
                            answer.getData(), answer.getLength(), question.getSocketAddress()));
        } catch (IOException e) {
            report(e);
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try {
                Socket client = tcp.accept();
                Thread.ofVirtual().start(() -> passOn(client));
            } catch (IOException e) {
                report(e);
            }
        }
    }

    private void passOn(Socket client) {
        try (client;
                Socket own = new Socket(server.getAddress(), server.getPort())) {
            DataInputStream questions = new DataInputStream(client.getInputStream());
            DataInputStream answers = new DataInputStream(own.getInputStream());
            DataOutputStream toServer = new DataOutputStream(own.getOutputStream());
            DataOutputStream toClient = new DataOutputStream(client.getOutputStream());
            while (true) {
                byte[] question = read(questions);
                count(question);
                write(toServer, question);
                write(toClient, read(answers));
            }
        } catch (EOFException e) {
            // one side has said all it had to say
            return;
        } catch (IOException e) {
            report(e);
        }
    }

    private static byte[] read(DataInputStream in) throws IOException {
        byte[] message = new byte[in.readUnsignedShort()];
        in.readFully(message);
        return message;
    }

    private static void write(DataOutputStream out, byte[] message) throws IOException {
        out.writeShort(message.length);
        out.write(message);
        out.flush();
    }

    private void report(IOException e) {
        if (!udp.isClosed()) {
            System.err.println("dns: " + e);
        }
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }
}
