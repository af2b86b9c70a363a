package org.signet.matchers;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.apache.james.server.core.InternetHeadersInputStream;
import org.apache.james.server.core.MailHeaders;
import org.apache.james.server.core.MimeMessageWrapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Writes a message as it is.
 *
 * <p>James's own {@code writeTo} parses the whole message in memory once any mailet before has
 * touched a header field. The stream that James has beside it does not: it is the header as it is
 * now, and the body from where the message lies.
 */
public final class MessageOctets {
    private MessageOctets() {}

    /** Writes header and body. */
    public static void write(MimeMessage message, OutputStream out)
            throws MessagingException, IOException {
        if (message instanceof MimeMessageWrapper wrapper) {
            try (InputStream in = wrapper.getMessageInputStream()) {
                in.transferTo(out);
            }
        } else {
            message.writeTo(out);
        }
    }

    /** Writes header and body, leaving the named fields out. */
    public static void writeWithout(MimeMessage message, OutputStream out, String... fields)
            throws MessagingException, IOException {
        if (message instanceof MimeMessageWrapper wrapper) {
            try (InputStream in = wrapper.getMessageInputStream();
                    InputStream head =
                            new InternetHeadersInputStream(
                                    new MailHeaders(in).getNonMatchingHeaderLines(fields))) {
                head.transferTo(out);
                in.transferTo(out);
            }
        } else {
            message.writeTo(out, fields);
        }
    }
}
