package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.apache.james.queue.api.MailQueue.MailQueueItem.CompletionStatus;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import org.signet.mailets.DeliveryWorkers.Held;

import java.util.ArrayList;
import java.util.List;

/** Entries of the queue that come twice, or whose end the queue does not hear. */
class DeliveryTwinsTest {
    private final DeliveryEntries entries = new DeliveryEntries();
    private final List<String> told = new ArrayList<>();

    private final class Item implements MailQueueItem {
        private final String name;
        private final Mail mail;
        private final boolean deaf;

        Item(String name, Mail mail, boolean deaf) {
            this.name = name;
            this.mail = mail;
            this.deaf = deaf;
        }

        @Override
        public Mail getMail() {
            return mail;
        }

        @Override
        public void done(CompletionStatus status) {
            if (deaf) {
                throw new IllegalStateException("the broker is away");
            }
            told.add(name + " " + status);
        }
    }

    private static Mail marked() throws Exception {
        Mail mail = FakeMail.builder().name("mail-1").recipient("bob@example.com").build();
        DeliveryMarks.newEntry(mail);
        return mail;
    }

    private Held arrive(MailQueueItem item) {
        return new Held(item, entries.arrived(item).orElseThrow());
    }

    @Test
    void twinShouldShareTheEndOfTheFirst() throws Exception {
        Mail mail = marked();
        Held first = arrive(new Item("first", mail, false));
        assertThat(entries.arrived(new Item("twin", mail, false))).isEmpty();
        entries.finished(first);
        assertThat(told).containsExactly("first SUCCESS", "twin SUCCESS");
    }

    @Test
    void twinOfWhatIsGivenBackShouldBeGivenBack() throws Exception {
        Mail mail = marked();
        Held first = arrive(new Item("first", mail, false));
        assertThat(entries.arrived(new Item("twin", mail, false))).isEmpty();
        entries.giveBack(first);
        assertThat(told).containsExactly("first RETRY", "twin RETRY");
    }

    @Test
    void whatWasFinishedUnheardShouldOnlyBeAcknowledged() throws Exception {
        Mail mail = marked();
        entries.finished(arrive(new Item("first", mail, true)));
        assertThat(entries.arrived(new Item("again", mail, false))).isEmpty();
        assertThat(told).containsExactly("again SUCCESS");
    }

    @Test
    void whatWasGivenBackUnheardShouldBeTakenAgain() throws Exception {
        Mail mail = marked();
        entries.giveBack(arrive(new Item("first", mail, true)));
        assertThat(entries.arrived(new Item("again", mail, false))).isPresent();
    }

    @Test
    void markThatChangedSinceShouldNotMatter() throws Exception {
        Mail mail = marked();
        Item first = new Item("first", mail, false);
        Held held = arrive(first);
        DeliveryMarks.newEntry(mail);
        assertThat(entries.arrived(new Item("next", mail, false))).isPresent();
        entries.finished(held);
        assertThat(told).containsExactly("first SUCCESS");
    }

    @Test
    void mailWithoutMarkShouldAlwaysBeTaken() throws Exception {
        Mail mail = FakeMail.builder().name("mail-1").recipient("bob@example.com").build();
        arrive(new Item("first", mail, false));
        assertThat(entries.arrived(new Item("second", mail, false))).isPresent();
    }
}
