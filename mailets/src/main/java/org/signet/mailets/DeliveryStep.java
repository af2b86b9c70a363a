package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.queue.api.MailPrioritySupport;
import org.apache.james.queue.api.MailQueue;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.signet.transport.delivery.Outcome;
import org.signet.transport.delivery.Outcome.Failure;
import org.signet.transport.policy.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What happens to a mail from the outgoing queue: one try, then what its outcomes demand.
 *
 * <p>Nothing that a mail does to the code may drop it or make it come back at once for ever: any
 * failure counts as a try that failed.
 */
final class DeliveryStep {
    private static final Logger LOG = LoggerFactory.getLogger(SecureRemoteDelivery.class);
    static final AttributeName RETRIES = AttributeName.of("delivery_retry_count");

    /** Tries once to deliver to all recipients of a mail. */
    interface Trial {
        Map<MailAddress, Outcome> attempt(Mail mail, boolean laterTry)
                throws MessagingException, java.io.IOException;
    }

    private final MailQueue queue;
    private final MailetContext context;
    private final DeliverySetup setup;
    private final DeliveryBounces bounces;
    private final Trial trial;
    private final Clock clock;

    DeliveryStep(
            MailQueue queue, MailetContext context, DeliverySetup setup, Trial trial, Clock clock) {
        this.queue = queue;
        this.context = context;
        this.setup = setup;
        this.bounces =
                new DeliveryBounces(context, setup.bounceProcessor(), setup.smtp().heloName());
        this.trial = trial;
        this.clock = clock;
    }

    /** Returns how many recipients were reached. */
    int process(Mail mail) throws MessagingException {
        int retries =
                AttributeUtils.getValueAndCastFromMail(mail, RETRIES, Integer.class).orElse(0);
        Map<MailAddress, Failure> later = new LinkedHashMap<>();
        Map<MailAddress, Failure> never = new LinkedHashMap<>();
        Map<MailAddress, Outcome> outcomes = attempt(mail, retries);
        int reached = 0;
        for (MailAddress recipient : mail.getRecipients()) {
            switch (outcomes.getOrDefault(recipient, forgotten())) {
                case Outcome.Delivered delivered -> reached++;
                case Outcome.Temporary temporary -> later.put(recipient, temporary.failure());
                case Outcome.Permanent permanent
                        when isDnsProblem(permanent) && retries < setup.dnsRetries() ->
                        later.put(recipient, permanent.failure());
                case Outcome.Permanent permanent -> never.put(recipient, permanent.failure());
            }
        }
        if (reached > 0) {
            onSuccess(mail, outcomes);
        }
        Map<MailAddress, Failure> held = bounced(mail, never, true);
        if (retries >= setup.delays().retries()) {
            held.putAll(bounced(mail, later, false));
            later.clear();
        }
        later.putAll(held);
        if (!later.isEmpty()) {
            retry(mail, later, retries);
        }
        return reached;
    }

    private Map<MailAddress, Outcome> attempt(Mail mail, int retries) {
        try {
            return trial.attempt(mail, retries > 0);
        } catch (OutOfMemoryError e) {
            // Not the mail's fault; the queue gives it out again.
            throw e;
        } catch (Exception | Error e) {
            LOG.error("{}: an unexpected failure, to be tried again", mail.getName(), e);
            Failure failure = failure(Reason.INTERNAL_ERROR, e.getClass().getSimpleName());
            Map<MailAddress, Outcome> all = new LinkedHashMap<>();
            mail.getRecipients().forEach(r -> all.put(r, new Outcome.Temporary(failure)));
            return all;
        }
    }

    private static Outcome forgotten() {
        return new Outcome.Temporary(failure(Reason.INTERNAL_ERROR, "no outcome"));
    }

    private static Failure failure(Reason reason, String detail) {
        return new Failure(
                reason, reason.status(), reason.code() + ": " + detail, Optional.empty(), "");
    }

    private static boolean isDnsProblem(Outcome.Permanent permanent) {
        Reason reason = permanent.failure().reason();
        return reason == Reason.NO_SUCH_DOMAIN || reason == Reason.NO_MAIL_HOST;
    }

    private void onSuccess(Mail mail, Map<MailAddress, Outcome> outcomes) {
        setup.onSuccess()
                .ifPresent(
                        processor -> {
                            Collection<MailAddress> reached =
                                    mail.getRecipients().stream()
                                            .filter(
                                                    r ->
                                                            outcomes.get(r)
                                                                    instanceof Outcome.Delivered)
                                            .toList();
                            sendCopy(mail, reached, processor.getValue());
                        });
    }

    private void sendCopy(Mail mail, Collection<MailAddress> recipients, String processor) {
        try {
            Mail copy = mail.duplicate();
            try {
                copy.setRecipients(recipients);
                context.sendMail(copy, processor);
            } finally {
                LifecycleUtil.dispose(copy);
            }
        } catch (MessagingException | RuntimeException e) {
            // Delivered is delivered: what follows a success must not make it happen again.
            LOG.error("{}: delivered, but not passed on to {}", mail.getName(), processor, e);
        }
    }

    /** Returns those that could not be bounced: they are kept, to be bounced later. */
    private Map<MailAddress, Failure> bounced(
            Mail mail, Map<MailAddress, Failure> failed, boolean permanent) {
        if (failed.isEmpty()) {
            return new LinkedHashMap<>();
        }
        try {
            bounces.bounce(mail, failed, permanent);
            return new LinkedHashMap<>();
        } catch (MessagingException | RuntimeException e) {
            LOG.error("{}: cannot be bounced now, to be tried again", mail.getName(), e);
            return new LinkedHashMap<>(failed);
        }
    }

    private void retry(Mail mail, Map<MailAddress, Failure> later, int retries)
            throws MailQueue.MailQueueException {
        int number = retries + 1;
        mail.setState(Mail.ERROR);
        mail.setRecipients(later.keySet());
        mail.setAttribute(new Attribute(RETRIES, AttributeValue.of(number)));
        mail.setAttribute(
                new Attribute(
                        AttributeName.of("is-delivery-permanent-error"), AttributeValue.of(false)));
        mail.setErrorMessage(DeliveryBounces.error(later.values().iterator().next()));
        mail.setLastUpdated(Date.from(clock.instant()));
        if (setup.usePriority()) {
            mail.setAttribute(MailPrioritySupport.LOW_PRIORITY_ATTRIBUTE);
        }
        Duration delay = setup.delays().before(number);
        LOG.info("{}: retry {} in {}", mail.getName(), number, delay);
        queue.enQueue(mail, delay);
    }
}
