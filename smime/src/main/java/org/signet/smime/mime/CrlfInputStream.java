package org.signet.smime.mime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Gives every line the end CRLF, as it has on the wire and as it was signed (RFC 8551 §3.1.1); a
 * message in a file often has LF alone.
 */
public final class CrlfInputStream extends FilterInputStream {
    private final byte[] chunk = new byte[16 * 1024];
    private int position;
    private int limit;
    private boolean afterReturn;
    private boolean lineFeedPending;

    public CrlfInputStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int written = 0;
        while (written < length) {
            if (lineFeedPending) {
                bytes[offset + written++] = '\n';
                lineFeedPending = false;
                continue;
            }
            if (position == limit) {
                if (written > 0) {
                    return written;
                }
                limit = in.read(chunk, 0, chunk.length);
                position = 0;
                if (limit < 0) {
                    limit = 0;
                    return -1;
                }
                continue;
            }
            byte next = chunk[position++];
            if (next == '\n' && !afterReturn) {
                bytes[offset + written++] = '\r';
                lineFeedPending = true;
            } else {
                bytes[offset + written++] = next;
            }
            afterReturn = next == '\r';
        }
        return written;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public int available() {
        return limit - position;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = 0;
        while (skipped < count && read() >= 0) {
            skipped++;
        }
        return skipped;
    }
}
