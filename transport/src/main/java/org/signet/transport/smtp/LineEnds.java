package org.signet.transport.smtp;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a message as SMTP wants it: every line ends in CR LF.
 *
 * <p>A lone CR or LF becomes CR LF. Passed on as it is, a server that takes it for a line end could
 * be made to see the end of the message, and further commands, inside of it. For DATA a dot at the
 * start of a line is doubled (RFC 5321 §4.5.2); BDAT takes lines as they are (RFC 3030 §2).
 */
final class LineEnds extends OutputStream {
    /** Takes octets. */
    interface Sink {
        void take(byte[] octets, int offset, int length) throws IOException;
    }

    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] DOT = {'.'};

    private final Sink sink;
    private final boolean stuffDots;
    private boolean lineStart = true;
    private boolean afterCr;

    LineEnds(Sink sink, boolean stuffDots) {
        this.sink = sink;
        this.stuffDots = stuffDots;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    /** Hands on runs as long as may be: what is in order already is not looked at twice. */
    @Override
    public void write(byte[] octets, int offset, int count) throws IOException {
        int end = offset + count;
        int run = offset;
        for (int i = offset; i < end; i++) {
            byte octet = octets[i];
            if (octet == '\n') {
                run = lineFeed(octets, offset, run, i);
                continue;
            }
            if (afterCr) {
                sink.take(octets, run, Math.max(run, i - 1) - run);
                run = i;
                endLine();
            }
            if (octet == '\r') {
                afterCr = true;
            } else {
                if (lineStart && octet == '.' && stuffDots) {
                    sink.take(octets, run, i - run);
                    run = i;
                    sink.take(DOT, 0, 1);
                }
                lineStart = false;
            }
        }
        // A CR at the very end waits here for its LF.
        int held = afterCr && count > 0 ? 1 : 0;
        sink.take(octets, run, end - held - run);
    }

    /** Returns where the octets begin that are not handed on yet. */
    private int lineFeed(byte[] octets, int offset, int run, int at) throws IOException {
        if (afterCr && at > offset) {
            afterCr = false;
            lineStart = true;
            return run;
        }
        sink.take(octets, run, at - run);
        endLine();
        return at + 1;
    }

    private void endLine() throws IOException {
        afterCr = false;
        lineStart = true;
        sink.take(CRLF, 0, 2);
    }

    /** Ends the last line if need be. */
    void end() throws IOException {
        if (afterCr || !lineStart) {
            endLine();
        }
    }
}
