package org.signet.mailets;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Mail;
import org.signet.matchers.MessageOctets;
import org.signet.smime.mime.Spool;

import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;

/**
 * Lets a core module rewrite the message of a mail as bytes. The bytes it writes are kept by James
 * as they are and sent as they are; header fields that later mailets add come before the body and
 * leave it alone.
 */
final class MessageBytes {
    /** Writes a message. */
    @FunctionalInterface
    interface Writer {
        void writeTo(OutputStream out) throws IOException, MessagingException;
    }

    private MessageBytes() {}

    /** The bytes of a message, to be closed after use. */
    static Spool read(MimeMessage message) throws MessagingException, IOException {
        Spool spool = Spool.inTemporaryFolder();
        boolean complete = false;
        try (OutputStream out = spool.output()) {
            MessageOctets.write(message, out);
            complete = true;
            return spool;
        } finally {
            if (!complete) {
                spool.close();
            }
        }
    }

    /** What a core module writes, as James stores it; to be given to {@link #put}. */
    static MimeMessageInputStreamSource write(Writer writer)
            throws MessagingException, IOException {
        MimeMessageInputStreamSource source =
                MimeMessageInputStreamSource.create("signet-" + UUID.randomUUID());
        boolean complete = false;
        try (OutputStream out = source.getWritableOutputStream()) {
            writer.writeTo(out);
            complete = true;
            return source;
        } finally {
            if (!complete) {
                LifecycleUtil.dispose(source);
            }
        }
    }

    /** Puts a rewritten message in the place of the one that the mail has. */
    static void put(Mail mail, MimeMessageInputStreamSource rewritten) throws MessagingException {
        if (mail instanceof MailImpl james) {
            james.setMessageContent(rewritten);
        } else {
            mail.setMessage(new MimeMessageWrapper(rewritten));
        }
    }
}
