package org.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.signet.acceptance.LocalSignet.James;
import org.signet.sandbox.mailbox.ReceivedMail;
import org.signet.sandbox.smtp.Fault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A James whose queue is on disk loses its power while it delivers, twice. Every mail that it had
 * taken arrives, with the protection that its destination asks for; only what was under way at that
 * moment may arrive twice, since no server can know how far it had got (RFC 1047).
 */
class PowerCutTest {
    private static final int MAILS = 120;
    private static final int CUTS = 2;
    private static final int UNDER_WAY = 20;
    private static final List<String> DOMAINS = List.of("dane.test", "tls.test", "plain.test");

    @Test
    void mailShouldSurviveThePowerCut() throws Exception {
        Path classes =
                Files.createDirectories(
                        RunningSignet.PROJECT.resolve("acceptance/target/persistent-james"));
        JamesSources.compile(
                RunningSignet.PROJECT,
                "3.8-activemq",
                classes,
                "persistent/org/signet/persistent/PersistentJames");
        James persistent =
                new James(
                        "3.8",
                        "3.8-activemq",
                        "org.signet.persistent.PersistentJames",
                        List.of(classes));
        try (LocalSignet signet =
                LocalSignet.start(RunningSignet.setup("power-cut").with(persistent))) {
            List<String> recipients = send(signet);
            for (int cut = 1; cut <= CUTS; cut++) {
                awaitArrivals(signet, cut * MAILS / 4);
                signet.cutPower();
                assertThat(signet.sandbox().mails()).hasSizeLessThan(MAILS);
                signet.startAgain();
            }
            DOMAINS.forEach(domain -> signet.sandbox().fault(domain, Fault.NONE));
            for (String recipient : recipients) {
                assertThat(signet.sandbox().mailbox().awaitMailTo(recipient, Duration.ofMinutes(2)))
                        .as(recipient)
                        .isPresent();
            }
            assertThatNothingIsTooMuchOrTooWeak(signet.sandbox().mails());
        }
    }

    /** To servers that are slow enough to be caught in the middle. */
    private static List<String> send(LocalSignet signet) throws Exception {
        for (String domain : DOMAINS) {
            signet.sandbox()
                    .fault(domain, Fault.of(Fault.Kind.SLOW).delayed(Duration.ofMillis(300)));
        }
        Submission alice = new Submission(signet, signet.person("alice"));
        List<String> recipients =
                IntStream.range(0, MAILS)
                        .mapToObj(i -> "r%d@%s".formatted(i, DOMAINS.get(i % DOMAINS.size())))
                        .toList();
        for (String recipient : recipients) {
            alice.send("Greetings", "Hello " + recipient, recipient);
        }
        return recipients;
    }

    private static void awaitArrivals(LocalSignet signet, int count) throws Exception {
        Waiting.until(
                count + " mails to arrive",
                Duration.ofMinutes(4),
                () -> signet.sandbox().mails().size() >= count);
    }

    private static void assertThatNothingIsTooMuchOrTooWeak(List<ReceivedMail> mails) {
        Map<String, Long> copies =
                mails.stream()
                        .flatMap(mail -> mail.envelope().addresses().stream())
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(copies).hasSize(MAILS);
        assertThat(mails.size() - MAILS)
                .as("second copies")
                .isLessThanOrEqualTo(CUTS * DOMAINS.size() * UNDER_WAY);
        assertThat(mails)
                .filteredOn(mail -> mail.envelope().addresses().get(0).endsWith("@dane.test"))
                .isNotEmpty()
                .allMatch(mail -> text(mail).contains("X-Signet-Transport: dane-verified"));
        assertThat(mails)
                .filteredOn(mail -> mail.envelope().addresses().get(0).endsWith("@tls.test"))
                .isNotEmpty()
                .allMatch(mail -> text(mail).contains("X-Signet-Transport: encrypted"));
    }

    private static String text(ReceivedMail mail) {
        return new String(mail.source(), StandardCharsets.ISO_8859_1);
    }
}
