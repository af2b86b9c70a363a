package org.signet.rights;

import org.signet.rights.licence.Licence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A protected message as its sender or an operator sees it.
 *
 * @param mailId the Message-ID of the mail, if it had one
 * @param recipients in alphabetical order
 */
public record MessageStatus(
        MessageId message,
        Licence licence,
        Optional<String> mailId,
        Optional<Instant> shredded,
        List<Recipient> recipients) {
    public MessageStatus {
        recipients = List.copyOf(recipients);
    }

    /** What a recipient's link is worth now. */
    public enum State {
        OPEN,
        EXPIRED,
        REVOKED,
        SHREDDED,
        /** The row of the grant is not as it was written; the link opens nothing. */
        TAMPERED
    }

    /**
     * One recipient.
     *
     * @param revoked since when, if at all
     * @param opened how often the message was opened by this recipient
     */
    public record Recipient(
            String address, State state, Instant expiry, Optional<Instant> revoked, long opened) {}
}
