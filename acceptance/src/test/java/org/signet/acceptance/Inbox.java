package org.signet.acceptance;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;

/** Reads a person's mailbox as a mail program does: over IMAP. */
final class Inbox {
    private final LocalSignet signet;
    private final Person person;

    Inbox(LocalSignet signet, Person person) {
        this.signet = signet;
        this.person = person;
    }

    /** The sources of all messages. */
    List<String> messages() throws MessagingException, IOException {
        Properties properties = new Properties();
        properties.put("mail.imap.timeout", "5000");
        List<String> sources = new ArrayList<>();
        try (Store store = Session.getInstance(properties).getStore("imap")) {
            store.connect("127.0.0.1", signet.ports().imap(), person.address(), person.password());
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                for (Message message : inbox.getMessages()) {
                    ByteArrayOutputStream source = new ByteArrayOutputStream();
                    message.writeTo(source);
                    sources.add(source.toString(StandardCharsets.UTF_8));
                }
            }
        }
        return sources;
    }

    /** Waits for a message that has the property. */
    String await(String what, Duration limit, Predicate<String> property) throws Exception {
        return Waiting.forPresence(
                what,
                limit,
                () -> {
                    try {
                        return messages().stream().filter(property).findFirst();
                    } catch (MessagingException | IOException e) {
                        if (isTimeout(e)) {
                            // James 3.8.1 leaves an IMAP command without answer once in a thousand
                            // connections; a mail program connects again, and so do we
                            return Optional.empty();
                        }
                        throw e;
                    }
                });
    }

    /** Jakarta Mail tells of a time-out in words only. */
    private static boolean isTimeout(Exception failure) {
        return String.valueOf(failure.getMessage()).contains("SocketTimeoutException");
    }
}
