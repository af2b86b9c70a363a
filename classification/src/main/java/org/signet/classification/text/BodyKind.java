package org.signet.classification.text;

import org.apache.james.mime4j.stream.BodyDescriptor;

import java.util.Locale;
import java.util.Set;

/** What a body part is by its declared media type: how it is read, if at all. */
enum BodyKind {
    /** Text as it stands. */
    PLAIN,
    HTML,

    /** Another message, nested in a type that the MIME parser does not follow by itself. */
    MESSAGE,
    ENCRYPTED,

    /** A CMS object (RFC 8551 §3.2), whose smime-type says whether it hides or only wraps text. */
    CMS,

    /** A detached signature; it says nothing to a reader. */
    SIGNATURE,

    /** A file: by its first bytes. */
    FILE;

    private static final Set<String> PLAIN_APPLICATIONS =
            Set.of("json", "xml", "javascript", "ecmascript", "x-ndjson", "yaml", "sql", "x-sh");

    static BodyKind of(BodyDescriptor body) {
        String type = body.getMediaType() == null ? "" : body.getMediaType();
        String subtype = body.getSubType() == null ? "" : body.getSubType();
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "text" -> text(subtype);
            case "message" -> isMessage(subtype) ? MESSAGE : PLAIN;
            case "image", "audio", "video", "font", "model" ->
                    subtype.endsWith("+xml") ? PLAIN : FILE;
            case "application" -> application(subtype);
            default -> FILE;
        };
    }

    private static BodyKind text(String subtype) {
        return switch (subtype) {
            case "html" -> HTML;
            case "rtf" -> FILE;
            default -> PLAIN;
        };
    }

    private static boolean isMessage(String subtype) {
        return subtype.equals("global") || subtype.equals("news"); // RFC 6532 §3.7
    }

    private static BodyKind application(String subtype) {
        if (subtype.equals("xhtml+xml")) {
            return HTML;
        }
        if (subtype.endsWith("+xml")
                || subtype.endsWith("+json")
                || PLAIN_APPLICATIONS.contains(subtype)) {
            return PLAIN;
        }
        return switch (subtype) {
            case "pgp-encrypted" -> ENCRYPTED; // RFC 3156 §4
            case "pkcs7-mime", "x-pkcs7-mime" -> CMS;
            case "pgp-signature", "pkcs7-signature", "x-pkcs7-signature" -> SIGNATURE;
            default -> FILE;
        };
    }
}
