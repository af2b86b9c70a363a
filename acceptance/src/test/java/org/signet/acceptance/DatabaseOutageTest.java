package org.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.signet.sandbox.mailbox.ReceivedMail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Confidential mail waits in James while the database is away, and leaves when it is back. */
class DatabaseOutageTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String CARD = "4111 1111 1111 1111";

    @Test
    void confidentialMailShouldWaitInJamesUntilTheDatabaseIsBack() throws Exception {
        Path folder =
                Files.createDirectories(
                        RunningSignet.PROJECT.resolve("acceptance/target/outage-database"));
        Folders.delete(folder);
        Server database = database(folder, "0");
        String port = Integer.toString(database.getPort());
        String url = "jdbc:h2:tcp://127.0.0.1:" + port + "/./rights";
        try (LocalSignet signet =
                LocalSignet.start(
                        RunningSignet.setup("outage").with(Map.of("signet.store.jdbc-url", url)))) {
            send(signet, "dave@tls.test");
            awaitWrapper(signet, "dave@tls.test");

            database.stop();
            send(signet, "eve@tls.test");
            Waiting.until(
                    "the mail in the error repository",
                    Duration.ofMinutes(4),
                    () -> signet.webAdmin().mailsIn("var/mail/error").size() == 1);
            assertThat(signet.sandbox().mails())
                    .noneMatch(mail -> mail.envelope().addresses().contains("eve@tls.test"));

            database = database(folder, port);
            signet.webAdmin().reprocess("var/mail/error", "root");
            awaitWrapper(signet, "eve@tls.test");
            assertThat(signet.webAdmin().mailsIn("var/mail/error")).isEmpty();
            assertThat(signet.sandbox().mails()).noneMatch(mail -> text(mail).contains(CARD));
        } finally {
            database.stop();
        }
    }

    private static Server database(Path folder, String port) throws Exception {
        return Server.createTcpServer(
                        "-tcpPort", port, "-ifNotExists", "-baseDir", folder.toString())
                .start();
    }

    private static void send(LocalSignet signet, String recipient) throws Exception {
        new Submission(signet, signet.person("alice"))
                .send("Payment", "My card: " + CARD + ", cvv 123.", recipient);
    }

    private static void awaitWrapper(LocalSignet signet, String recipient) throws Exception {
        ReceivedMail mail =
                signet.sandbox()
                        .mailbox()
                        .awaitMailTo(recipient, SOON)
                        .orElseThrow(() -> new AssertionError("Nothing came for " + recipient));
        assertThat(text(mail)).contains("/m/");
    }

    private static String text(ReceivedMail mail) {
        return new String(mail.source(), StandardCharsets.ISO_8859_1);
    }
}
