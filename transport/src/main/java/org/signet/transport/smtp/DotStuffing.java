package org.signet.transport.smtp;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a message as DATA wants it: lines end in CR LF, a dot at the start of one is doubled (RFC
 * 5321 §4.5.2).
 *
 * <p>A lone CR or LF becomes CR LF. Passed on as it is, a server that takes it for a line end could
 * be made to see the end of the message, and further commands, inside of it.
 */
final class DotStuffing extends OutputStream {
    private final OutputStream out;
    private final byte[] chunk = new byte[16 * 1024];
    private int length;
    private boolean lineStart = true;
    private boolean afterCr;

    DotStuffing(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
        byte value = (byte) octet;
        if (value == '\n') {
            endLine();
            return;
        }
        if (afterCr) {
            endLine();
        }
        if (value == '\r') {
            afterCr = true;
            return;
        }
        if (lineStart && value == '.') {
            put((byte) '.');
        }
        lineStart = false;
        put(value);
    }

    @Override
    public void write(byte[] octets, int offset, int count) throws IOException {
        for (int i = offset; i < offset + count; i++) {
            write(octets[i]);
        }
    }

    private void endLine() throws IOException {
        afterCr = false;
        lineStart = true;
        put((byte) '\r');
        put((byte) '\n');
    }

    private void put(byte value) throws IOException {
        if (length == chunk.length) {
            drain();
        }
        chunk[length++] = value;
    }

    private void drain() throws IOException {
        out.write(chunk, 0, length);
        length = 0;
    }

    /** Ends the last line if need be, then the message. */
    void end() throws IOException {
        if (afterCr || !lineStart) {
            endLine();
        }
        put((byte) '.');
        put((byte) '\r');
        put((byte) '\n');
        drain();
        out.flush();
    }
}
