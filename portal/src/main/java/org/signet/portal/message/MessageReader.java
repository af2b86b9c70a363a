package org.signet.portal.message;

import org.apache.james.mime4j.stream.Field;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.function.Function;

/** Reads a message in clear: for display, or for one of its attachments. */
public final class MessageReader {
    private final Bounds bounds;

    public MessageReader(Bounds bounds) {
        this.bounds = bounds;
    }

    /** What reading for display came to. */
    public sealed interface Reading {
        record Shown(MessageView view) implements Reading {}

        /** The message goes beyond a bound and nothing of it is shown. */
        record TooComplex(Bounds.Name bound) implements Reading {}
    }

    /** What looking for an attachment came to. */
    public enum Delivery {
        DELIVERED,
        /** No part has that number, or it is the text and not an attachment. */
        NO_SUCH_PART,
        TOO_COMPLEX
    }

    /**
     * Reads a message to its end.
     *
     * @throws IOException if it cannot be read whole, or does not verify
     */
    public Reading read(InputStream message) throws IOException {
        return read(message, false);
    }

    /** Reads a message; {@code remotePictures} tells whether pictures from elsewhere are shown. */
    public Reading read(InputStream message, boolean remotePictures) throws IOException {
        ViewBuilder builder = new ViewBuilder(bounds.textBytes(), remotePictures);
        try {
            MimeWalk.walk(message, bounds, builder);
        } catch (BoundReached e) {
            return new Reading.TooComplex(e.bound());
        }
        // The end of the message is only proved by reading it.
        message.transferTo(OutputStream.nullOutputStream());
        return new Reading.Shown(builder.view());
    }

    /**
     * Copies one part, decoded, as a stream.
     *
     * @param sink called once with the name, before the first byte, if the part is there
     * @throws IOException if the message or the sink breaks half-way: what was copied is then
     *     incomplete, and the sink's reader must be told
     */
    public Delivery copy(InputStream message, int number, Function<FileName, OutputStream> sink)
            throws IOException {
        Copier copier = new Copier(number, sink);
        try {
            MimeWalk.walk(message, bounds, copier);
        } catch (BoundReached e) {
            return Delivery.TOO_COMPLEX;
        }
        return copier.found ? Delivery.DELIVERED : Delivery.NO_SUCH_PART;
    }

    /** Takes the attachments of a message, one after the other. */
    @FunctionalInterface
    public interface AttachmentVisitor {
        void visit(FileName name, String type, InputStream content) throws IOException;
    }

    /**
     * Visits the attachments that a view of the message lists.
     *
     * @param wanted their numbers
     * @throws IOException if the message or the visitor breaks half-way
     */
    public Delivery attachments(InputStream message, Set<Integer> wanted, AttachmentVisitor visitor)
            throws IOException {
        try {
            MimeWalk.walk(message, bounds, new Selector(wanted, visitor));
        } catch (BoundReached e) {
            return Delivery.TOO_COMPLEX;
        }
        message.transferTo(OutputStream.nullOutputStream());
        return Delivery.DELIVERED;
    }

    private record Selector(Set<Integer> wanted, AttachmentVisitor visitor)
            implements MimeWalk.Visitor {
        @Override
        public void field(Field field) {
            // Only the parts matter here.
        }

        @Override
        public boolean leaf(Part part, InputStream content) throws IOException {
            if (wanted.contains(part.number())) {
                FileName name = FileName.of(part.name(), part.number(), part.type());
                visitor.visit(name, part.type(), content);
            }
            return true;
        }
    }

    private static final class Copier implements MimeWalk.Visitor {
        private final int number;
        private final Function<FileName, OutputStream> sink;
        private boolean found;

        Copier(int number, Function<FileName, OutputStream> sink) {
            this.number = number;
            this.sink = sink;
        }

        @Override
        public void field(Field field) {
            // Only the parts matter here.
        }

        @Override
        public boolean leaf(Part part, InputStream content) throws IOException {
            if (part.number() != number) {
                return true;
            }
            found = true;
            FileName name = FileName.of(part.name(), part.number(), part.type());
            try (OutputStream output = sink.apply(name)) {
                content.transferTo(output);
            }
            return false;
        }
    }
}
