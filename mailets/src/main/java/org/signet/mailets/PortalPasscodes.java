package org.signet.mailets;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.mailet.MailetContext;
import org.signet.portal.PasscodeMail;
import org.signet.portal.PasscodeSender;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/**
 * Sends the portal's passcodes through James: into one processor, from which they go the way of any
 * other mail of the sender's domain, signed and aligned like it.
 *
 * <p>When somebody outside wrote the message (an answer out of the portal), the mail comes from the
 * postmaster's domain instead.
 *
 * <p>The envelope sender is the address in {@code From}, so that SPF speaks for the same domain
 * (RFC 7489 §3.1.2). {@code Auto-Submitted} keeps vacation programs from answering (RFC 3834 §5).
 */
final class PortalPasscodes implements PasscodeSender {
    private final MailetContext context;
    private final String processor;
    private final Clock clock;

    PortalPasscodes(MailetContext context, String processor, Clock clock) {
        this.context = context;
        this.processor = processor;
        this.clock = clock;
    }

    @Override
    public void send(PasscodeMail mail) throws IOException {
        try {
            String from = PortalSender.local(context, mail.from());
            context.sendMail(
                    new MailAddress(from),
                    List.of(new MailAddress(mail.to())),
                    message(mail, from),
                    processor);
        } catch (MessagingException | RuntimeException e) {
            throw new IOException("James did not take the passcode mail", e);
        }
    }

    private MimeMessage message(PasscodeMail mail, String from) throws MessagingException {
        MimeMessage message = new NamedMessage(from.replaceAll("^.*@", ""));
        message.setFrom(new InternetAddress(from, true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setText(mail.text(), StandardCharsets.UTF_8.name());
        message.saveChanges();
        return message;
    }

    /** Names itself in the sender's domain, where the default would give away user and host. */
    private static final class NamedMessage extends MimeMessage {
        private final String domain;

        NamedMessage(String domain) {
            super(Session.getInstance(new Properties()));
            this.domain = domain;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + UUID.randomUUID() + "@" + domain + ">");
        }
    }
}
