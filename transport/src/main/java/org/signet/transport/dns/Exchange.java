package org.signet.transport.dns;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

/**
 * One question to one server: over UDP with repetitions, then over TCP where the answer is cut
 * short (RFC 7766 §5).
 *
 * <p>What does not belong to the question is not taken: another id, another question, no answer at
 * all (RFC 5452 §9.1). Over UDP such a datagram is passed over and the wait goes on, since anybody
 * may send one; over TCP it ends the exchange. All blocking is in sockets, which park a virtual
 * thread and hold no lock.
 */
final class Exchange {
    /** Below the path MTU of nearly all networks, so that answers do not come in fragments. */
    private static final int UDP_PAYLOAD = 1232;

    private static final Duration FIRST_REPETITION = Duration.ofSeconds(1);

    /** Which questions are asked: whom the asker trusts shows in their flags. */
    enum Trust {
        /**
         * Nobody: with signatures (DO), and the server shall pass on what it holds to be bogus (CD,
         * RFC 4035 §3.2.2).
         */
        NONE,
        /** The server, which shall say whether the answer is secure (AD, RFC 6840 §5.7). */
        SERVER
    }

    static {
        Dnsjava.prepare();
    }

    private final InetSocketAddress server;
    private final Message query;
    private final byte[] wire;
    private final long end;
    private int strangers;

    /**
     * Prepares a question.
     *
     * @param patience how long the whole exchange may take
     */
    Exchange(InetSocketAddress server, Name name, int type, Trust trust, Duration patience) {
        this.server = server;
        this.query = query(name, type, trust);
        this.wire = query.toWire();
        this.end = System.nanoTime() + patience.toNanos();
    }

    private static Message query(Name name, int type, Trust trust) {
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        query.getHeader().setFlag(Flags.RD);
        query.getHeader().setFlag(trust == Trust.NONE ? Flags.CD : Flags.AD);
        int flags = trust == Trust.NONE ? ExtendedFlags.DO : 0;
        query.addRecord(new OPTRecord(UDP_PAYLOAD, 0, 0, flags), Section.ADDITIONAL);
        return query;
    }

    Message run() throws IOException {
        Message answer = overUdp();
        if (!answer.getHeader().getFlag(Flags.TC)) {
            return answer;
        }
        Message whole = overTcp();
        if (whole.getHeader().getFlag(Flags.TC)) {
            throw new IOException("the answer is cut short even over TCP");
        }
        return whole;
    }

    private Message overUdp() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server);
            long wait = FIRST_REPETITION.toNanos();
            while (true) {
                socket.send(new DatagramPacket(wire, wire.length));
                long until = Math.min(end, System.nanoTime() + wait);
                Message answer = awaitDatagram(socket, until);
                if (answer != null) {
                    return answer;
                }
                if (until == end) {
                    throw new SocketTimeoutException("timed out" + aboutStrangers());
                }
                wait *= 2;
            }
        }
    }

    private @Nullable Message awaitDatagram(DatagramSocket socket, long until) throws IOException {
        byte[] buffer = new byte[Message.MAXLENGTH];
        for (int left = millisTo(until); left > 0; left = millisTo(until)) {
            socket.setSoTimeout(left);
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException e) {
                return null;
            }
            byte[] bytes = Arrays.copyOf(buffer, packet.getLength());
            if (hasId(bytes)) {
                Message answer = parse(bytes);
                if (belongs(answer)) {
                    return answer;
                }
            }
            strangers++;
        }
        return null;
    }

    private String aboutStrangers() {
        return strangers == 0 ? "" : " after " + strangers + " replies that are no answer to it";
    }

    private Message overTcp() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(server, patience());
            socket.setTcpNoDelay(true);
            byte[] framed = new byte[wire.length + 2];
            framed[0] = (byte) (wire.length >> 8);
            framed[1] = (byte) wire.length;
            System.arraycopy(wire, 0, framed, 2, wire.length);
            socket.getOutputStream().write(framed);
            byte[] bytes = readFramed(socket);
            if (!hasId(bytes)) {
                throw new IOException("the answer over TCP has another id");
            }
            Message answer = parse(bytes);
            if (!belongs(answer)) {
                throw new IOException("the answer over TCP is to another question");
            }
            return answer;
        }
    }

    /** Reads piece by piece, so that a server that drips octets does not stretch the time. */
    private byte[] readFramed(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        socket.setSoTimeout(patience());
        int high = in.readUnsignedByte();
        socket.setSoTimeout(patience());
        byte[] bytes = new byte[(high << 8) | in.readUnsignedByte()];
        for (int at = 0; at < bytes.length; ) {
            socket.setSoTimeout(patience());
            int read = in.read(bytes, at, bytes.length - at);
            if (read < 0) {
                throw new IOException("the answer over TCP ends before its end");
            }
            at += read;
        }
        return bytes;
    }

    private int patience() throws SocketTimeoutException {
        int left = millisTo(end);
        if (left <= 0) {
            throw new SocketTimeoutException("timed out over TCP");
        }
        return left;
    }

    private static int millisTo(long nanos) {
        return (int) Math.min(Integer.MAX_VALUE, (nanos - System.nanoTime()) / 1_000_000);
    }

    private boolean hasId(byte[] bytes) {
        int id = query.getHeader().getID();
        return bytes.length >= 12
                && (bytes[0] & 0xff) == id >> 8
                && (bytes[1] & 0xff) == (id & 0xff);
    }

    private static Message parse(byte[] bytes) throws IOException {
        try {
            return new Message(bytes);
        } catch (IOException | RuntimeException e) {
            // dnsjava reports broken wire data with both kinds.
            throw new IOException("the answer is malformed: " + e.getMessage(), e);
        }
    }

    private boolean belongs(Message answer) {
        boolean response =
                answer.getHeader().getFlag(Flags.QR)
                        && answer.getHeader().getOpcode() == Opcode.QUERY;
        Record question = answer.getQuestion();
        if (question == null) {
            // A server that did not understand the question may leave it out.
            return response && answer.getRcode() != Rcode.NOERROR && isEmpty(answer);
        }
        Record asked = query.getQuestion();
        return response
                && answer.getHeader().getCount(Section.QUESTION) == 1
                && question.getName().equals(asked.getName())
                && question.getType() == asked.getType()
                && question.getDClass() == asked.getDClass();
    }

    private static boolean isEmpty(Message answer) {
        return answer.getSection(Section.ANSWER).isEmpty()
                && answer.getSection(Section.AUTHORITY).isEmpty();
    }
}
