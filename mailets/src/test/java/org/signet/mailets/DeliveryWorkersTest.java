package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueue.MailQueueItem.CompletionStatus;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signet.transport.delivery.Outcome;
import org.signet.transport.delivery.SchedulerLimits;
import org.signet.transport.smtp.TlsFacts;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class DeliveryWorkersTest {
    private final QueueFake queue = new QueueFake();
    private final AtomicInteger subscriptions = new AtomicInteger();
    private DeliveryWorkers workers;

    @AfterEach
    void stop() {
        workers.stop(Duration.ofSeconds(5));
    }

    /** The queue, but what reads it fails as often as asked before it works. */
    private MailQueue failing(int times) {
        return (MailQueue)
                Proxy.newProxyInstance(
                        MailQueue.class.getClassLoader(),
                        new Class<?>[] {MailQueue.class},
                        (proxy, method, arguments) -> {
                            if (!method.getName().equals("deQueue")) {
                                return method.invoke(queue, arguments);
                            }
                            int number = subscriptions.incrementAndGet();
                            if (number <= times && number % 2 == 0) {
                                throw new IllegalStateException("the broker is away");
                            }
                            return number <= times ? broken() : queue.deQueue();
                        });
    }

    private static org.reactivestreams.Publisher<MailQueue.MailQueueItem> broken() {
        return subscriber -> {
            subscriber.onSubscribe(
                    new org.reactivestreams.Subscription() {
                        @Override
                        public void request(long more) {
                            subscriber.onError(new IllegalStateException("the broker is away"));
                        }

                        @Override
                        public void cancel() {
                            // It has failed already.
                        }
                    });
        };
    }

    private void start(MailQueue from, DeliveryStep.Trial trial) throws Exception {
        DeliverySetup setup =
                DeliverySetup.from(
                        FakeMailetConfig.builder().mailetName("any").build(), null, "me.example");
        DeliveryStep step =
                new DeliveryStep(
                        new DeliveryStep.Surroundings(
                                new DeliveryLater.InQueue(queue),
                                FakeMailContext.defaultContext(),
                                new DeliveryMetrics(DeliveryFakes.metrics()),
                                Clock.systemUTC(),
                                Duration.ofMillis(1)),
                        setup,
                        trial);
        workers = new DeliveryWorkers(from::deQueue, step, quick());
        workers.start();
    }

    private static DeliveryQueueing quick() {
        return new DeliveryQueueing(
                new SchedulerLimits(10, 100, 5, 20, Duration.ofMinutes(5)),
                Duration.ofMillis(1),
                Duration.ofMinutes(10),
                Duration.ofSeconds(5),
                DeliveryQueueing.Schedule.QUEUE,
                Optional.empty(),
                "node");
    }

    private static Mail mail() throws Exception {
        return FakeMail.builder()
                .name("mail-1")
                .state(Mail.TRANSPORT)
                .sender("alice@sender.example")
                .recipient("bob@example.com")
                .mimeMessage(
                        org.apache.james.core.builder.MimeMessageBuilder.mimeMessageBuilder()
                                .setText("x"))
                .build();
    }

    private static Map<org.apache.james.core.MailAddress, Outcome> sent(Mail mail) {
        Outcome outcome = new Outcome.Delivered("mx", new TlsFacts.Plain(), "250 ok", 1);
        return Map.of(mail.getRecipients().iterator().next(), outcome);
    }

    @Test
    void queueThatFailedShouldBeTakenUpAgainWithAllItsRoom() throws Exception {
        start(failing(6), (mail, laterTry) -> sent(mail));
        for (int i = 0; i < 3; i++) {
            queue.enQueue(mail());
            QueueFake.Done done = queue.done.poll(20, TimeUnit.SECONDS);
            assertThat(done).isNotNull();
            assertThat(done.status()).isEqualTo(CompletionStatus.SUCCESS);
        }
        assertThat(subscriptions).hasValue(7);
    }

    @Test
    void mailThatCannotBePutBackShouldGoBackToTheQueueOnce() throws Exception {
        queue.enQueue(mail());
        queue.refusing = true;
        start(queue, (mail, laterTry) -> Map.of());
        QueueFake.Done done = queue.done.poll(20, TimeUnit.SECONDS);
        assertThat(done).isNotNull();
        assertThat(done.status()).isEqualTo(CompletionStatus.RETRY);
    }

    @Test
    void workThatDoesNotEndShouldBeInterruptedAtTheStopAndPutBack() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        start(
                queue,
                (mail, laterTry) -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("interrupted", e);
                    }
                    return Map.of();
                });
        queue.enQueue(mail());
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        workers.stop(Duration.ofMillis(10));
        QueueFake.Done done = queue.done.poll(20, TimeUnit.SECONDS);
        assertThat(done).isNotNull();
        assertThat(done.status()).isEqualTo(CompletionStatus.RETRY);
        assertThat(queue.entries).as("nothing counted as a retry").hasSize(1);
    }
}
