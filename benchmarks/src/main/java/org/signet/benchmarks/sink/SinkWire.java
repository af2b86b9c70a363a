package org.signet.benchmarks.sink;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Reads lines and content; replies leave when there is nothing more to read. */
final class SinkWire {
    private static final int LONGEST_LINE = 4096;

    private final InputStream in;
    private final OutputStream out;
    private final long longWait;
    private final byte[] buffer = new byte[32 * 1024];
    private final ByteArrayOutputStream replies = new ByteArrayOutputStream(512);
    private int at;
    private int end;
    private long waits;

    /**
     * @param longWait nanoseconds of waiting for the client that count as a round trip
     */
    SinkWire(InputStream in, OutputStream out, long longWait) {
        this.in = in;
        this.out = out;
        this.longWait = longWait;
    }

    /** How often the client let the server wait since this was last asked. */
    long takeWaits() {
        long taken = waits;
        waits = 0;
        return taken;
    }

    void reply(String line) {
        replies.writeBytes((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    void flush() throws IOException {
        if (replies.size() > 0) {
            replies.writeTo(out);
            out.flush();
            replies.reset();
        }
    }

    String readLine() throws IOException {
        StringBuilder line = new StringBuilder(64);
        while (true) {
            int c = read();
            if (c == '\n') {
                int length = line.length();
                boolean carriageReturn = length > 0 && line.charAt(length - 1) == '\r';
                return line.substring(0, carriageReturn ? length - 1 : length);
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException("A line of more than " + LONGEST_LINE + " octets");
            }
            line.append((char) c);
        }
    }

    /** Reads the data of a BDAT command. */
    void skip(long octets) throws IOException {
        long left = octets;
        while (left > 0) {
            if (at == end) {
                fill();
            }
            int some = (int) Math.min(left, end - at);
            at += some;
            left -= some;
        }
    }

    /** Reads up to the line that holds a dot alone; returns how much there was with it. */
    long skipData() throws IOException {
        // how much of CR LF . CR LF was seen; the line before the content has just ended
        int seen = 2;
        long octets = 0;
        while (seen < 5) {
            if (at == end) {
                fill();
            }
            while (at < end && seen < 5) {
                byte c = buffer[at++];
                octets++;
                seen = next(seen, c);
            }
        }
        return octets;
    }

    private static int next(int seen, byte c) {
        return switch (c) {
            case '\r' -> seen == 3 ? 4 : 1;
            case '\n' ->
                    switch (seen) {
                        case 1 -> 2;
                        case 4 -> 5;
                        default -> 0;
                    };
            case '.' -> seen == 2 ? 3 : 0;
            default -> 0;
        };
    }

    private int read() throws IOException {
        if (at == end) {
            fill();
        }
        return buffer[at++] & 0xff;
    }

    private void fill() throws IOException {
        flush();
        long before = System.nanoTime();
        int count = in.read(buffer, 0, buffer.length);
        if (count < 0) {
            throw new EOFException();
        }
        if (System.nanoTime() - before >= longWait) {
            waits++;
        }
        at = 0;
        end = count;
    }

    /** Whether something was read that nobody took yet. */
    boolean hasUnread() {
        return at < end;
    }
}
