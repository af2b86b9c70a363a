package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;

/** Returns mail to its sender. */
final class Bounce {
    private Bounce() {}

    /** Mail without a sender cannot be returned; letting it vanish is no way either. */
    static void orFail(MailetContext context, Mail mail, String text) throws MessagingException {
        if (!mail.hasSender()) {
            throw new MessagingException("Cannot be returned, since it has no sender: " + text);
        }
        context.bounce(mail, text);
    }
}
