package org.signet.sandbox.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

@Timeout(60)
class MailboxTest {
    private static final Arrival ARRIVAL =
            new Arrival(
                    Instant.parse("2026-01-02T03:04:05Z"),
                    "dane.test",
                    "mx.dane.test",
                    "127.0.0.1",
                    "client.example",
                    new TlsFacts.Plaintext());

    private static Envelope to(String recipient) {
        return new Envelope(
                "a@there.test", List.of(), List.of(new Envelope.Recipient(recipient, List.of())));
    }

    private static ReceivedMail add(Mailbox mailbox, int size) {
        return mailbox.add(ARRIVAL, to("b@dane.test"), new byte[size]);
    }

    @Test
    void mailsShouldBeInOrderOfArrival() {
        Mailbox mailbox = new Mailbox(Mailbox.Capacity.STANDARD);
        ReceivedMail first = add(mailbox, 1);
        ReceivedMail second = add(mailbox, 1);

        assertThat(mailbox.mails()).containsExactly(first, second);
        assertThat(mailbox.mail(second.id())).contains(second);
        assertThat(mailbox.mail("none")).isEmpty();
    }

    @Test
    void oldestShouldGoWhenThereAreTooMany() {
        Mailbox mailbox = new Mailbox(new Mailbox.Capacity(2, 1000));
        add(mailbox, 1);
        ReceivedMail second = add(mailbox, 1);
        ReceivedMail third = add(mailbox, 1);

        assertThat(mailbox.mails()).containsExactly(second, third);
    }

    @Test
    void oldestShouldGoWhenTheyAreTooLarge() {
        Mailbox mailbox = new Mailbox(new Mailbox.Capacity(10, 100));
        add(mailbox, 60);
        ReceivedMail second = add(mailbox, 50);
        ReceivedMail third = add(mailbox, 50);

        assertThat(mailbox.mails()).containsExactly(second, third);
    }

    @Test
    void newestShouldStayHoweverLargeItIs() {
        Mailbox mailbox = new Mailbox(new Mailbox.Capacity(10, 100));
        add(mailbox, 60);
        ReceivedMail large = add(mailbox, 500);

        assertThat(mailbox.mails()).containsExactly(large);
    }

    @Test
    void clearShouldMakeRoomAndKeepCounting() {
        Mailbox mailbox = new Mailbox(new Mailbox.Capacity(10, 100));
        ReceivedMail before = add(mailbox, 90);
        mailbox.clear();
        ReceivedMail after = add(mailbox, 90);

        assertThat(mailbox.mails()).containsExactly(after);
        assertThat(after.id()).isNotEqualTo(before.id());
    }

    @Test
    void awaitShouldReturnWhenTheMailComes() throws Exception {
        Mailbox mailbox = new Mailbox(Mailbox.Capacity.STANDARD);
        Thread sender =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    mailbox.add(ARRIVAL, to("other@dane.test"), new byte[0]);
                                    mailbox.add(ARRIVAL, to("Carol@dane.test"), new byte[0]);
                                });

        assertThat(mailbox.awaitMailTo("carol@dane.test", Duration.ofSeconds(30)))
                .hasValueSatisfying(
                        mail ->
                                assertThat(mail.envelope().addresses())
                                        .containsExactly("Carol@dane.test"));
        sender.join();
    }

    @Test
    void awaitShouldReturnNothingWhenTimeIsUp() throws Exception {
        Mailbox mailbox = new Mailbox(Mailbox.Capacity.STANDARD);
        add(mailbox, 1);

        assertThat(mailbox.awaitMailTo("nobody@dane.test", Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void sourceShouldNotBeChangedFromOutside() {
        byte[] octets = {1, 2, 3};
        ReceivedMail mail =
                new Mailbox(Mailbox.Capacity.STANDARD).add(ARRIVAL, to("b@dane.test"), octets);
        octets[0] = 9;
        mail.source()[1] = 9;

        assertThat(mail.source()).containsExactly(1, 2, 3);
    }
}
