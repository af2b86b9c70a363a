package org.apache.james.transport.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;

/** Stand-in for the mailet that Maven Central lacks for James 3.9.0: a folder for each mailbox. */
public class LocalDelivery extends RecordingMailet {
    @Override
    public void service(Mail mail) throws MessagingException {
        for (MailAddress recipient : mail.getRecipients()) {
            write(mail, "local/" + recipient.asString(), "");
        }
        mail.setState(Mail.GHOST);
    }
}
