package org.signet.transport.smtp;

import org.signet.transport.policy.Reason;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The octets of one connection: reads replies, writes commands, and ends the connection when a step
 * takes too long.
 *
 * <p>A socket's own timeout is for single reads only; it neither ends a reply that trickles in nor
 * a write that nobody reads. So a watcher closes the socket when the time of the current step is
 * up.
 */
final class Wire implements AutoCloseable {
    private static final int MOST_LINE = 2048;
    private static final int MOST_LINES = 200;
    private static final Pattern LINE = Pattern.compile("([2-5]\\d\\d)(?:([ -])(.*))?");

    private final Socket raw;
    private final long patience;
    private final Thread watcher;
    private volatile long deadline;
    private volatile boolean outOfTime;
    private InputStream in;
    private OutputStream out;
    private final byte[] buffer = new byte[4096];
    private int next;
    private int filled;

    Wire(Socket raw, Duration patience) throws IOException {
        this.raw = raw;
        this.patience = patience.toNanos();
        this.in = raw.getInputStream();
        this.out = new BufferedOutputStream(raw.getOutputStream(), 16 * 1024);
        this.deadline = System.nanoTime() + this.patience;
        this.watcher = Thread.ofVirtual().name("signet-smtp-watch").start(this::watch);
    }

    private void watch() {
        try {
            for (long left = left(); left > 0; left = left()) {
                Thread.sleep(Duration.ofNanos(left));
            }
            outOfTime = true;
            raw.close();
        } catch (InterruptedException e) {
            // The connection was closed in time.
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // It was closed already, by the other side of the race.
            outOfTime = true;
        }
    }

    private long left() {
        return deadline - System.nanoTime();
    }

    /** Begins a step, which may take as long as the patience lasts. */
    void step() {
        deadline = System.nanoTime() + patience;
    }

    boolean isOutOfTime() {
        return outOfTime;
    }

    Socket raw() {
        return raw;
    }

    /** Goes on over TLS. */
    void over(Socket tls) throws IOException {
        in = tls.getInputStream();
        out = new BufferedOutputStream(tls.getOutputStream(), 16 * 1024);
        next = 0;
        filled = 0;
    }

    /** Tells whether octets were received that nobody has asked for. */
    boolean hasUnread() {
        return next < filled;
    }

    void write(String commands) throws SmtpException {
        step();
        try {
            out.write(commands.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** A stream to the server whose failures are {@link WireException}. */
    OutputStream data() {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                step();
                try {
                    out.write(octets, offset, length);
                } catch (IOException e) {
                    throw new WireException(e);
                }
            }

            @Override
            public void flush() throws IOException {
                step();
                try {
                    out.flush();
                } catch (IOException e) {
                    throw new WireException(e);
                }
            }
        };
    }

    /** Says that it was the connection that failed, not the source of the message. */
    static final class WireException extends IOException {
        private static final long serialVersionUID = 1L;

        WireException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    SmtpException lost(IOException e) {
        return outOfTime
                ? new SmtpException(Reason.TIMEOUT, "no progress in time")
                : new SmtpException(Reason.CONNECTION_LOST, String.valueOf(e.getMessage()));
    }

    /** Reads one reply, all its lines (RFC 5321 §4.2.1). */
    SmtpReply read() throws SmtpException {
        step();
        List<String> lines = new ArrayList<>();
        int code = 0;
        while (lines.size() < MOST_LINES) {
            Matcher line = LINE.matcher(readLine());
            if (!line.matches()) {
                throw new SmtpException(Reason.REPLY_MALFORMED, "the reply is not one of SMTP");
            }
            int own = Integer.parseInt(line.group(1));
            if (code != 0 && own != code) {
                throw new SmtpException(Reason.REPLY_MALFORMED, "a reply with several codes");
            }
            code = own;
            lines.add(line.group(3) == null ? "" : line.group(3));
            if (!"-".equals(line.group(2))) {
                return new SmtpReply(code, lines);
            }
        }
        throw new SmtpException(
                Reason.REPLY_MALFORMED, "a reply of more than " + MOST_LINES + " lines");
    }

    private String readLine() throws SmtpException {
        byte[] line = new byte[MOST_LINE];
        int length = 0;
        while (true) {
            byte octet = readOctet();
            if (octet == '\n') {
                int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                return new String(line, 0, end, StandardCharsets.UTF_8);
            }
            if (length == MOST_LINE) {
                throw new SmtpException(
                        Reason.REPLY_MALFORMED,
                        "a reply line of more than " + MOST_LINE + " octets");
            }
            line[length++] = octet;
        }
    }

    private byte readOctet() throws SmtpException {
        if (next == filled) {
            try {
                filled = in.read(buffer);
            } catch (IOException e) {
                filled = 0;
                next = 0;
                throw lost(e);
            }
            next = 0;
            if (filled <= 0) {
                filled = 0;
                throw new SmtpException(Reason.CONNECTION_LOST, "the server closed the connection");
            }
        }
        return buffer[next++];
    }

    @Override
    public void close() {
        watcher.interrupt();
        try {
            raw.close();
        } catch (IOException e) {
            throw new IllegalStateException("A socket that cannot be closed", e);
        }
    }
}
