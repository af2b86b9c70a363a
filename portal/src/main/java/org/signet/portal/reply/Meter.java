package org.signet.portal.reply;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Counts what arrives, and breaks off when it is far too much or comes too slowly. */
final class Meter extends FilterInputStream {
    private final UploadLimits limits;
    private final Clock clock;
    private final Instant start;
    private long received;

    Meter(InputStream input, UploadLimits limits, Clock clock) {
        super(input);
        this.limits = limits;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** A limit at which nothing more is read. */
    static final class BrokenOff extends IOException {
        private static final long serialVersionUID = 1L;

        private final Upload.Reason reason;

        BrokenOff(Upload.Reason reason) {
            super(reason.name());
            this.reason = reason;
        }

        Upload.Reason reason() {
            return reason;
        }
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) {
            count(1);
        }
        return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] dropped = new byte[Math.clamp(count, 0, 8192)];
        return Math.max(0, read(dropped, 0, dropped.length));
    }

    private void count(int more) throws BrokenOff {
        received += more;
        if (received > limits.bodyBytes()) {
            throw new BrokenOff(Upload.Reason.TOO_LARGE);
        }
        if (limits.tooSlow(received, Duration.between(start, clock.instant()))) {
            throw new BrokenOff(Upload.Reason.TOO_SLOW);
        }
    }
}
