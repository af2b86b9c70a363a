package org.signet.smime.mime;

import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of a message that is one part, with its transfer encoding undone. */
public final class MimeBody implements AutoCloseable {
    private final InputStream in;
    private final Header header;
    private final InputStream raw;
    private final InputStream decoded;

    private MimeBody(InputStream in, Lines lines, Header header) {
        this.in = in;
        this.header = header;
        this.raw = new BufferedInputStream(new Rest(lines, header.end()));
        this.decoded =
                switch (TransferEncoding.of(header)) {
                    case BASE64 -> new Base64Source(raw);
                    case QUOTED_PRINTABLE -> new QuotedPrintableInputStream(raw);
                    case SEVEN_BIT, EIGHT_BIT, BINARY, OTHER -> raw;
                };
    }

    /** Opens a message; its header has been read then. */
    public static MimeBody open(MessageSource message) throws IOException {
        InputStream in = message.open();
        try {
            Lines lines = new Lines(in);
            boolean more = lines.next();
            return new MimeBody(
                    in, lines, Header.read(lines, more, ignored -> false, MimeLimits.DEFAULT));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    public Header header() {
        return header;
    }

    /** What is left of the body, as it stands there. */
    public InputStream raw() {
        return raw;
    }

    /** What is left of the body, decoded; there is only one such stream. */
    public InputStream decoded() {
        return decoded;
    }

    /** What is left of the body, decoded; closing it closes the message. */
    public InputStream detached() {
        return new FilterInputStream(decoded) {
            @Override
            public void close() throws IOException {
                MimeBody.this.close();
            }
        };
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The bytes after a header, exactly. */
    private static final class Rest extends InputStream {
        private final Lines lines;
        private boolean current;
        private int given;

        Rest(Lines lines, Header.End end) {
            this.lines = lines;
            this.current = end == Header.End.BODY;
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
            while (!current || given == total()) {
                current = lines.next();
                given = 0;
                if (!current) {
                    return -1;
                }
            }
            int count = Math.min(length, total() - given);
            System.arraycopy(lines.buffer(), lines.offset() + given, bytes, offset, count);
            given += count;
            return count;
        }

        /** A fragment and its line end follow each other in the buffer. */
        private int total() {
            return lines.length()
                    + switch (lines.end()) {
                        case NONE -> 0;
                        case LF -> 1;
                        case CRLF -> 2;
                    };
        }
    }
}
