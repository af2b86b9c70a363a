package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.transport.delivery.Outcome;
import org.signet.transport.policy.Reason;
import org.signet.transport.smtp.TlsFacts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class DeliveryStepTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Outcome SENT =
            new Outcome.Delivered("mx", new TlsFacts.Plain(), "250 ok", 1);
    private static final Outcome LATER = new Outcome.Temporary(failure(Reason.TLSA_BOGUS, null));
    private static final Outcome NEVER = new Outcome.Permanent(failure(Reason.REFUSED, 550));

    private final QueueFake queue = new QueueFake();
    private final FakeMailContext context = DeliveryFakes.mailContext();
    private final List<String> reports = new ArrayList<>();
    private boolean spoolAway;
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final List<String> settings = new ArrayList<>();
    private DeliveryStep.Trial trial =
            (mail, laterTry) -> {
                Map<MailAddress, Outcome> all = new HashMap<>();
                for (MailAddress address : mail.getRecipients()) {
                    all.put(address, outcomes.get(address.asString()));
                }
                return all;
            };

    private static Outcome.Failure failure(Reason reason, Integer code) {
        return new Outcome.Failure(
                reason,
                code == null ? reason.status() : "5.1.1",
                "mx.example: " + reason.code() + ": it is so",
                Optional.ofNullable(code),
                "mx.example");
    }

    private static FakeMail mail(String... recipients) throws MessagingException {
        return FakeMail.builder()
                .name("mail-1")
                .state(Mail.TRANSPORT)
                .sender("alice@sender.example")
                .recipients(recipients)
                .mimeMessage(
                        org.apache.james.core.builder.MimeMessageBuilder.mimeMessageBuilder()
                                .setSubject("x")
                                .setText("y"))
                .build();
    }

    private void process(Mail mail) throws MessagingException {
        step().process(mail);
    }

    private DeliveryStep step() throws MessagingException {
        FakeMailetConfig.Builder config =
                FakeMailetConfig.builder()
                        .mailetName("any")
                        .setProperty("delayTime", "1m, 2m")
                        .setProperty("maxRetries", "3");
        for (int i = 0; i < settings.size(); i += 2) {
            config.setProperty(settings.get(i), settings.get(i + 1));
        }
        DeliverySetup setup = DeliverySetup.from(config.build(), null, "me.example");
        return new DeliveryStep(
                new DeliveryStep.Surroundings(
                        new DeliveryLater.InQueue(queue),
                        spoolAway
                                ? DeliveryFakes.awayContext()
                                : DeliveryFakes.context(context, reports),
                        new DeliveryMetrics(DeliveryFakes.metrics(counts)),
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        Duration.ofMillis(1)),
                setup,
                trial);
    }

    private static void afterRetries(Mail mail, int retries) {
        mail.setAttribute(
                new Attribute(DeliveryMarks.RETRIES, AttributeValue.of(Integer.valueOf(retries))));
    }

    private static Object attribute(Map<AttributeName, Attribute> attributes, String name) {
        return attributes.get(AttributeName.of(name)).getValue().value();
    }

    @Test
    void deliveredShouldLeaveNothingBehind() throws Exception {
        outcomes.put("bob@example.com", SENT);
        process(mail("bob@example.com"));
        assertThat(queue.entries).isEmpty();
        assertThat(context.getSentMails()).isEmpty();
        assertThat(reports).isEmpty();
    }

    @Test
    void temporaryFailureShouldBeRetriedWithCountAndDelay() throws Exception {
        outcomes.put("bob@example.com", LATER);
        for (int retries = 0; retries < 3; retries++) {
            Mail mail = mail("bob@example.com");
            afterRetries(mail, retries);
            process(mail);
        }
        assertThat(queue.entries)
                .extracting(QueueFake.Entry::delay)
                .containsExactly(
                        Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(2));
        assertThat(queue.entries.get(2).mail().getState()).isEqualTo(Mail.ERROR);
        assertThat(queue.entries.get(2).mail().attributesMap())
                .satisfies(all -> assertThat(attribute(all, "delivery_retry_count")).isEqualTo(3))
                .satisfies(
                        all ->
                                assertThat(attribute(all, "is-delivery-permanent-error"))
                                        .isEqualTo(false));
        assertThat(reports).isEmpty();
    }

    @Test
    void lastRetryShouldBounceWithHostAndReason() throws Exception {
        outcomes.put("bob@example.com", LATER);
        Mail mail = mail("bob@example.com");
        afterRetries(mail, 3);
        process(mail);
        assertThat(queue.entries).isEmpty();
        assertThat(reports)
                .singleElement()
                .satisfies(
                        report ->
                                assertThat(report)
                                        .contains("bob@example.com")
                                        .contains("4.7.5 mx.example: tlsa-bogus: it is so")
                                        .contains("Reason code: tlsa-bogus"));
    }

    @Test
    void onlyOpenRecipientsShouldBeRetried() throws Exception {
        outcomes.put("sent@example.com", SENT);
        outcomes.put("later@example.com", LATER);
        outcomes.put("never@example.com", NEVER);
        process(mail("sent@example.com", "later@example.com", "never@example.com"));
        assertThat(queue.entries).hasSize(1);
        assertThat(queue.entries.get(0).mail().getRecipients())
                .containsExactly(new MailAddress("later@example.com"));
        assertThat(reports).hasSize(1);
        assertThat(reports.get(0))
                .contains("Final-Recipient: rfc822; never@example.com")
                .doesNotContain("later@example.com")
                .doesNotContain("sent@example.com");
    }

    @Test
    void bounceProcessorShouldGetTheAttributesOfRemoteDelivery() throws Exception {
        settings.addAll(List.of("bounceProcessor", "bounces"));
        outcomes.put("never@example.com", NEVER);
        process(mail("never@example.com"));
        assertThat(reports).isEmpty();
        assertThat(context.getSentMails()).hasSize(1);
        FakeMailContext.SentMail sent = context.getSentMails().get(0);
        assertThat(sent.getState()).isEqualTo("bounces");
        assertThat(attribute(sent.getAttributes(), "delivery-error"))
                .isEqualTo("5.1.1 mx.example: refused: it is so");
        assertThat(attribute(sent.getAttributes(), "delivery-error-code")).isEqualTo(550);
        assertThat(attribute(sent.getAttributes(), "is-delivery-permanent-error")).isEqualTo(true);
    }

    @Test
    void givenUpShouldNotBeCalledPermanent() throws Exception {
        settings.addAll(List.of("bounceProcessor", "bounces"));
        outcomes.put("bob@example.com", LATER);
        Mail mail = mail("bob@example.com");
        afterRetries(mail, 3);
        process(mail);
        assertThat(
                        attribute(
                                context.getSentMails().get(0).getAttributes(),
                                "is-delivery-permanent-error"))
                .isEqualTo(false);
    }

    @Test
    void onSuccessShouldGetThoseThatWereReached() throws Exception {
        settings.addAll(List.of("onSuccess", "sent"));
        outcomes.put("sent@example.com", SENT);
        outcomes.put("later@example.com", LATER);
        process(mail("sent@example.com", "later@example.com"));
        assertThat(context.getSentMails()).hasSize(1);
        assertThat(context.getSentMails().get(0).getState()).isEqualTo("sent");
        assertThat(context.getSentMails().get(0).getRecipients())
                .containsExactly(new MailAddress("sent@example.com"));
    }

    @Test
    void nullSenderShouldNotBeBounced() throws Exception {
        outcomes.put("never@example.com", NEVER);
        FakeMail mail = mail("never@example.com");
        FakeMail bounce =
                FakeMail.builder()
                        .name("bounce")
                        .recipients("never@example.com")
                        .mimeMessage(mail.getMessage())
                        .build();
        process(bounce);
        assertThat(reports).isEmpty();
        assertThat(queue.entries).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "error", "nothing"})
    void mailThatMakesTheCodeFailShouldBeRetriedThenBounced(String kind) throws Exception {
        trial =
                (mail, laterTry) ->
                        switch (kind) {
                            case "exception" -> throw new IllegalStateException("a bug");
                            case "error" -> throw new StackOverflowError();
                            default -> Map.of();
                        };
        process(mail("bob@example.com"));
        assertThat(queue.entries).hasSize(1);
        assertThat(queue.entries.get(0).delay()).isEqualTo(Duration.ofMinutes(1));
        Mail last = mail("bob@example.com");
        afterRetries(last, 3);
        process(last);
        assertThat(queue.entries).hasSize(1);
        assertThat(reports).hasSize(1);
        assertThat(reports.get(0)).contains("internal-error");
    }

    @Test
    void laterTryShouldBeTold() throws Exception {
        List<Boolean> told = new ArrayList<>();
        trial =
                (mail, laterTry) -> {
                    told.add(laterTry);
                    return Map.of();
                };
        process(mail("bob@example.com"));
        Mail second = mail("bob@example.com");
        afterRetries(second, 1);
        process(second);
        assertThat(told).containsExactly(false, true);
    }

    @Test
    void dnsProblemShouldBeRetriedAsOftenAsAsked() throws Exception {
        outcomes.put(
                "bob@example.com", new Outcome.Permanent(failure(Reason.NO_SUCH_DOMAIN, null)));
        settings.addAll(List.of("maxDnsProblemRetries", "1"));
        process(mail("bob@example.com"));
        assertThat(queue.entries).hasSize(1);
        assertThat(reports).isEmpty();
        Mail second = mail("bob@example.com");
        afterRetries(second, 1);
        process(second);
        assertThat(queue.entries).hasSize(1);
        assertThat(reports).hasSize(1);
    }

    @Test
    void mailThatCannotBeBouncedShouldBeKept() throws Exception {
        outcomes.put("never@example.com", NEVER);
        outcomes.put("sent@example.com", SENT);
        Mail mail = mail("never@example.com", "sent@example.com");
        settings.addAll(List.of("bounceProcessor", "bounces"));
        spoolAway = true;
        process(mail);
        assertThat(reports).isEmpty();
        assertThat(queue.entries).hasSize(1);
        assertThat(queue.entries.get(0).mail().getRecipients())
                .containsExactly(new MailAddress("never@example.com"));
    }

    @Test
    void mailThatCannotBePutBackShouldStayWithTheQueue() {
        outcomes.put("bob@example.com", LATER);
        queue.refusing = true;
        assertThatThrownBy(() -> process(mail("bob@example.com")))
                .hasMessageContaining("the broker is away");
    }

    private FakeMail old(Duration age) throws MessagingException {
        FakeMail mail = mail("bob@example.com");
        DeliveryMarks.queuedAt(mail, NOW.minus(age));
        return mail;
    }

    @Test
    void lateMailShouldBeReportedOnce() throws Exception {
        outcomes.put("bob@example.com", LATER);
        process(old(Duration.ofHours(3)));
        assertThat(reports).isEmpty();
        FakeMail mail = old(Duration.ofHours(4));
        process(mail);
        process(mail);
        assertThat(reports)
                .singleElement()
                .asString()
                .contains("Action: delayed")
                .contains("Will-Retry-Until: Mon, 23 Nov 2026 12:05:00 +0000");
        assertThat(queue.entries).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null sender", "automatic", "notify", "never", "spool"})
    void lateMailShouldNotBeReportedWhere(String why) throws Exception {
        outcomes.put("bob@example.com", LATER);
        FakeMail mail = old(Duration.ofHours(5));
        switch (why) {
            case "null sender" ->
                    mail =
                            FakeMail.builder()
                                    .name("bounce")
                                    .recipients("bob@example.com")
                                    .mimeMessage(mail.getMessage())
                                    .build();
            case "automatic" -> mail.getMessage().setHeader("Auto-Submitted", "auto-generated");
            case "notify" -> asking(mail, DsnParameters.Notify.FAILURE);
            case "never" -> settings.addAll(List.of("delayWarningTime", "0"));
            default -> spoolAway = true;
        }
        process(mail);
        assertThat(reports).isEmpty();
        assertThat(queue.entries).hasSize(1);
    }

    private static void asking(FakeMail mail, DsnParameters.Notify event)
            throws MessagingException {
        mail.setDsnParameters(
                DsnParameters.builder()
                        .addRcptParameter(
                                new MailAddress("bob@example.com"),
                                DsnParameters.RecipientDsnParameters.of(EnumSet.of(event)))
                        .build()
                        .orElseThrow());
    }

    @Test
    void failureShouldNotBeReportedWhereNobodyWantsToKnow() throws Exception {
        outcomes.put("bob@example.com", NEVER);
        FakeMail mail = mail("bob@example.com");
        asking(mail, DsnParameters.Notify.NEVER);
        process(mail);
        assertThat(reports).isEmpty();
        assertThat(queue.entries).isEmpty();
    }

    @Test
    void mailThatIsPutOffShouldNotBeRetriedMore() throws Exception {
        FakeMail mail = mail("bob@example.com");
        DeliveryStep step = step();
        for (int i = 0; i < 3; i++) {
            assertThat(step.mustTry(mail)).isFalse();
            step.suspended(mail, Duration.ofSeconds(10));
        }
        assertThat(step.mustTry(mail)).isTrue();
        assertThat(DeliveryMarks.retries(mail)).isZero();
        assertThat(queue.entries)
                .extracting(QueueFake.Entry::delay)
                .contains(Duration.ofSeconds(11));
        outcomes.put("bob@example.com", LATER);
        step.process(mail);
        assertThat(step.mustTry(mail)).isFalse();
    }

    @Test
    void queueThatIsAwayShouldBeWaitedForWhereSomeAreSettled() throws Exception {
        outcomes.put("sent@example.com", SENT);
        outcomes.put("later@example.com", LATER);
        queue.refusals.set(5);
        process(mail("sent@example.com", "later@example.com"));
        assertThat(queue.entries).hasSize(1);
        assertThat(queue.entries.get(0).mail().getRecipients())
                .containsExactly(new MailAddress("later@example.com"));
    }

    @Test
    void everyPutIntoTheQueueShouldHaveAMarkOfItsOwn() throws Exception {
        outcomes.put("bob@example.com", LATER);
        FakeMail mail = mail("bob@example.com");
        process(mail);
        process(mail);
        assertThat(queue.entries)
                .extracting(entry -> DeliveryMarks.entry(entry.mail()).orElseThrow())
                .doesNotHaveDuplicates();
    }

    @Test
    void countersShouldTellReasonAndLevel() throws Exception {
        outcomes.put("sent@example.com", SENT);
        outcomes.put("later@example.com", LATER);
        outcomes.put("never@example.com", NEVER);
        process(mail("sent@example.com", "later@example.com", "never@example.com"));
        assertThat(counts)
                .containsOnly(
                        Map.entry("outgoingMails", 1),
                        Map.entry("signetDelivery-sent", 1),
                        Map.entry("signetDelivery-tls-plain", 1),
                        Map.entry("signetDelivery-connection-new", 1),
                        Map.entry("signetDelivery-deferred", 1),
                        Map.entry("signetDelivery-reason-tlsa-bogus", 1),
                        Map.entry("signetDelivery-bounced", 1),
                        Map.entry("signetDelivery-reason-refused", 1));
    }
}
