package org.signet.transport.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through a message line by line and tells what it comes across: headers, bodies of parts, and
 * what is around them (RFC 2046 §5.1).
 *
 * <p>Headers, depth and number of parts are bounded; a message beyond them is left alone.
 */
final class MimeWalk implements LineEnds.Sink {
    private static final int MOST_LINE = 8 * 1024;
    private static final int MOST_HEADER = 256 * 1024;
    private static final int MOST_DEPTH = 40;
    private static final int MOST_PARTS = 5000;

    /** What kind of thing a part is. */
    enum Kind {
        LEAF,
        MULTIPART,
        MESSAGE
    }

    /**
     * A part.
     *
     * @param number counts from 0 in the order of the message
     * @param isMessage whether it is a whole message: this one, or one inside
     * @param isSigned whether a signature may cover its octets
     */
    record Part(int number, Kind kind, MimeHeader header, boolean isMessage, boolean isSigned) {}

    /** Is told what comes. */
    interface Visitor {
        /** The header of a part, without the empty line behind it. */
        void header(Part part) throws IOException;

        /** A piece of the body of a leaf; one that does not end in LF goes on. */
        void body(Part leaf, byte[] piece) throws IOException;

        /** Lines that belong to no leaf: delimiters, and what is before and behind them. */
        void around(byte[] piece) throws IOException;
    }

    /** Says that this message is better left alone. */
    static final class TooStrange extends IOException {
        private static final long serialVersionUID = 1L;

        TooStrange(String message) {
            super(message);
        }
    }

    private record Level(String delimiter, Part part, boolean isDigest) {}

    private final Visitor visitor;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Deque<Level> levels = new ArrayDeque<>();
    private final List<byte[]> header = new ArrayList<>();
    private int headerOctets;
    private int parts;
    private boolean inHeader = true;
    private boolean atLineStart = true;
    private boolean nextIsMessage = true;
    private boolean nextIsSigned;
    private Optional<Part> leaf = Optional.empty();

    MimeWalk(Visitor visitor) {
        this.visitor = visitor;
    }

    @Override
    public void take(byte[] octets, int offset, int length) throws IOException {
        int run = offset;
        for (int i = offset; i < offset + length; i++) {
            if (octets[i] == '\n' || line.size() + i - run >= MOST_LINE) {
                line.write(octets, run, i + 1 - run);
                run = i + 1;
                piece(line.toByteArray());
                line.reset();
            }
        }
        line.write(octets, run, offset + length - run);
    }

    /** Says that the message has come to its end. */
    void end() throws IOException {
        if (line.size() > 0) {
            piece(line.toByteArray());
        }
        if (inHeader) {
            headerEnds();
        }
    }

    private void piece(byte[] piece) throws IOException {
        boolean whole = atLineStart;
        atLineStart = piece[piece.length - 1] == '\n';
        if (whole && piece.length > 2 && piece[0] == '-' && piece[1] == '-' && delimits(piece)) {
            return;
        }
        if (!inHeader) {
            if (leaf.isPresent()) {
                visitor.body(leaf.get(), piece);
            } else {
                visitor.around(piece);
            }
        } else if (piece.length == 2 && piece[0] == '\r') {
            headerEnds();
            visitor.around(piece);
        } else {
            headerOctets += piece.length;
            if (headerOctets > MOST_HEADER || !atLineStart) {
                throw new TooStrange("a header is too long");
            }
            header.add(piece);
        }
    }

    private boolean delimits(byte[] piece) throws IOException {
        String text = new String(piece, StandardCharsets.ISO_8859_1).stripTrailing();
        for (Level level : List.copyOf(levels)) {
            boolean closing = text.equals(level.delimiter() + "--");
            if (closing || text.equals(level.delimiter())) {
                if (inHeader && !header.isEmpty()) {
                    headerEnds();
                }
                popTo(level);
                leaf = Optional.empty();
                if (closing) {
                    levels.remove();
                }
                inHeader = !closing;
                nextIsMessage = false;
                nextIsSigned = level.part().isSigned();
                visitor.around(piece);
                return true;
            }
        }
        return false;
    }

    private void popTo(Level level) {
        while (!level.equals(levels.peek())) {
            levels.remove();
        }
    }

    private void headerEnds() throws IOException {
        if (++parts > MOST_PARTS || levels.size() > MOST_DEPTH) {
            throw new TooStrange("it has too many parts");
        }
        MimeHeader own = MimeHeader.parse(header);
        header.clear();
        headerOctets = 0;
        boolean inDigest = !nextIsMessage && !levels.isEmpty() && levels.element().isDigest();
        String type = own.type().orElse(inDigest ? "message/rfc822" : "text/plain");
        boolean signed =
                nextIsSigned
                        || type.equals("multipart/signed")
                        || own.has("DKIM-Signature")
                        || own.has("DomainKey-Signature")
                        || own.has("ARC-Message-Signature");
        Part part = new Part(parts - 1, kind(type, own.encoding()), own, nextIsMessage, signed);
        visitor.header(part);
        inHeader = part.kind() == Kind.MESSAGE;
        nextIsMessage = inHeader;
        nextIsSigned = signed;
        leaf = part.kind() == Kind.LEAF ? Optional.of(part) : Optional.empty();
        if (part.kind() == Kind.MULTIPART) {
            String boundary =
                    own.boundary()
                            .orElseThrow(() -> new TooStrange("a multipart without boundary"));
            levels.push(new Level("--" + boundary, part, type.equals("multipart/digest")));
        }
    }

    /** What is encoded as a whole is not looked into (RFC 2045 §6.4 does not allow it). */
    private static Kind kind(String type, String encoding) {
        if (!Set.of("7bit", "8bit", "binary").contains(encoding)) {
            return Kind.LEAF;
        }
        if (type.startsWith("multipart/")) {
            return Kind.MULTIPART;
        }
        return type.equals("message/rfc822") ? Kind.MESSAGE : Kind.LEAF;
    }

    static boolean isEightBit(byte[] piece) {
        for (byte octet : piece) {
            if (octet < 0) {
                return true;
            }
        }
        return false;
    }

    static byte[] withoutLineEnd(byte[] piece) {
        boolean ended = piece.length >= 2 && piece[piece.length - 1] == '\n';
        return ended ? Arrays.copyOf(piece, piece.length - 2) : piece;
    }
}
