package org.signet.smime.structure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads BER (X.690 §8) element by element, as a stream. No length that is merely claimed makes it
 * reserve memory: what is read as a whole is read up to a limit, as far as it is really there.
 */
final class BerInput {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    private static final int CONSTRUCTED = 0x20;
    private static final int LONG_TAG = 0x1f;
    private static final long INDEFINITE = -1;
    private static final int DEEPEST = 32;

    private final PushbackInputStream in;
    private long position;

    /**
     * The head of one element.
     *
     * @param identifier its first octet
     * @param end where its content ends; {@link #INDEFINITE} if a mark says so when it comes
     */
    record Element(int identifier, long end) {
        boolean is(int wanted) {
            return identifier == wanted;
        }

        /** Whether it has the context-specific tag, primitive or constructed. */
        boolean isContext(int number) {
            return (identifier & ~CONSTRUCTED) == (0x80 | number);
        }

        boolean isConstructed() {
            return (identifier & CONSTRUCTED) != 0;
        }
    }

    BerInput(InputStream in) {
        this.in = new PushbackInputStream(in, 2);
    }

    /** The first element there is. */
    Element first() throws IOException {
        return element(Long.MAX_VALUE);
    }

    /** Enters an element that must be of this kind, inside another one. */
    Element next(Element container, int identifier) throws IOException {
        Element element = next(container);
        if (!element.is(identifier)) {
            throw new IOException("another element than expected");
        }
        return element;
    }

    /** Enters the next element inside another one. */
    Element next(Element container) throws IOException {
        if (!hasMore(container)) {
            throw new IOException("an element is missing");
        }
        return element(container.end() == INDEFINITE ? Long.MAX_VALUE : container.end());
    }

    /** Whether there is more in an element; if not, it has been left. */
    boolean hasMore(Element container) throws IOException {
        if (container.end() != INDEFINITE) {
            return position < container.end();
        }
        int one = in.read();
        int other = in.read();
        if (one < 0 || other < 0) {
            throw new IOException("it ends too early");
        }
        if (one == 0 && other == 0) {
            position += 2;
            return false;
        }
        in.unread(other);
        in.unread(one);
        return true;
    }

    /** Leaves an element of which nothing may be left. */
    void end(Element container) throws IOException {
        if (hasMore(container)) {
            throw new IOException("there is more than expected");
        }
    }

    /** All of an element that was just entered, its head included. */
    byte[] whole(Element element) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        copy(element, out, 0);
        return out.toByteArray();
    }

    private void copy(Element element, ByteArrayOutputStream out, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("elements lie too deep in each other");
        }
        out.write(element.identifier());
        if (element.end() == INDEFINITE) {
            out.write(0x80);
            while (hasMore(element)) {
                copy(next(element), out, depth + 1);
            }
            out.write(0);
            out.write(0);
        } else {
            writeLength(out, element.end() - position);
            byte[] chunk = new byte[1024];
            while (position < element.end()) {
                int count = read(chunk, 0, (int) Math.min(chunk.length, element.end() - position));
                out.write(chunk, 0, count);
            }
        }
    }

    private static void writeLength(ByteArrayOutputStream out, long length) throws IOException {
        if (length > Integer.MAX_VALUE) {
            throw new IOException("a length that cannot be");
        }
        out.write(0x84);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write((int) (length >> shift));
        }
    }

    /** The content of an octet string, which may be in pieces, also under another tag. */
    InputStream octets(Element element) {
        return new Octets(element);
    }

    private Element element(long most) throws IOException {
        int identifier = octet();
        if ((identifier & LONG_TAG) == LONG_TAG) {
            throw new IOException("a tag that CMS does not have");
        }
        int first = octet();
        if (first == 0x80) {
            if ((identifier & CONSTRUCTED) == 0) {
                throw new IOException("a value without a length");
            }
            return new Element(identifier, INDEFINITE);
        }
        long length = first < 0x80 ? first : longLength(first & 0x7f);
        if (length > most - position) {
            throw new IOException("an element is longer than what it is in");
        }
        return new Element(identifier, position + length);
    }

    private long longLength(int octets) throws IOException {
        long length = 0;
        for (int i = 0; i < octets; i++) {
            if (length >> 47 != 0) {
                throw new IOException("a length that cannot be");
            }
            length = length << 8 | octet();
        }
        return length;
    }

    private int octet() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new IOException("it ends too early");
        }
        position++;
        return value;
    }

    /** Reads at least one octet. */
    private int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count < 0) {
            throw new IOException("it ends too early");
        }
        position += count;
        return count;
    }

    /** Goes through the pieces. */
    private final class Octets extends InputStream {
        private final Deque<Element> containers = new ArrayDeque<>();
        private long endOfPiece;

        Octets(Element element) {
            enter(element);
        }

        private void enter(Element element) {
            if (element.isConstructed()) {
                containers.push(element);
                endOfPiece = position;
            } else {
                endOfPiece = element.end();
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (position >= endOfPiece) {
                if (containers.isEmpty()) {
                    return -1;
                }
                if (hasMore(containers.element())) {
                    piece(BerInput.this.next(containers.element()));
                } else {
                    containers.pop();
                    endOfPiece = position;
                }
            }
            return BerInput.this.read(bytes, offset, (int) Math.min(length, endOfPiece - position));
        }

        private void piece(Element piece) throws IOException {
            boolean known = piece.is(OCTET_STRING) || piece.is(OCTET_STRING | CONSTRUCTED);
            if (!known || containers.size() > DEEPEST) {
                throw new IOException("the content is no octet string");
            }
            enter(piece);
        }
    }
}
