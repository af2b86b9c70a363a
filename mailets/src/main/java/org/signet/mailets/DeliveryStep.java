package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.signet.transport.delivery.DeliveryLog;
import org.signet.transport.delivery.Feedback;
import org.signet.transport.delivery.Outcome;
import org.signet.transport.delivery.Outcome.Failure;
import org.signet.transport.policy.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
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
    private static final int MOST_PAUSES = 3;
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    private static final int MOST_RESTS = 20;

    /** Tries once to deliver to all recipients of a mail. */
    interface Trial {
        Map<MailAddress, Outcome> attempt(Mail mail, boolean laterTry)
                throws MessagingException, IOException;
    }

    /**
     * What a step works with.
     *
     * @param rest how long a queue that failed is left alone at first
     */
    record Surroundings(
            DeliveryLater later,
            MailetContext context,
            DeliveryMetrics metrics,
            Clock clock,
            Duration rest) {}

    private final DeliveryLater later;
    private final MailetContext context;
    private final DeliverySetup setup;
    private final DeliveryBounces bounces;
    private final DeliveryWarnings warnings;
    private final DeliveryMetrics metrics;
    private final Trial trial;
    private final Clock clock;
    private final Duration firstRest;
    private volatile boolean cutOff;

    DeliveryStep(Surroundings surroundings, DeliverySetup setup, Trial trial) {
        this.later = surroundings.later();
        this.context = surroundings.context();
        this.metrics = surroundings.metrics();
        this.clock = surroundings.clock();
        this.firstRest = surroundings.rest();
        this.setup = setup;
        this.trial = trial;
        DeliveryReports reports =
                new DeliveryReports(context, setup.smtp().heloName(), surroundings.clock());
        this.bounces = new DeliveryBounces(context, setup.bounceProcessor(), reports);
        this.warnings = new DeliveryWarnings(reports, setup, surroundings.clock());
    }

    /** From now on a try that reached nobody counts as cut off, not as failed. */
    void cutOff() {
        cutOff = true;
    }

    /** Returns what the mail waits in line for: its domain, or the gateways. */
    String destination(Mail mail) {
        return setup.gateways().isEmpty()
                ? mail.getRecipients().stream()
                        .findFirst()
                        .map(first -> first.getDomain().asString().toLowerCase(Locale.ROOT))
                        .orElse("")
                : "gateway";
    }

    /** Tells whether the mail was put off so often that it is tried although it seems in vain. */
    boolean mustTry(Mail mail) {
        return DeliveryMarks.pauses(mail) >= MOST_PAUSES;
    }

    /** Puts the mail off because its destination is dead; this does not count as a try. */
    void suspended(Mail mail, Duration pause) throws MessagingException {
        DeliveryMarks.pauses(mail, DeliveryMarks.pauses(mail) + 1);
        for (MailAddress recipient : mail.getRecipients()) {
            DeliveryLog.suspended(mail.getName(), recipient.asString(), pause);
        }
        metrics.suspended();
        later.put(mail, pause.plusSeconds(1));
    }

    /** Puts the mail off because there is no room for it; this does not count as a try. */
    void setAside(Mail mail, Duration delay) throws MessagingException {
        metrics.setAside();
        later.put(mail, delay);
    }

    /** Returns what the try told of the destination. */
    Feedback process(Mail mail) throws MessagingException {
        int retries = DeliveryMarks.retries(mail);
        DeliveryMarks.pauses(mail, 0);
        Map<MailAddress, Outcome> outcomes = attempt(mail, retries);
        refuseIfCutOff(outcomes);
        Map<MailAddress, Failure> open = new LinkedHashMap<>();
        Map<MailAddress, Failure> never = new LinkedHashMap<>();
        int reached = 0;
        for (MailAddress recipient : mail.getRecipients()) {
            switch (outcomes.getOrDefault(recipient, forgotten())) {
                case Outcome.Delivered delivered -> reached++;
                case Outcome.Temporary temporary -> open.put(recipient, temporary.failure());
                case Outcome.Permanent permanent
                        when isDnsProblem(permanent) && retries < setup.dnsRetries() ->
                        open.put(recipient, permanent.failure());
                case Outcome.Permanent permanent -> never.put(recipient, permanent.failure());
            }
        }
        metrics.tried(outcomes.values(), reached);
        DeliveryAudit.tried(mail, outcomes);
        if (reached > 0) {
            onSuccess(mail, outcomes);
        }
        int all = mail.getRecipients().size();
        settle(mail, open, never, retries, all);
        return Feedback.of(outcomes.values());
    }

    private void settle(
            Mail mail,
            Map<MailAddress, Failure> open,
            Map<MailAddress, Failure> never,
            int retries,
            int all)
            throws MessagingException {
        Map<MailAddress, Failure> held = bounced(mail, never, true);
        if (retries >= setup.delays().retries()) {
            held.putAll(bounced(mail, open, false));
            open.clear();
        } else if (!open.isEmpty()) {
            warnings.warn(mail, open, retries);
        }
        open.putAll(held);
        if (!open.isEmpty()) {
            retry(mail, open, retries, open.size() < all);
        }
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

    /** A try that the end of the server cut off is none, unless somebody was reached. */
    private void refuseIfCutOff(Map<MailAddress, Outcome> outcomes) throws MessagingException {
        boolean wasInterrupted = Thread.interrupted();
        if ((cutOff || wasInterrupted)
                && outcomes.values().stream().allMatch(o -> o instanceof Outcome.Temporary)) {
            throw new MessagingException("stopped in the middle of a try");
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
                if (recipients.size() == mail.getRecipients().size()) {
                    copy.setName(mail.getName());
                }
                copy.setRecipients(recipients);
                DeliveryMarks.leave(copy);
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

    private void retry(Mail mail, Map<MailAddress, Failure> open, int retries, boolean someSettled)
            throws MessagingException {
        int number = retries + 1;
        mail.setState(Mail.ERROR);
        mail.setRecipients(open.keySet());
        DeliveryMarks.retries(mail, number);
        mail.setAttribute(new Attribute(DeliveryMarks.PERMANENT, AttributeValue.of(false)));
        mail.setLastUpdated(Date.from(clock.instant()));
        if (setup.usePriority()) {
            DeliveryMarks.priority(mail, true, true);
        }
        Duration delay = setup.delays().before(number);
        LOG.info("{}: retry {} in {}", mail.getName(), number, delay);
        put(mail, delay, someSettled);
    }

    /**
     * Some recipients are settled: if the queue gave the mail out as it was, they would get it
     * again. So a queue that is away is waited for.
     */
    private void put(Mail mail, Duration delay, boolean someSettled) throws MessagingException {
        Duration rest = firstRest;
        for (int i = 0; ; i++) {
            try {
                later.put(mail, delay);
                return;
            } catch (MessagingException | RuntimeException e) {
                if (!someSettled || i == MOST_RESTS || !hasRested(rest)) {
                    throw e;
                }
                LOG.error("{}: cannot be put back now, to be tried again", mail.getName(), e);
                Duration twice = rest.multipliedBy(2);
                rest = twice.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : twice;
            }
        }
    }

    private static boolean hasRested(Duration rest) {
        try {
            Thread.sleep(rest);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
