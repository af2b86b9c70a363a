package org.apache.james.transport.mailets;

import jakarta.mail.MessagingException;

import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Writes each mail into a file below {@code var/} of the working directory and ends it. */
abstract class RecordingMailet extends GenericMailet {
    private static final AtomicLong COUNT = new AtomicLong();

    final Path write(Mail mail, String folder, String preface) throws MessagingException {
        try {
            Path home = Path.of(System.getProperty("working.directory"), "var");
            Path target = Files.createDirectories(home.resolve(folder));
            long number = COUNT.incrementAndGet();
            Path unfinished = target.resolve(number + ".part");
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                out.write(preface.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                mail.getMessage().writeTo(out);
            }
            return Files.move(unfinished, target.resolve(number + ".eml"));
        } catch (IOException e) {
            throw new MessagingException("Could not record " + mail.getName(), e);
        }
    }

    @Override
    public String getMailetInfo() {
        return "Stand-in for " + getClass().getSimpleName();
    }
}
