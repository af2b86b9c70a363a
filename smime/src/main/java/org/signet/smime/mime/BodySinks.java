package org.signet.smime.mime;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;

/** The ways to write a stretch, one for each {@link Treatment}. */
final class BodySinks {
    private static final byte[] CRLF = {'\r', '\n'};

    private BodySinks() {}

    static BodySink of(Treatment treatment, TransferEncoding encoding, OutputStream out) {
        return switch (treatment) {
            case KEEP -> new Keep(out);
            case DROP -> new Drop();
            case TO_QUOTED_PRINTABLE -> new ToQuotedPrintable(out);
            case TO_BASE64 -> new ToBase64(out, encoding == TransferEncoding.BINARY);
            case REFOLD_BASE64 -> new RefoldBase64(out);
            case REFOLD_QUOTED_PRINTABLE -> new RefoldQuotedPrintable(out);
        };
    }

    private record Keep(OutputStream out) implements BodySink {
        @Override
        public void data(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void lineEnd(Lines.End end) throws IOException {
            out.write(CRLF);
        }

        @Override
        public void end() {}
    }

    private record Drop() implements BodySink {
        @Override
        public void data(byte[] bytes, int offset, int length) {}

        @Override
        public void lineEnd(Lines.End end) {}

        @Override
        public void end() {}
    }

    private static final class ToQuotedPrintable implements BodySink {
        private final QuotedPrintableWriter writer;

        ToQuotedPrintable(OutputStream out) {
            this.writer = new QuotedPrintableWriter(out);
        }

        @Override
        public void data(byte[] bytes, int offset, int length) throws IOException {
            for (int i = offset; i < offset + length; i++) {
                writer.content(bytes[i]);
            }
        }

        @Override
        public void lineEnd(Lines.End end) throws IOException {
            writer.lineBreak();
        }

        @Override
        public void end() throws IOException {
            writer.end();
        }
    }

    private static final class ToBase64 implements BodySink {
        private static final byte[] LF = {'\n'};

        private final OutputStream encoder;
        private final boolean binary;

        ToBase64(OutputStream out, boolean binary) {
            this.encoder = Base64.getMimeEncoder().wrap(new KeepOpen(out));
            this.binary = binary;
        }

        @Override
        public void data(byte[] bytes, int offset, int length) throws IOException {
            encoder.write(bytes, offset, length);
        }

        @Override
        public void lineEnd(Lines.End end) throws IOException {
            encoder.write(binary && end == Lines.End.LF ? LF : CRLF);
        }

        @Override
        public void end() throws IOException {
            encoder.close();
        }
    }

    /** Takes the characters of the alphabet (RFC 2045 §6.8) only and breaks them anew. */
    private static final class RefoldBase64 implements BodySink {
        private static final int WIDTH = 76;

        private final OutputStream out;
        private int column;

        RefoldBase64(OutputStream out) {
            this.out = out;
        }

        @Override
        public void data(byte[] bytes, int offset, int length) throws IOException {
            for (int i = offset; i < offset + length; i++) {
                if (isOfAlphabet(bytes[i])) {
                    if (column == WIDTH) {
                        out.write(CRLF);
                        column = 0;
                    }
                    out.write(bytes[i]);
                    column++;
                }
            }
        }

        private static boolean isOfAlphabet(byte c) {
            return (c >= 'A' && c <= 'Z')
                    || (c >= 'a' && c <= 'z')
                    || (c >= '0' && c <= '9')
                    || c == '+'
                    || c == '/'
                    || c == '=';
        }

        @Override
        public void lineEnd(Lines.End end) {}

        @Override
        public void end() {}
    }

    /** Decodes (RFC 2045 §6.7) and encodes again. */
    private static final class RefoldQuotedPrintable implements BodySink {
        private final QuotedPrintableWriter writer;
        private final StringBuilder spaces = new StringBuilder();
        private final byte[] escape = new byte[2];
        private boolean escaping;
        private int escaped;

        RefoldQuotedPrintable(OutputStream out) {
            this.writer = new QuotedPrintableWriter(out);
        }

        @Override
        public void data(byte[] bytes, int offset, int length) throws IOException {
            for (int i = offset; i < offset + length; i++) {
                next(bytes[i]);
            }
        }

        private void next(byte value) throws IOException {
            if (escaping) {
                escape[escaped++] = value;
                if (escaped == 2) {
                    endEscape();
                }
            } else if (value == ' ' || value == '\t') {
                spaces.append((char) value);
            } else if (value == '=') {
                putSpaces();
                escaping = true;
            } else {
                putSpaces();
                writer.content(value);
            }
        }

        private void endEscape() throws IOException {
            int high = Character.digit(escape[0], 16);
            int low = Character.digit(escape[1], 16);
            boolean valid = escaped == 2 && high >= 0 && low >= 0;
            if (valid) {
                writer.content((byte) (high << 4 | low));
            } else {
                writer.content((byte) '=');
                for (int i = 0; i < escaped; i++) {
                    writer.content(escape[i]);
                }
            }
            escaping = false;
            escaped = 0;
        }

        /** Spaces at the end of a line were added on the way and are not content. */
        @Override
        public void lineEnd(Lines.End end) throws IOException {
            spaces.setLength(0);
            if (escaping && isSoftBreak()) {
                escaping = false;
                escaped = 0;
            } else {
                end();
                writer.lineBreak();
            }
        }

        private boolean isSoftBreak() {
            return escaped == 0 || (escaped == 1 && (escape[0] == ' ' || escape[0] == '\t'));
        }

        private void putSpaces() throws IOException {
            for (int i = 0; i < spaces.length(); i++) {
                writer.content((byte) spaces.charAt(i));
            }
            spaces.setLength(0);
        }

        @Override
        public void end() throws IOException {
            if (escaping && !isSoftBreak()) {
                endEscape();
            }
            escaping = false;
            escaped = 0;
            spaces.setLength(0);
            writer.end();
        }
    }
}
