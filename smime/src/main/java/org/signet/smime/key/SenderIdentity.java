package org.signet.smime.key;

import org.signet.smime.certificate.Mailbox;

import java.util.List;
import java.util.Optional;

/**
 * In whose name a message may be signed.
 *
 * <p>A signature says that the author in From wrote the message (RFC 8550 §3), so a server must not
 * sign for anybody who merely writes a name there. The author must be one, must be the envelope
 * sender, and the mail must come from somebody who logged in; that whoever logged in may use that
 * envelope sender is checked by the mail server when it takes the mail.
 */
public sealed interface SenderIdentity {
    /** Whose key may be used. */
    record Known(Mailbox mailbox) implements SenderIdentity {}

    /** Nobody's. */
    record Unknown(Reason reason) implements SenderIdentity {}

    /** Why nobody's key may be used. */
    enum Reason {
        NOT_AUTHENTICATED,
        NO_ENVELOPE_SENDER,
        NOT_ONE_AUTHOR,
        AUTHOR_IS_NOT_ENVELOPE_SENDER
    }

    /**
     * Decides.
     *
     * @param authenticated whether the mail came from somebody who logged in
     * @param envelope the envelope sender
     * @param authors the addresses in From; none if they cannot be read
     */
    static SenderIdentity decide(
            boolean authenticated, Optional<Mailbox> envelope, List<Mailbox> authors) {
        if (!authenticated) {
            return new Unknown(Reason.NOT_AUTHENTICATED);
        }
        if (envelope.isEmpty()) {
            return new Unknown(Reason.NO_ENVELOPE_SENDER);
        }
        if (authors.size() != 1) {
            return new Unknown(Reason.NOT_ONE_AUTHOR);
        }
        return authors.get(0).equals(envelope.get())
                ? new Known(authors.get(0))
                : new Unknown(Reason.AUTHOR_IS_NOT_ENVELOPE_SENDER);
    }
}
