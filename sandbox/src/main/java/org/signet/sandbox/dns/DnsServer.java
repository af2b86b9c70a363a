package org.signet.sandbox.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Serves {@link Zones} on one port over UDP and TCP (RFC 7766 §5). */
public final class DnsServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(DnsServer.class.getName());
    private static final int MAX_UDP_QUERY = 4096;
    private static final int MAX_TCP_CONNECTIONS = 128;
    private static final int TCP_IDLE_MILLIS = 10_000;
    private static final int PORT_ATTEMPTS = 20;

    private final Responder responder;
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Semaphore room = new Semaphore(MAX_TCP_CONNECTIONS);

    private DnsServer(Responder responder, DatagramSocket udp, ServerSocket tcp) {
        this.responder = responder;
        this.udp = udp;
        this.tcp = tcp;
    }

    /** Begins to serve; port 0 takes a port that is free for both UDP and TCP. */
    public static DnsServer start(Zones zones, InetAddress address, int port) throws IOException {
        return start(zones, new DnsFaults(), address, port);
    }

    /** As above, with faults that may change while it serves. */
    public static DnsServer start(Zones zones, DnsFaults faults, InetAddress address, int port)
            throws IOException {
        DnsServer server = bind(new Responder(zones, faults), address, port);
        Thread.ofPlatform().daemon().name("sandbox-dns-udp").start(server::serveUdp);
        Thread.ofPlatform().daemon().name("sandbox-dns-tcp").start(server::serveTcp);
        return server;
    }

    private static DnsServer bind(Responder responder, InetAddress address, int port)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            ServerSocket tcp = new ServerSocket(port, 50, address);
            try {
                return new DnsServer(
                        responder, new DatagramSocket(tcp.getLocalPort(), address), tcp);
            } catch (IOException e) {
                tcp.close();
                if (port != 0 || attempt == PORT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Where questions are answered. */
    public InetSocketAddress address() {
        return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
    }

    private void serveUdp() {
        byte[] buffer = new byte[MAX_UDP_QUERY];
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                byte[] question = Arrays.copyOf(packet.getData(), packet.getLength());
                Optional<byte[]> answer = responder.respond(question, true);
                if (answer.isPresent()) {
                    byte[] bytes = answer.get();
                    udp.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            } catch (IOException | RuntimeException e) {
                report("A question over UDP was not answered", e, udp.isClosed());
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try {
                Socket connection = tcp.accept();
                if (!room.tryAcquire()) {
                    connection.close();
                    continue;
                }
                connections.add(connection);
                Thread.ofVirtual().name("sandbox-dns").start(() -> serve(connection));
            } catch (IOException e) {
                report("A TCP connection was not taken", e, tcp.isClosed());
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setSoTimeout(TCP_IDLE_MILLIS);
            connection.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(connection.getInputStream());
            DataOutputStream out = new DataOutputStream(connection.getOutputStream());
            while (true) {
                byte[] question = new byte[in.readUnsignedShort()];
                in.readFully(question);
                Optional<byte[]> answer = responder.respond(question, false);
                if (answer.isEmpty()) {
                    return;
                }
                out.write(framed(answer.get()));
            }
        } catch (EOFException | SocketTimeoutException e) {
            LOG.log(Level.TRACE, "The client of a TCP connection is done", e);
        } catch (IOException | RuntimeException e) {
            report("A question over TCP was not answered", e, tcp.isClosed());
        } finally {
            connections.remove(connection);
            room.release();
        }
    }

    private static byte[] framed(byte[] message) {
        byte[] framed = new byte[message.length + 2];
        framed[0] = (byte) (message.length >> 8);
        framed[1] = (byte) message.length;
        System.arraycopy(message, 0, framed, 2, message.length);
        return framed;
    }

    private static void report(String what, Exception e, boolean closing) {
        LOG.log(closing ? Level.TRACE : Level.WARNING, what, e);
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
