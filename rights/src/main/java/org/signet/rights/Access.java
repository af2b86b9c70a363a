package org.signet.rights;

import org.signet.rights.licence.Licence;

import java.time.Instant;

/** What a link is worth at this moment. */
public sealed interface Access {
    /**
     * The link is good for this recipient. It says nothing of who asks: the portal has to make sure
     * that it is the recipient.
     *
     * <p>It holds only for the moment it was made; {@link ProtectedMessages#open} looks again.
     */
    record Granted(
            MessageId message, String sender, String recipient, Licence licence, Instant expiry)
            implements Access {}

    /** No such link was ever made, or its message was taken back before it was sent. */
    record Unknown() implements Access {}

    /** The link was good until {@code at}. */
    record Expired(MessageId message, String sender, String recipient, Instant at)
            implements Access {}

    /** The right of this recipient was taken back {@code at} that moment. */
    record Revoked(MessageId message, String sender, String recipient, Instant at)
            implements Access {}

    /**
     * It cannot be said: the store does not answer, or what it holds does not verify. Never to be
     * shown as {@link Unknown}.
     *
     * @param cause for the operator's log; names no secret
     */
    record Unavailable(String cause) implements Access {}
}
