package org.signet.parity;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

import javax.mail.MessagingException;

/**
 * Writes each mail with its attributes into a file and ends it. Compiled by the tests against James
 * 3.8.1, whose class path the rest of the tests is not on.
 */
public final class Recorder extends GenericMailet {
    private static final AtomicLong COUNT = new AtomicLong();

    @Override
    public void service(Mail mail) throws MessagingException {
        long number = COUNT.incrementAndGet();
        Path folder = Path.of(System.getProperty("working.directory"), "recorded");
        Path unfinished = folder.resolve(number + ".part");
        try {
            Files.createDirectories(folder);
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                out.write(facts(mail).getBytes(StandardCharsets.UTF_8));
                mail.getMessage().writeTo(out);
            }
            Files.move(unfinished, folder.resolve(number + ".mail"));
        } catch (IOException e) {
            throw new MessagingException("Could not record " + mail.getName(), e);
        }
        mail.setState(Mail.GHOST);
    }

    private String facts(Mail mail) {
        StringBuilder text = new StringBuilder();
        line(text, "as", getInitParameter("as"));
        line(text, "name", mail.getName());
        line(text, "sender", mail.getMaybeSender().asString());
        line(text, "error-message", String.valueOf(mail.getErrorMessage()));
        for (MailAddress recipient : mail.getRecipients()) {
            line(text, "to", recipient.asString());
        }
        mail.attributes()
                .forEach(
                        attribute ->
                                line(text, "@" + attribute.getName().asString(), value(attribute)));
        return text.append('\n').toString();
    }

    /** The Java type is a fact too: matchers cast. */
    private static String value(Attribute attribute) {
        Object value = attribute.getValue().value();
        return value.getClass().getSimpleName() + " " + value;
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name)
                .append('=')
                .append(value.replace("\r", "").replace("\n", "\\n"))
                .append('\n');
    }
}
