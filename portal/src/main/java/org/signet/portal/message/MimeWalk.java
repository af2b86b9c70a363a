package org.signet.portal.message;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.io.MaxHeaderLimitException;
import org.apache.james.mime4j.io.MaxLineLimitException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

/** Reads a message as a stream and visits its own header fields and its leaves, in order. */
final class MimeWalk {
    private static final int HEADER_FIELDS = 1000;
    private static final int HEADER_LENGTH = 64 * 1024;
    private static final String ALTERNATIVE = "multipart/alternative";

    private final MimeTokenStream tokens = new MimeTokenStream(config());
    private final Bounds bounds;
    private final Visitor visitor;
    private final Deque<Integer> alternatives = new ArrayDeque<>();
    private PartFields fields = new PartFields();
    private int multiparts;
    private int leaves;

    private MimeWalk(Bounds bounds, Visitor visitor) {
        this.bounds = bounds;
        this.visitor = visitor;
        // A message inside a message is one leaf.
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    }

    /** Takes what a walk comes by. */
    interface Visitor {
        /** A field of the message's own header. */
        void field(Field field);

        /**
         * A leaf and its decoded content; what is left unread is skipped.
         *
         * @return whether to go on
         */
        boolean leaf(Part part, InputStream content) throws IOException;
    }

    /**
     * Walks a message to its end, or until the visitor has enough.
     *
     * @throws BoundReached at the first bound that the message goes beyond
     * @throws IOException if the message cannot be read; the visitor has then seen a part of it
     */
    static void walk(InputStream message, Bounds bounds, Visitor visitor)
            throws IOException, BoundReached {
        new MimeWalk(bounds, visitor).walk(message);
    }

    private static MimeConfig config() {
        return MimeConfig.custom()
                .setStrictParsing(false)
                .setMaxLineLen(HEADER_LENGTH)
                .setMaxHeaderLen(HEADER_LENGTH)
                .setMaxHeaderCount(HEADER_FIELDS)
                .build();
    }

    private void walk(InputStream message) throws IOException, BoundReached {
        try {
            tokens.parse(message);
            for (EntityState state = tokens.getState();
                    state != EntityState.T_END_OF_STREAM;
                    state = tokens.next()) {
                if (!step(state)) {
                    return;
                }
            }
        } catch (MimeException | MimeIOException | MaxLineLimitException e) {
            throw new BoundReached(bound(e));
        }
    }

    private static Bounds.Name bound(Exception reached) {
        for (Throwable e = reached; e != null; e = e.getCause()) {
            if (e instanceof MaxHeaderLimitException
                    || e instanceof MaxHeaderLengthLimitException
                    || e instanceof MaxLineLimitException) {
                return Bounds.Name.HEADER_FIELDS;
            }
        }
        return Bounds.Name.STRUCTURE;
    }

    private boolean step(EntityState state) throws IOException, BoundReached {
        switch (state) {
            case T_START_HEADER -> fields = new PartFields();
            case T_FIELD -> field(tokens.getField());
            case T_START_MULTIPART -> startMultipart();
            case T_END_MULTIPART -> alternatives.pop();
            case T_BODY -> {
                return leaf();
            }
            default -> {
                // Preambles and epilogues are not part of what the sender wrote.
            }
        }
        return true;
    }

    private void field(Field field) {
        fields.add(field);
        if (multiparts == 0) {
            visitor.field(field);
        }
    }

    private void startMultipart() throws BoundReached {
        multiparts++;
        if (alternatives.size() >= bounds.depth()) {
            throw new BoundReached(Bounds.Name.DEPTH);
        }
        boolean alternative = ALTERNATIVE.equals(type(tokens.getBodyDescriptor()));
        int around = alternatives.isEmpty() ? 0 : alternatives.peek();
        alternatives.push(alternative ? multiparts : around);
    }

    private boolean leaf() throws IOException, BoundReached {
        leaves++;
        if (leaves > bounds.parts()) {
            throw new BoundReached(Bounds.Name.PARTS);
        }
        BodyDescriptor body = tokens.getBodyDescriptor();
        Part part =
                new Part(
                        leaves,
                        type(body),
                        fields.typeParameter("charset"),
                        fields.fileName(),
                        fields.attached(),
                        alternatives.isEmpty() ? 0 : alternatives.peek(),
                        fields.contentId());
        return visitor.leaf(part, tokens.getDecodedInputStream());
    }

    private static String type(BodyDescriptor body) {
        return Optional.ofNullable(body.getMimeType())
                .orElse("application/octet-stream")
                .toLowerCase(Locale.ROOT);
    }
}
