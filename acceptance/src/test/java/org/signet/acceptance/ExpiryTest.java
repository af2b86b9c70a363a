package org.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.signet.sandbox.mailbox.ReceivedMail;
import org.signet.testing.TestCa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;

/** A James whose key ends soon says so by mail and to WebAdmin. */
class ExpiryTest {
    @Test
    void postmasterAndWebAdminShouldLearnThatAKeyExpires() throws Exception {
        try (LocalSignet signet =
                LocalSignet.start(RunningSignet.setup("expiry").with(ExpiryTest::endingKey))) {
            ReceivedMail mail =
                    signet.sandbox()
                            .mailbox()
                            .awaitMailTo("chief@tls.test", Duration.ofMinutes(2))
                            .orElseThrow(() -> new AssertionError("No mail to the postmaster"));

            assertThat(new String(mail.source(), StandardCharsets.ISO_8859_1))
                    .contains("Subject: Certificates: 0 expired, 1 expire soon, 0 unreadable")
                    .contains("Auto-Submitted: auto-generated")
                    .contains("ending@example.org")
                    .contains("in 4 days");
            assertThat(signet.directory().resolve("james/var/signet-expiry-warned"))
                    .content()
                    .startsWith("20");
            assertThat(signet.webAdmin().health())
                    .contains("Signet certificates")
                    .contains("0 expired, 1 expire soon, 0 unreadable");
        }
    }

    private static void endingKey(ConfFolder conf) {
        conf.edit(
                "mailetcontainer.xml",
                text ->
                        text.replaceFirst(
                                "<postmaster>[^<]*</postmaster>",
                                "<postmaster>chief@tls.test</postmaster>"));
        TestCa.Identity ending =
                TestCa.root("Root")
                        .person("ending@example.org")
                        .valid(
                                Instant.now().minusSeconds(60),
                                Instant.now().plus(Duration.ofDays(5)))
                        .issue();
        try {
            Files.writeString(
                    conf.file("smime/keys/ending.pem"), ending.keyPem() + ending.chainPem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
