package org.signet.smime.mime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stretch of a message, byte for byte as it stands there.
 *
 * @param offset where it begins
 * @param length how long it is
 */
public record Slice(MessageSource whole, long offset, long length) implements MessageSource {
    public Slice {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("A stretch from " + offset + " of " + length);
        }
    }

    @Override
    public InputStream open() throws IOException {
        InputStream in = whole.open();
        try {
            in.skipNBytes(offset);
            return new Bounded(in, length);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Ends before the stream below does. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = in.skip(Math.min(count, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(in.available(), left);
        }
    }
}
