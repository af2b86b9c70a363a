package org.signet.portal;

import org.signet.rights.MessageSource;
import org.signet.rights.template.Template;

import java.time.Duration;
import java.util.List;

/**
 * A reply or forward. Its message holds plaintext: never to be logged, never to leave unprotected.
 *
 * @param sender the address that the writer has shown to be theirs
 * @param recipients whom it goes to; at least one
 * @param inherited the protection of the message that it answers
 * @param message the mail in MIME; can be written more than once, always the same
 */
public record Outgoing(
        String sender, List<String> recipients, Inherited inherited, MessageSource message) {
    public Outgoing {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("a mail needs a recipient");
        }
    }

    /**
     * What an answer takes over from the message it answers.
     *
     * @param template the same rights
     * @param lifetime as long as the answered message was to be read, from the moment of the answer
     * @param conversation the same name, so that all messages of an exchange can be found together
     */
    public record Inherited(Template template, Duration lifetime, String conversation) {}

    @Override
    public String toString() {
        return "Outgoing[" + recipients.size() + " recipients]";
    }
}
