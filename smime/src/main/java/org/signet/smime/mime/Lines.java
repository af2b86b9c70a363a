package org.signet.smime.mime;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads bytes as lines, of which long ones come in several fragments. A line ends in CRLF or in LF;
 * a CR alone is data.
 */
final class Lines {
    /** How a fragment ends: in the middle of a line (or at the end of input), or with its line. */
    enum End {
        NONE,
        LF,
        CRLF
    }

    private static final int CAPACITY = 16 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[CAPACITY];
    private int position;
    private int limit;
    private boolean exhausted;

    private int offset;
    private int length;
    private End end = End.LF;
    private boolean startsLine;

    Lines(InputStream in) {
        this.in = in;
    }

    /** Goes to the next fragment; false at the end of input. */
    boolean next() throws IOException {
        startsLine = end != End.NONE;
        int lineFeed = find();
        if (position == limit) {
            length = 0;
            return false;
        }
        offset = position;
        if (lineFeed >= 0) {
            boolean pair = lineFeed > position && buffer[lineFeed - 1] == '\r';
            end = pair ? End.CRLF : End.LF;
            length = lineFeed - position - (pair ? 1 : 0);
            position = lineFeed + 1;
        } else {
            end = End.NONE;
            boolean mayBePair = !exhausted && buffer[limit - 1] == '\r';
            length = limit - position - (mayBePair ? 1 : 0);
            position += length;
        }
        return true;
    }

    /** The index of the next line feed, with more input read as long as there is room for it. */
    private int find() throws IOException {
        int from = position;
        while (true) {
            for (int i = from; i < limit; i++) {
                if (buffer[i] == '\n') {
                    return i;
                }
            }
            from = limit;
            if (exhausted || (position == 0 && limit == CAPACITY)) {
                return -1;
            }
            from -= compact();
            int read = in.read(buffer, limit, CAPACITY - limit);
            exhausted = read < 0;
            limit += Math.max(0, read);
        }
    }

    private int compact() {
        int moved = position;
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= moved;
        position = 0;
        return moved;
    }

    byte[] buffer() {
        return buffer;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    End end() {
        return end;
    }

    boolean startsLine() {
        return startsLine;
    }

    byte at(int index) {
        return buffer[offset + index];
    }
}
