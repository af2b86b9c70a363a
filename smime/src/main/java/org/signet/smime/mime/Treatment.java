package org.signet.smime.mime;

/** What happens to a stretch of lines when the canonical form is written. */
enum Treatment {
    /** The bytes stay; only line ends become CRLF. */
    KEEP,
    /** Left out: text around the parts of a multipart, which no reader shows. */
    DROP,
    TO_QUOTED_PRINTABLE,
    TO_BASE64,
    /** Base64 already, in lines that a server might touch. */
    REFOLD_BASE64,
    /** Quoted-printable already, in lines that a server might touch. */
    REFOLD_QUOTED_PRINTABLE
}
