package org.signet.classification.text;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that ends early once its limit is reached, and tells that it did. */
final class BoundedInput extends FilterInputStream {
    private long left;
    private long taken;
    private boolean cut;

    BoundedInput(InputStream in, long most) {
        super(in);
        this.left = most;
    }

    /** How many bytes were read. */
    long taken() {
        return taken;
    }

    boolean isCut() {
        return cut;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            cut |= in.read() >= 0;
            return -1;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, left));
        left -= Math.max(0, count);
        taken += Math.max(0, count);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = 0;
        while (skipped < count && read() >= 0) {
            skipped++;
        }
        return skipped;
    }

    /** Leaves the stream open: whoever opened it closes it. */
    @Override
    public void close() {}

    @Override
    public boolean markSupported() {
        return false;
    }
}
