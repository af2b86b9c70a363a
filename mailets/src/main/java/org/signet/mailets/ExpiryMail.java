package org.signet.mailets;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.mailet.MailetContext;
import org.signet.smime.expiry.ExpiryReport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/**
 * The mail that tells the postmaster what ends. It has no envelope sender and names itself
 * generated (RFC 3834 §3.1.7, §5), so that nothing answers it.
 */
final class ExpiryMail {
    static final int MOST_LINES = 200;

    private final MailetContext context;
    private final Clock clock;

    ExpiryMail(MailetContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    void send(ExpiryReport report) throws IOException {
        try {
            MailAddress postmaster = context.getPostmaster();
            context.sendMail(
                    MailAddress.nullSender(), List.of(postmaster), message(postmaster, report));
        } catch (MessagingException e) {
            throw new IOException("James did not take the mail that tells what expires", e);
        }
    }

    private MimeMessage message(MailAddress postmaster, ExpiryReport report)
            throws MessagingException {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
        message.setFrom(new InternetAddress(postmaster.asString()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(postmaster.asString()));
        message.setSubject("Certificates: " + report.summary(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setText(text(report), StandardCharsets.UTF_8.name());
        message.saveChanges();
        return message;
    }

    private static String text(ExpiryReport report) {
        return "Signet on this mail server watches "
                + report.watched()
                + " certificates and revocation lists: "
                + report.summary()
                + ".\n\n- "
                + String.join("\n\n- ", report.lines(MOST_LINES))
                + "\n\nThis mail comes once a day until all is renewed or removed.\n";
    }
}
