package org.signet.matchers;

import jakarta.mail.MessagingException;

import org.apache.mailet.Mail;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.Spool;

import java.io.IOException;
import java.io.OutputStream;

/** Asks a core module about the bytes of a mail's message. */
final class MessageBytes {
    /** A question about a message. */
    @FunctionalInterface
    interface Question {
        boolean ask(MessageSource message) throws IOException;
    }

    private MessageBytes() {}

    /** Asks; a message that cannot be read is an exception, never a no. */
    static boolean ask(Mail mail, Question question) throws MessagingException {
        try (Spool spool = Spool.inTemporaryFolder()) {
            try (OutputStream out = spool.output()) {
                MessageOctets.write(mail.getMessage(), out);
            }
            return question.ask(spool);
        } catch (IOException e) {
            throw new MessagingException("mail " + mail.getName() + ": cannot be read", e);
        }
    }
}
