package org.signet.acceptance.container;

import jakarta.mail.MessagingException;

import org.apache.james.GuiceJamesServer;
import org.apache.james.core.MailAddress;
import org.apache.james.modules.MailetProcessingModule;
import org.apache.james.modules.server.RawPostDequeueDecoratorModule;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts the mailet container, and gives it each file of {@code submitted/} as a mail.
 *
 * <p>The first line of such a file names sender and recipients, the message follows. The sender
 * counts as signed in.
 */
public final class Container {
    private static final long BETWEEN_LOOKS = 50_000_000;
    private static final AttributeName SIGNED_IN_AS =
            AttributeName.of("org.apache.james.SMTPAuthUser");

    private Container() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(System.getProperty("working.directory"));
        Path submitted = Files.createDirectories(home.resolve("submitted"));
        GuiceJamesServer server =
                GuiceJamesServer.forConfiguration(
                                Configuration.builder().useWorkingDirectoryEnvProperty().build())
                        .combineWith(
                                new MailetProcessingModule(),
                                new RawPostDequeueDecoratorModule(),
                                new StandInModule());
        server.start();
        SpoolProbe spool = server.getProbe(SpoolProbe.class);
        spool.addUser("alice@signet.test");
        spool.addUser("bob@signet.test");
        Files.writeString(home.resolve("ready"), "");
        while (true) {
            try (var files = Files.newDirectoryStream(submitted, "*.mail")) {
                for (Path file : files) {
                    spool.enqueue(mail(file));
                    Files.delete(file);
                }
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }

    private static Mail mail(Path file) throws IOException, MessagingException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        int line = text.indexOf('\n');
        List<MailAddress> addresses = new ArrayList<>();
        for (String address : text.substring(0, line).strip().split(" ", -1)) {
            addresses.add(new MailAddress(address));
        }
        MailImpl mail =
                MailImpl.builder()
                        .name(file.getFileName().toString())
                        .sender(addresses.getFirst())
                        .addRecipients(addresses.subList(1, addresses.size()))
                        .addAttribute(
                                new Attribute(
                                        SIGNED_IN_AS,
                                        AttributeValue.of(addresses.getFirst().asString())))
                        .build();
        mail.setMessageContent(
                MimeMessageInputStreamSource.create(
                        mail.getName(),
                        new ByteArrayInputStream(
                                text.substring(line + 1).getBytes(StandardCharsets.ISO_8859_1))));
        return mail;
    }
}
