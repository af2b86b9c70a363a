package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;

import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

class DeliveryRepositoryTest {
    private final DeliveryFakes.Hands clock =
            new DeliveryFakes.Hands(Instant.parse("2026-11-23T12:00:00Z"));
    private final DeliveryFakes.Repository mails = new DeliveryFakes.Repository();
    private final QueueFake queue = new QueueFake();
    private DeliveryRepository schedule = schedule();

    private DeliveryRepository schedule() {
        return new DeliveryRepository(mails, new DeliveryLater.InQueue(queue), clock);
    }

    private static Mail mail(String name) throws Exception {
        return FakeMail.builder()
                .name(name)
                .sender("alice@sender.example")
                .recipient("bob@example.com")
                .mimeMessage(
                        org.apache.james.core.builder.MimeMessageBuilder.mimeMessageBuilder()
                                .setText("x"))
                .build();
    }

    private List<String> queued() {
        return queue.entries.stream().map(entry -> entry.mail().getName()).toList();
    }

    private void after(Duration time) {
        clock.turn(time);
        schedule.releaseDue();
    }

    @Test
    void mailShouldComeBackWhenItIsDueAndNotBefore() throws Exception {
        schedule.put(mail("late"), Duration.ofMinutes(10));
        schedule.put(mail("soon"), Duration.ofMinutes(5));
        after(Duration.ofMinutes(4));
        assertThat(queued()).isEmpty();
        after(Duration.ofMinutes(1));
        assertThat(queued()).containsExactly("soon");
        assertThat(mails.size()).isEqualTo(1);
        after(Duration.ofMinutes(5));
        assertThat(queued()).containsExactly("soon", "late");
        assertThat(mails.size()).isZero();
    }

    @Test
    void nameShouldBeKept() throws Exception {
        Mail mail = mail("mail-1");
        schedule.put(mail, Duration.ZERO);
        assertThat(mail.getName()).isEqualTo("mail-1");
        after(Duration.ZERO);
        assertThat(queued()).containsExactly("mail-1");
        assertThat(queue.entries.get(0).delay()).isZero();
    }

    @Test
    void restartShouldFindWhatWaits() throws Exception {
        schedule.put(mail("one"), Duration.ofMinutes(10));
        schedule.put(mail("two"), Duration.ofMinutes(1));
        schedule.close();
        schedule = schedule();
        after(Duration.ofMinutes(5));
        assertThat(queued()).containsExactly("two");
        after(Duration.ofMinutes(5));
        assertThat(queued()).containsExactly("two", "one");
    }

    @Test
    void repositoryThatCannotBeReadShouldBeReadLater() throws Exception {
        schedule.put(mail("one"), Duration.ZERO);
        schedule = schedule();
        mails.listing = false;
        after(Duration.ZERO);
        mails.listing = true;
        after(Duration.ofSeconds(29));
        assertThat(queued()).isEmpty();
        after(Duration.ofSeconds(1));
        assertThat(queued()).containsExactly("one");
    }

    @Test
    void queueThatIsAwayShouldLoseNothing() throws Exception {
        schedule.put(mail("one"), Duration.ZERO);
        queue.refusing = true;
        after(Duration.ZERO);
        assertThat(mails.size()).isEqualTo(1);
        queue.refusing = false;
        after(Duration.ofSeconds(30));
        assertThat(queued()).containsExactly("one");
        assertThat(mails.size()).isZero();
    }

    @Test
    void mailThatCannotBeRemovedShouldNotBeQueuedTwice() throws Exception {
        schedule.put(mail("one"), Duration.ZERO);
        mails.removing = false;
        after(Duration.ZERO);
        after(Duration.ofMinutes(1));
        mails.removing = true;
        after(Duration.ofMinutes(1));
        assertThat(queued()).containsExactly("one");
        assertThat(mails.size()).isZero();
    }

    @Test
    void nextStayShouldSurviveTheEndOfTheFirst() throws Exception {
        schedule.put(mail("one"), Duration.ZERO);
        mails.removing = false;
        after(Duration.ZERO);
        mails.removing = true;
        schedule.put(mail("one"), Duration.ofMinutes(10));
        after(Duration.ofMinutes(1));
        assertThat(mails.size()).isEqualTo(1);
        after(Duration.ofMinutes(10));
        assertThat(queued()).containsExactly("one", "one");
    }

    @Test
    void repositoryThatIsAwayShouldRefuse() {
        mails.storing = false;
        assertThatThrownBy(() -> schedule.put(mail("one"), Duration.ZERO))
                .isInstanceOf(MessagingException.class);
    }

    @Test
    void mailThatSomebodyTookShouldBeForgotten() throws Exception {
        schedule.put(mail("one"), Duration.ZERO);
        mails.removeAll();
        after(Duration.ZERO);
        assertThat(queued()).isEmpty();
    }

    @Test
    void threadShouldReleaseWhatIsDue() throws Exception {
        schedule.start();
        schedule.put(mail("one"), Duration.ZERO);
        assertThat(queue.taken(1)).containsExactly("one");
        schedule.close();
    }

    @Test
    void eachServerShouldHaveItsOwn() throws Exception {
        Map<String, DeliveryFakes.Repository> all = new ConcurrentHashMap<>();
        for (String node : List.of("one", "two")) {
            DeliveryQueueing queueing =
                    DeliverySetup.from(
                                    FakeMailetConfig.builder()
                                            .mailetName("any")
                                            .setProperty("nodeName", node)
                                            .build(),
                                    null,
                                    "me.example")
                            .queueing();
            DeliveryRepository.open(
                    DeliveryFakes.store(all), queueing, new DeliveryLater.InQueue(queue), clock);
        }
        assertThat(all)
                .containsOnlyKeys(
                        "memory://var/mail/delivery-retries/one",
                        "memory://var/mail/delivery-retries/two");
    }
}
