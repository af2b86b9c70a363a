package org.signet.smime.mime;

import java.util.Locale;

/** How the body of a part is encoded (RFC 2045 §6.1). */
public enum TransferEncoding {
    SEVEN_BIT,
    EIGHT_BIT,
    BINARY,
    QUOTED_PRINTABLE,
    BASE64,
    /** An encoding that is not known here; the body is never changed. */
    OTHER;

    /** The encoding of the entity with this header. */
    public static TransferEncoding of(Header header) {
        return header.first("Content-Transfer-Encoding")
                .map(field -> ContentType.parse(field.body()).value())
                .map(TransferEncoding::parse)
                .orElse(SEVEN_BIT);
    }

    private static TransferEncoding parse(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "7bit", "" -> SEVEN_BIT;
            case "8bit" -> EIGHT_BIT;
            case "binary" -> BINARY;
            case "quoted-printable" -> QUOTED_PRINTABLE;
            case "base64" -> BASE64;
            default -> OTHER;
        };
    }

    /** Whether the body stands there as it is. */
    boolean isIdentity() {
        return this == SEVEN_BIT || this == EIGHT_BIT || this == BINARY;
    }
}
