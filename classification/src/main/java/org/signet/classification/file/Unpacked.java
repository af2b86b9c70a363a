package org.signet.classification.file;

import org.signet.classification.text.Limits;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/**
 * Counts what comes out of archives. An archive may give at most so many times its own size,
 * whatever its entries claim and share with each other; all archives of a message together may give
 * as many bytes as a message may have, while there is time.
 */
final class Unpacked {
    private final long mostOfAll;
    private final int ratio;
    private long all;
    private final BooleanSupplier outOfTime;
    private boolean exceeded;

    /**
     * @param outOfTime whether no more is to be unpacked
     */
    Unpacked(Limits limits, BooleanSupplier outOfTime) {
        this.outOfTime = outOfTime;
        this.mostOfAll = limits.messageBytes();
        this.ratio = limits.unpackedRatio();
    }

    /** Begins an archive of so many bytes. */
    Archive archive(long bytes) {
        return new Archive(Math.max(Limits.RATIO_FREE, bytes * ratio));
    }

    /** Whether an archive was cut since the last question. */
    boolean takeExceeded() {
        boolean was = exceeded;
        exceeded = false;
        return was;
    }

    /** What may come out of one archive. */
    final class Archive {
        private final long most;
        private long given;

        private Archive(long most) {
            this.most = most;
        }

        /** A stream out of the archive that ends early once too much has come out of it. */
        InputStream counted(InputStream entry) {
            return new Counted(entry, this);
        }

        private boolean allows(int bytes) {
            given += bytes;
            all += bytes;
            boolean tooMuch = given > most || all > mostOfAll || outOfTime.getAsBoolean();
            exceeded |= tooMuch;
            return !tooMuch;
        }
    }

    private static final class Counted extends FilterInputStream {
        private final Archive archive;
        private boolean ended;

        Counted(InputStream in, Archive archive) {
            super(in);
            this.archive = archive;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (ended) {
                return -1;
            }
            int count = in.read(bytes, offset, length);
            if (count > 0 && !archive.allows(count)) {
                ended = true;
                return -1;
            }
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            byte[] buffer = new byte[8192];
            long skipped = 0;
            while (skipped < count) {
                int got = read(buffer, 0, (int) Math.min(buffer.length, count - skipped));
                if (got < 0) {
                    break;
                }
                skipped += got;
            }
            return skipped;
        }
    }
}
