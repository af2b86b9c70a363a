package org.signet.transport.smtp;

import org.signet.transport.policy.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The octets of one connection: reads replies, gathers commands and sends them in one go, and knows
 * whether the time is up.
 *
 * <p>What is written stays here until {@link #flush}, so that a group of commands leaves in one
 * packet and, over TLS, in one record.
 */
final class Wire implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

    /** The most that one TLS record holds. */
    private static final int RECORD = 16 * 1024;

    private final Socket raw;
    private final Deadlines deadlines;
    private final Duration patience;
    private Deadlines.Watch watch;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private final byte[] pending = new byte[RECORD];
    private int pendingLength;
    private final byte[] buffer = new byte[4096];
    private int next;
    private int filled;
    private long replies;
    private boolean closed;

    Wire(Socket raw, Deadlines deadlines, Duration patience, Duration total) throws IOException {
        this.raw = raw;
        this.deadlines = deadlines;
        this.patience = patience;
        this.socket = raw;
        this.in = raw.getInputStream();
        this.out = raw.getOutputStream();
        this.watch = deadlines.watch(raw, patience, total);
    }

    /** Begins a dialogue of many steps, which together may take so long. */
    void begin(Duration total) {
        watch = deadlines.watch(raw, patience, total);
    }

    /** Ends a dialogue: from here on the connection may wait as long as it likes. */
    void rest() {
        watch.end();
    }

    /** Begins a step, which may take as long as the patience lasts. */
    void step() {
        watch.step();
    }

    boolean isOutOfTime() {
        return watch.isExpired();
    }

    Socket raw() {
        return raw;
    }

    /** Goes on over TLS. */
    void over(Socket tls) throws IOException {
        socket = tls;
        in = tls.getInputStream();
        out = tls.getOutputStream();
        next = 0;
        filled = 0;
    }

    /** Tells whether octets were received that nobody has asked for. */
    boolean hasUnread() {
        return next < filled;
    }

    /** Forgets what was received so far. */
    void discardUnread() {
        if (hasUnread()) {
            LOG.warn("{}: {} octets that nobody asked for are discarded", raw, filled - next);
            next = filled;
        }
    }

    /**
     * Tells, without waiting, whether the other side has closed the connection or said something
     * since its last reply; either way it must not be used any more.
     */
    boolean isStale() {
        SocketChannel channel = raw.getChannel();
        if (closed || hasUnread() || channel == null || !channel.isOpen()) {
            return true;
        }
        try {
            channel.configureBlocking(false);
            try {
                return channel.read(ByteBuffer.allocate(1)) != 0;
            } finally {
                channel.configureBlocking(true);
            }
        } catch (IOException e) {
            LOG.debug("A kept connection is gone", e);
            return true;
        }
    }

    /** Gathers a command, or several. */
    void put(String commands) throws SmtpException {
        byte[] octets = commands.getBytes(StandardCharsets.UTF_8);
        try {
            put(octets, 0, octets.length);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** Gathers octets, and sends those for which there is no room. */
    void put(byte[] octets, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > RECORD - pendingLength) {
            int some = RECORD - pendingLength;
            if (pendingLength == 0) {
                send(octets, from, some);
            } else {
                System.arraycopy(octets, from, pending, pendingLength, some);
                pendingLength = 0;
                send(pending, 0, RECORD);
            }
            from += some;
            left -= some;
        }
        System.arraycopy(octets, from, pending, pendingLength, left);
        pendingLength += left;
    }

    private void send(byte[] octets, int offset, int length) throws IOException {
        step();
        try {
            out.write(octets, offset, length);
        } catch (IOException e) {
            throw new WireException(e);
        }
    }

    void flush() throws SmtpException {
        if (pendingLength > 0) {
            int length = pendingLength;
            pendingLength = 0;
            try {
                send(pending, 0, length);
            } catch (IOException e) {
                throw lost(e);
            }
        }
    }

    /** Sends a command that must be answered before anything else. */
    void write(String command) throws SmtpException {
        put(command);
        flush();
    }

    /** Says that it was the connection that failed, not the source of the message. */
    static final class WireException extends IOException {
        private static final long serialVersionUID = 1L;

        WireException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    SmtpException lost(IOException e) {
        return isOutOfTime()
                ? new SmtpException(Reason.TIMEOUT, "no progress in time")
                : new SmtpException(Reason.CONNECTION_LOST, SmtpReply.printable(e));
    }

    /** How many whole replies were read. */
    long replies() {
        return replies;
    }

    /** Reads one reply, after all that was gathered is sent. */
    SmtpReply read() throws SmtpException {
        return read(patience);
    }

    /** As {@link #read()}, with a patience of its own for the first octet and each further one. */
    SmtpReply read(Duration allowed) throws SmtpException {
        flush();
        watch.step(allowed.toNanos());
        SmtpReply reply = ReplyReader.read(this::nextOctet);
        replies++;
        return reply;
    }

    private byte nextOctet() throws SmtpException {
        if (next == filled) {
            next = 0;
            try {
                filled = in.read(buffer);
            } catch (IOException e) {
                filled = 0;
                throw lost(e);
            }
            if (filled <= 0) {
                filled = 0;
                throw isOutOfTime()
                        ? new SmtpException(Reason.TIMEOUT, "no progress in time")
                        : new SmtpException(
                                Reason.CONNECTION_LOST, "the server closed the connection");
            }
        }
        return buffer[next++];
    }

    /** Closes the connection, over TLS with a word of goodbye. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (raw) {
            socket.close();
        } catch (IOException e) {
            // What the server said before counts; how the socket ended does not.
            LOG.debug("A connection that did not close cleanly", e);
        }
        watch.end();
    }
}
