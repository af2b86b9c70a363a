package org.apache.james.transport.mailets;

import jakarta.mail.MessagingException;

import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;

/**
 * Stand-in for the mailet that Maven Central lacks for James 3.9.0: writes the mail with the reason
 * for which the real one would notify the sender.
 */
public class DSNBounce extends RecordingMailet {
    private static final AttributeName REASON = AttributeName.of("delivery-error");

    @Override
    public void service(Mail mail) throws MessagingException {
        String reason =
                AttributeUtils.getValueAndCastFromMail(mail, REASON, String.class).orElse("none");
        write(mail, "notified/" + mail.getMaybeSender().asString(), "Reason: " + reason + "\r\n");
        mail.setState(Mail.GHOST);
    }
}
