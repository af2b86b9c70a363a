package org.signet.classification.text;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.io.MaxHeaderLimitException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.util.MimeUtil;
import org.signet.classification.message.Structure;
import org.signet.classification.pattern.Patience;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;

/**
 * Reads one message as a stream and hands out its texts in the order in which they stand.
 *
 * <p>At most one text is held in memory. Reading stops at the first limit that is reached; the text
 * up to there is handed out and {@link Fact#LIMIT_EXCEEDED} is one of the facts.
 */
public final class MessageReader {
    private final Limits limits;
    private final BodyReader bodies;
    private final Set<Fact> facts;
    private final Structure structure;
    private final Deque<Entity> open = new ArrayDeque<>();
    private int parts;
    private boolean stopped;

    private MessageReader(BodyReader.Context context, TextSink sink) {
        this.limits = context.limits();
        this.facts = context.facts();
        this.structure = context.structure();
        this.bodies = new BodyReader(context, sink, this::inFile);
    }

    /** Reads a message of which only the texts are wanted. */
    public static Set<Fact> read(InputStream message, Limits limits, TextSink sink)
            throws IOException {
        Patience patience =
                new Patience(Duration.ofSeconds(limits.messageSeconds()), System::nanoTime);
        return read(message, limits, Set.of(), patience, sink).facts();
    }

    /**
     * Reads a message.
     *
     * @param headers the header fields to keep, in lower case
     * @return what is to be known about it besides its texts
     * @throws IOException if the stream itself fails
     */
    public static Reading read(
            InputStream message,
            Limits limits,
            Set<String> headers,
            Patience patience,
            TextSink sink)
            throws IOException {
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        Structure structure = new Structure(headers);
        BoundedInput input = new BoundedInput(message, limits.messageBytes());
        new MessageReader(new BodyReader.Context(limits, patience, facts, structure), sink)
                .run(input);
        if (input.isCut()) {
            facts.add(Fact.LIMIT_EXCEEDED);
        }
        if (facts.contains(Fact.ENCRYPTED)) {
            structure.encrypted();
        }
        return new Reading(facts, structure.profile(input.taken()));
    }

    /** Reads a message that stands in a file. */
    private void inFile(Place place, InputStream message) throws IOException {
        if (open.size() >= limits.depth()) {
            stop();
            return;
        }
        open.push(new Entity(place.part(), new HeaderFields(structure, false), false));
        run(message);
        open.pop();
    }

    private void run(InputStream input) throws IOException {
        int outside = open.size();
        StrayLines strays = new StrayLines(Limits.FIELD_BYTES);
        MimeTokenStream stream =
                new MimeTokenStream(
                        new MimeConfig.Builder()
                                .setMaxLineLen(-1)
                                .setMaxHeaderCount(Limits.FIELDS)
                                .setMaxHeaderLen(Limits.FIELD_BYTES)
                                .build(),
                        DecodeMonitor.SILENT,
                        strays,
                        null);
        stream.parse(input);
        try {
            EntityState state = stream.getState();
            while (state != EntityState.T_END_OF_STREAM && !stopped) {
                take(state, stream, strays);
                state = stream.next();
            }
        } catch (MaxHeaderLimitException | MaxHeaderLengthLimitException e) {
            stop();
        } catch (MimeException e) {
            facts.add(Fact.UNDECODABLE);
        }
        while (open.size() > outside) {
            open.pop();
        }
    }

    private void take(EntityState state, MimeTokenStream stream, StrayLines strays)
            throws IOException {
        switch (state) {
            case T_START_MESSAGE -> enter(true);
            case T_START_BODYPART -> enter(false);
            case T_FIELD ->
                    open.element()
                            .header
                            .take(stream.getField())
                            .ifPresent(text -> bodies.header(open.element().part, text));
            case T_END_HEADER -> endHeader(strays);
            case T_START_MULTIPART -> multipart(stream);
            case T_PREAMBLE, T_EPILOGUE ->
                    bodies.plain(open.element().part, stream.getInputStream());
            case T_BODY -> body(stream);
            case T_END_MESSAGE, T_END_BODYPART -> open.pop();
            default -> {}
        }
        stopped |= bodies.isFull();
    }

    private void enter(boolean message) {
        Entity parent = open.peek();
        if (parent == null) {
            open.push(new Entity("", new HeaderFields(structure, true), true));
        } else if (open.size() >= limits.depth()) {
            stop();
        } else {
            open.push(
                    new Entity(
                            message ? parent.bodyPart() : parent.nextChild(),
                            new HeaderFields(structure, false),
                            message));
        }
    }

    private void endHeader(StrayLines strays) {
        Entity entity = open.element();
        for (byte[] line : strays.take()) {
            HeaderFields.stray(line).ifPresent(text -> bodies.header(entity.part, text));
        }
        if (entity.header.isAmbiguous()) {
            facts.add(Fact.UNDECODABLE);
        }
        if (entity.header.isTooLong()) {
            facts.add(Fact.LIMIT_EXCEEDED);
        } else if (open.size() == 1) {
            structure.headerRead();
        }
    }

    private void multipart(MimeTokenStream stream) {
        count();
        structure.part(
                stream.getBodyDescriptor().getMimeType(),
                open.element().header.parameter("report-type"));
        if (MimeUtil.isSameMimeType(
                "multipart/encrypted", stream.getBodyDescriptor().getMimeType())) {
            facts.add(Fact.ENCRYPTED); // RFC 1847 §2.2
        }
        if (open.element().header.isBase64()) {
            facts.add(Fact.UNDECODABLE); // forbidden by RFC 2045 §6.4, decoded by some readers
        }
    }

    private void body(MimeTokenStream stream) throws IOException {
        count();
        if (stopped) {
            return;
        }
        Entity entity = open.element();
        BodyKind kind = BodyKind.of(stream.getBodyDescriptor());
        structure.part(
                stream.getBodyDescriptor().getMimeType(), entity.header.parameter("smime-type"));
        if (kind != BodyKind.MESSAGE) {
            bodies.read(entity.bodyPart(), open.size(), kind, entity.header, stream);
        } else if (open.size() >= limits.depth()) {
            stop();
        } else {
            run(bodies.decoded(stream));
        }
    }

    private void count() {
        if (++parts > limits.parts()) {
            stop();
        }
    }

    private void stop() {
        stopped = true;
        facts.add(Fact.LIMIT_EXCEEDED);
    }

    /** A message or body part that has begun and not yet ended. */
    private static final class Entity {
        private final String part;
        private final boolean message;
        private final HeaderFields header;
        private int children;

        Entity(String part, HeaderFields header, boolean message) {
            this.part = part;
            this.header = header;
            this.message = message;
        }

        String nextChild() {
            children++;
            return part.isEmpty() ? String.valueOf(children) : part + "." + children;
        }

        /** The number of the body, if it is no multipart (RFC 9051 §6.4.5). */
        String bodyPart() {
            if (!message) {
                return part;
            }
            return part.isEmpty() ? "1" : part + ".1";
        }
    }
}
