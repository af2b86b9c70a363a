package org.signet.smime.mime;

import java.util.Optional;

/**
 * One entity in the structure of a message.
 *
 * @param index its number, counted from 0 for the message itself
 * @param kind what its body is
 */
record Part(int index, Header header, ContentType type, TransferEncoding encoding, Kind kind) {
    /** Longer ones do not occur: RFC 2046 §5.1.1 allows 70 characters. */
    private static final int LONGEST_BOUNDARY = 256;

    /** What the body of a part is. */
    enum Kind {
        /** Content that may be given another transfer encoding. */
        LEAF,
        /** Other parts. */
        MULTIPART,
        /** A message with a header of its own. */
        MESSAGE,
        /** Bytes that must stay as they are. */
        OPAQUE
    }

    static Part of(int index, Header header, String typeIfAbsent) {
        ContentType type = ContentType.of(header, typeIfAbsent);
        TransferEncoding encoding = TransferEncoding.of(header);
        return new Part(index, header, type, encoding, kind(type, encoding));
    }

    private static Kind kind(ContentType type, TransferEncoding encoding) {
        if (encoding == TransferEncoding.OTHER) {
            return Kind.OPAQUE;
        }
        if (type.isMultipart()) {
            boolean foreign = type.is("multipart/signed") || type.is("multipart/encrypted");
            // RFC 2045 §6.4 forbids other encodings than the identity here; readers ignore them.
            return foreign || boundary(type).isEmpty() ? Kind.OPAQUE : Kind.MULTIPART;
        }
        if (type.is("message/rfc822") && encoding.isIdentity()) {
            return Kind.MESSAGE;
        }
        return type.value().startsWith("message/") && encoding.isIdentity()
                ? Kind.OPAQUE
                : Kind.LEAF;
    }

    private static Optional<String> boundary(ContentType type) {
        return type.parameter("boundary")
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST_BOUNDARY);
    }

    String boundary() {
        return boundary(type).orElseThrow();
    }

    /** The type of a part in this one that does not say its type (RFC 2046 §5.1.5). */
    String typeOfParts() {
        return type.is("multipart/digest") ? "message/rfc822" : "text/plain";
    }
}
