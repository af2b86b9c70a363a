package org.signet.portal;

import java.io.IOException;

/** Takes over what readers write; the mail server around the portal provides it. */
@FunctionalInterface
public interface Outbox {
    /**
     * Keeps a mail and goes on to deliver it: to people inside as it is, to people outside
     * protected like the message that it answers. The operator's rules for mail apply before.
     *
     * @throws IOException if the mail was not taken over whole; nothing of it is delivered then,
     *     and the writer is told and keeps the text
     */
    void take(Outgoing mail) throws IOException;
}
