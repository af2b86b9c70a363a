package org.signet.transport.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a message fit for a server without 8BITMIME (RFC 6152 §3): bodies of parts with octets
 * above 127 become quoted-printable where they are text, base64 where they are not.
 *
 * <p>What a signature may cover is never touched: a message with 8-bit octets inside of
 * multipart/signed, or signed as a whole by DKIM, is left alone, and so is one with them where no
 * encoding is possible. The first pass finds out which parts are to be encoded, the second encodes
 * while the message is sent.
 */
final class SevenBit {
    /** What became of it. */
    sealed interface Result {
        record Converted(OutgoingMessage message) implements Result {}

        record LeftAlone(String why) implements Result {}
    }

    private static final byte[] CRLF = {'\r', '\n'};

    private SevenBit() {}

    static Result of(OutgoingMessage message) throws IOException {
        if (message.eightBitHeader()) {
            return new Result.LeftAlone("its header is 8-bit");
        }
        Survey survey = new Survey();
        try {
            walk(message.content(), survey);
        } catch (MimeWalk.TooStrange e) {
            return new Result.LeftAlone(String.valueOf(e.getMessage()));
        }
        if (survey.obstacle.isPresent()) {
            return new Result.LeftAlone(survey.obstacle.get());
        }
        Set<Integer> parts = Set.copyOf(survey.eightBit);
        OutgoingMessage converted =
                OutgoingMessage.of(
                        out -> {
                            Encoder encoder = new Encoder(out, parts);
                            walk(message.content(), encoder);
                            encoder.finish();
                        });
        return converted.isEightBit()
                ? new Result.LeftAlone("it is 8-bit in places that cannot be encoded")
                : new Result.Converted(converted);
    }

    private static void walk(MessageContent content, MimeWalk.Visitor visitor) throws IOException {
        MimeWalk walk = new MimeWalk(visitor);
        LineEnds lines = new LineEnds(walk, false);
        content.writeTo(lines);
        lines.end();
        walk.end();
    }

    /** Finds the parts that need it, and what is in the way. */
    private static final class Survey implements MimeWalk.Visitor {
        private final Set<Integer> eightBit = new HashSet<>();
        private Optional<String> obstacle = Optional.empty();

        @Override
        public void header(MimeWalk.Part part) {
            if (MimeWalk.isEightBit(part.header().octets())) {
                obstacle = Optional.of("the header of a part is 8-bit");
            }
        }

        @Override
        public void body(MimeWalk.Part leaf, byte[] piece) {
            if (!MimeWalk.isEightBit(piece) || !eightBit.add(leaf.number())) {
                return;
            }
            String encoding = leaf.header().encoding();
            if (leaf.isSigned()) {
                obstacle = Optional.of("a signature covers its 8-bit content");
            } else if (!encoding.equals("7bit") && !encoding.equals("8bit")) {
                obstacle = Optional.of("a part that says it is " + encoding + " is 8-bit");
            } else if (leaf.header().type().orElse("").startsWith("message/")) {
                obstacle = Optional.of("a part of a type that cannot be encoded is 8-bit");
            }
        }

        @Override
        public void around(byte[] piece) {
            if (MimeWalk.isEightBit(piece)) {
                obstacle = Optional.of("it is 8-bit outside of its parts");
            }
        }
    }

    /** Writes the message with those parts encoded. */
    private static final class Encoder implements MimeWalk.Visitor {
        private final OutputStream out;
        private final Set<Integer> parts;
        private Optional<OutputStream> encoding = Optional.empty();
        private boolean lineEndOwed;

        Encoder(OutputStream out, Set<Integer> parts) {
            this.out = out;
            this.parts = parts;
        }

        @Override
        public void header(MimeWalk.Part part) throws IOException {
            MimeHeader header = part.header();
            if (parts.contains(part.number())) {
                header =
                        header.encodedAs(
                                isText(part) ? "quoted-printable" : "base64", part.isMessage());
            } else if (part.kind() != MimeWalk.Kind.LEAF
                    && !part.isSigned()
                    && !header.encoding().equals("7bit")) {
                // RFC 2045 §6.4: what is composed is at most as 8-bit as what it is composed of.
                header = header.encodedAs("7bit", part.isMessage());
            }
            out.write(header.octets());
        }

        private static boolean isText(MimeWalk.Part part) {
            return part.header().type().orElse("text/plain").startsWith("text/");
        }

        @Override
        public void body(MimeWalk.Part leaf, byte[] piece) throws IOException {
            if (!parts.contains(leaf.number())) {
                out.write(piece);
                return;
            }
            if (encoding.isEmpty()) {
                OutputStream keepsOpen = new KeepsOpen(out);
                encoding =
                        Optional.of(
                                isText(leaf)
                                        ? new QuotedPrintable(keepsOpen)
                                        : Base64.getMimeEncoder(76, CRLF).wrap(keepsOpen));
            }
            // The last line end before a delimiter is a part of that (RFC 2046 §5.1.1).
            if (lineEndOwed) {
                encoding.get().write(CRLF);
            }
            byte[] text = MimeWalk.withoutLineEnd(piece);
            lineEndOwed = text.length < piece.length;
            encoding.get().write(text);
        }

        @Override
        public void around(byte[] piece) throws IOException {
            finish();
            out.write(piece);
        }

        void finish() throws IOException {
            if (encoding.isPresent()) {
                encoding.get().close();
                encoding = Optional.empty();
                lineEndOwed = false;
                out.write(CRLF);
            }
        }
    }

    /** Lets an encoder be closed without that which is behind it. */
    private static final class KeepsOpen extends OutputStream {
        private final OutputStream out;

        KeepsOpen(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int octet) throws IOException {
            out.write(octet);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            out.write(octets, offset, length);
        }
    }

    /** Quoted-printable (RFC 2045 §6.7) of text whose lines end in CR LF. */
    private static final class QuotedPrintable extends OutputStream {
        private static final int MOST_COLUMNS = 75;
        private static final byte[] SOFT = {'=', '\r', '\n'};
        private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

        private final OutputStream out;
        private int column;
        private int space = -1;

        QuotedPrintable(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int octet) throws IOException {
            int value = octet & 0xff;
            if (value == '\r') {
                return;
            }
            if (value == '\n') {
                flushSpace(true);
                out.write(CRLF);
                column = 0;
                return;
            }
            flushSpace(false);
            if (value == ' ' || value == '\t') {
                space = value;
            } else {
                put(value, value < 0x20 || value > 0x7e || value == '=');
            }
        }

        /** White space at the end of a line would be lost on the way. */
        private void flushSpace(boolean atEnd) throws IOException {
            if (space >= 0) {
                int value = space;
                space = -1;
                put(value, atEnd);
            }
        }

        private void put(int value, boolean encoded) throws IOException {
            if (column + (encoded ? 3 : 1) > MOST_COLUMNS) {
                out.write(SOFT);
                column = 0;
            }
            if (encoded) {
                out.write(new byte[] {'=', HEX[value >> 4], HEX[value & 15]});
                column += 3;
            } else {
                out.write(value);
                column++;
            }
        }

        @Override
        public void close() throws IOException {
            flushSpace(true);
        }
    }
}
