package org.signet.classification.message;

import java.util.Locale;

/** What a message is for, as far as its header and structure say so. */
public enum MessageKind {
    /** An answer by a program: {@code Auto-Submitted: auto-replied} (RFC 3834 §5) and the like. */
    AUTO_REPLY,

    /** Sent on: resent fields (RFC 5322 §3.6.6), marks of forwarding programs, "Fwd:". */
    FORWARD,

    /** An invitation or an answer to one: a part {@code text/calendar} (RFC 5545 §8.1). */
    CALENDAR,

    /** Signed: {@code multipart/signed} (RFC 1847 §2.1), or S/MIME signed data. */
    SIGNED,

    /** Encrypted with S/MIME or PGP, in whole or in part. */
    ENCRYPTED,

    /** A delivery status notification (RFC 3464 §2). */
    DSN,

    /** A read receipt: a message disposition notification (RFC 8098 §3). */
    READ_RECEIPT,

    /** From a mailing list (RFC 2919 §3, RFC 2369 §3), or in bulk. */
    LIST;

    /** The word in policy files. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
