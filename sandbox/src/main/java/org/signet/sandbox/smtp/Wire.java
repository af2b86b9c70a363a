package org.signet.sandbox.smtp;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The two directions of a connection. What is written goes out when nothing more is there to read,
 * so that the replies to pipelined commands share packets (RFC 2920 §3.2).
 */
final class Wire {
    /** A line without end is cut off here: the connection is closed. */
    private static final int HOPELESS_LINE = 4 << 20;

    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[16 * 1024];
    private int next;
    private int end;

    Wire(InputStream in, OutputStream out) {
        this.in = in;
        this.out = new BufferedOutputStream(out);
    }

    void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    void flush() throws IOException {
        out.flush();
    }

    /** Whether the client has sent more than was read. */
    boolean hasUnread() throws IOException {
        return next < end || in.available() > 0;
    }

    /** Reads up to the next CRLF, keeping at most {@code limit} octets; empty at the end. */
    Optional<Line> line(int limit) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        boolean bare = false;
        boolean afterCr = false;
        for (int length = 0; length < HOPELESS_LINE; length++) {
            int octet = read();
            if (octet < 0) {
                return Optional.empty();
            }
            if (octet == '\n' && afterCr) {
                return Optional.of(finished(line, length - 1, limit, bare));
            }
            bare |= afterCr || octet == '\n';
            if (afterCr && line.size() < limit) {
                line.write('\r');
            }
            afterCr = octet == '\r';
            if (!afterCr && line.size() < limit) {
                line.write(octet);
            }
        }
        throw new IOException("A line has no end");
    }

    private static Line finished(ByteArrayOutputStream kept, int length, int limit, boolean bare) {
        if (length > limit) {
            return Line.broken(Line.Defect.TOO_LONG);
        }
        if (bare) {
            return Line.broken(Line.Defect.BARE_CR_OR_LF);
        }
        try {
            ByteBuffer octets = ByteBuffer.wrap(kept.toByteArray());
            return new Line(
                    StandardCharsets.UTF_8.newDecoder().decode(octets).toString(),
                    Line.Defect.NONE);
        } catch (CharacterCodingException e) {
            return Line.broken(Line.Defect.NOT_UTF8);
        }
    }

    /** Reads one octet; -1 at the end. */
    int read() throws IOException {
        if (next == end) {
            flush();
            end = in.read(buffer);
            next = 0;
            if (end <= 0) {
                end = 0;
                return -1;
            }
        }
        return buffer[next++] & 0xFF;
    }

    /** Reads the next octet if it is the wanted one. */
    boolean skipIf(int wanted) throws IOException {
        if (read() < 0) {
            return false;
        }
        next--;
        if ((buffer[next] & 0xFF) != wanted) {
            return false;
        }
        next++;
        return true;
    }

    /** Reads exactly so many octets and forgets them. */
    void skip(long octets) throws IOException {
        transfer(octets, OutputStream.nullOutputStream());
    }

    /** Reads exactly so many octets into the sink. */
    void transfer(long octets, OutputStream sink) throws IOException {
        for (long left = octets; left > 0; ) {
            int first = read();
            if (first < 0) {
                throw new EOFException("The client left within a chunk");
            }
            next--;
            int some = (int) Math.min(left, end - next);
            sink.write(buffer, next, some);
            next += some;
            left -= some;
        }
    }
}
