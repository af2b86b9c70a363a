package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import org.signet.transport.delivery.Outcome;
import org.signet.transport.policy.Reason;
import org.signet.transport.smtp.TlsFacts;

import java.util.Optional;

class DeliveryAuditTest {
    private static String line(String name, Outcome outcome) throws Exception {
        Mail mail =
                FakeMail.builder()
                        .name(name)
                        .sender("alice@sender.example")
                        .recipient("bob@example.com")
                        .build();
        return DeliveryAudit.line(mail, new MailAddress("bob@example.com"), outcome);
    }

    @Test
    void sentShouldTellHowItWasProtected() throws Exception {
        Outcome sent = new Outcome.Delivered("mx[192.0.2.1]:25", new TlsFacts.Plain(), "250 x", 1);
        assertThat(line("mail-1", sent))
                .isEqualTo(
                        "action=remote-delivery mail=mail-1 sender=<alice@sender.example>"
                                + " recipient=<bob@example.com> try=1 outcome=sent"
                                + " protection=plain relay=mx[192.0.2.1]:25");
    }

    @Test
    void failureShouldTellItsReasonAndNoWordOfTheServer() throws Exception {
        Outcome.Failure failure =
                new Outcome.Failure(
                        Reason.REFUSED,
                        "5.1.1",
                        "outcome=sent",
                        Optional.of(550),
                        Optional.of("550 outcome=sent"),
                        "mx[192.0.2.1]:25");
        assertThat(line("mail-1", new Outcome.Permanent(failure)))
                .endsWith(
                        " try=1 outcome=refused reason=refused status=5.1.1"
                                + " relay=mx[192.0.2.1]:25")
                .doesNotContain("outcome=sent");
        assertThat(line("mail-1", new Outcome.Temporary(failure))).contains("outcome=deferred");
    }

    @Test
    void nameShouldNotBeginALineOfItsOwn() throws Exception {
        Outcome sent = new Outcome.Delivered("mx", new TlsFacts.Plain(), "250 x", 1);
        assertThat(line("a\nb c", sent)).contains("mail=a?b?c ");
    }
}
