package org.signet.smime.mime;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The MIME entity of a message, that is its {@code Content-*} fields, and others where an {@link
 * EntityHeader} says so, and its body, in the form that survives transport: the form in which it is
 * signed (RFC 8551 §3.1.1).
 *
 * <p>The form of a canonical entity is the entity itself, byte for byte.
 */
public final class CanonicalEntity {
    private final MessageSource message;
    private final MimeLimits limits;
    private final Decisions decisions;
    private final EntityHeader division;
    private final Header header;

    private CanonicalEntity(
            MessageSource message,
            MimeLimits limits,
            Decisions decisions,
            EntityHeader division,
            Header header) {
        this.message = message;
        this.limits = limits;
        this.decisions = decisions;
        this.division = division;
        this.header = header;
    }

    /**
     * Reads a message and decides what has to be encoded.
     *
     * @throws MimeLimitException if the message has more structure than the limits allow
     */
    public static CanonicalEntity of(MessageSource message, MimeLimits limits) throws IOException {
        return of(message, limits, EntityHeader.CONTENT);
    }

    /**
     * Reads a message and decides what has to be encoded.
     *
     * @param division which fields of the header belong to the entity
     * @throws MimeLimitException if the message has more structure than the limits allow
     */
    public static CanonicalEntity of(
            MessageSource message, MimeLimits limits, EntityHeader division) throws IOException {
        Decisions decisions = new Decisions(division);
        PartWalker.walk(message, limits, decisions);
        return new CanonicalEntity(message, limits, decisions, division, Header.of(message));
    }

    /**
     * The fields that do not belong to the entity and stay outside: From, To, Subject and so on.
     */
    public List<HeaderField> outerFields() {
        return division.outer(header);
    }

    /**
     * Whether all of it survives transport. Not so where a part that must keep its bytes, or has an
     * encoding that is not known, holds what a server might touch.
     */
    public boolean isRobust() {
        return decisions.isMessageSevenBit();
    }

    /** Writes the outer fields, without a blank line. */
    public void writeOuterFieldsTo(OutputStream out) throws IOException {
        for (HeaderField field : outerFields()) {
            field.writeTo(out);
        }
    }

    public void writeTo(OutputStream out) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, 16 * 1024);
        PartWalker.walk(message, limits, new CanonicalWriter(decisions, division, buffered));
        buffered.flush();
    }
}
