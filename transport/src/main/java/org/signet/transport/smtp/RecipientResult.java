package org.signet.transport.smtp;

import org.signet.transport.policy.Reason;

/** What became of one recipient in a transaction. */
public sealed interface RecipientResult {
    /** The server took responsibility for the message. */
    record Accepted(SmtpReply reply) implements RecipientResult {}

    /** The server refused, for now or for good, as the reply's code says. */
    record Refused(SmtpReply reply) implements RecipientResult {}

    /** This server cannot take the message at all, so that it was not offered. */
    record Unsendable(Reason reason, String detail) implements RecipientResult {}
}
