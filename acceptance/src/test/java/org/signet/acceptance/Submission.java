package org.signet.acceptance;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Sends mail as a person's mail program does: over SMTP, signed in. */
final class Submission {
    private final LocalSignet signet;
    private final Person sender;

    Submission(LocalSignet signet, Person sender) {
        this.signet = signet;
        this.sender = sender;
    }

    /** Sends a plain text message and returns its source as submitted. */
    byte[] send(String subject, String text, String... recipients)
            throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(session());
        message.setFrom(sender.address());
        for (String recipient : recipients) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
        }
        message.setSubject(subject);
        message.setText(text, StandardCharsets.UTF_8.name());
        message.saveChanges();
        ByteArrayOutputStream source = new ByteArrayOutputStream();
        message.writeTo(source);
        send(source.toByteArray(), recipients);
        return source.toByteArray();
    }

    /** Sends a message as it is. */
    void send(byte[] source, String... recipients) throws MessagingException {
        Session session = session();
        InternetAddress[] to = new InternetAddress[recipients.length];
        for (int i = 0; i < recipients.length; i++) {
            to[i] = new InternetAddress(recipients[i]);
        }
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(
                    "127.0.0.1", signet.ports().submission(), sender.address(), sender.password());
            transport.sendMessage(new MimeMessage(session, new ByteArrayInputStream(source)), to);
        }
    }

    private Session session() {
        Properties properties = new Properties();
        properties.put("mail.smtp.auth", "true");
        properties.put("mail.smtp.from", sender.address());
        properties.put("mail.smtp.timeout", "30000");
        properties.put("mail.mime.allowutf8", "false");
        return Session.getInstance(properties);
    }
}
