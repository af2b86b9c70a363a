package org.signet.portal.reply;

import org.signet.portal.passcode.Digest;

import java.time.Instant;

/** What answering needs of a database. */
public interface ReplyStore {
    /** Whether the draft was handed over already. */
    boolean wasSent(Digest draft);

    ReplyRules.Sent sent(Digest author, Instant since);

    /** Notes that a draft was handed over; noting it twice changes nothing. */
    void note(Digest draft, Digest author, int recipients, Instant now);

    void forget(Instant sentBefore);
}
