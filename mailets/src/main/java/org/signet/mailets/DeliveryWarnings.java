package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.Mail;
import org.signet.transport.delivery.Outcome.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the sender once that a message is late (RFC 3464 §2.3.3, action "delayed"). */
final class DeliveryWarnings {
    private static final Logger LOG = LoggerFactory.getLogger(SecureRemoteDelivery.class);

    private final DeliveryReports reports;
    private final DeliveryDelays delays;
    private final Duration after;
    private final Clock clock;

    DeliveryWarnings(DeliveryReports reports, DeliverySetup setup, Clock clock) {
        this.reports = reports;
        this.delays = setup.delays();
        this.after = setup.delayWarning();
        this.clock = clock;
    }

    /** Sends a warning if it is time for one; a warning that cannot be sent stops nothing. */
    void warn(Mail mail, Map<MailAddress, Failure> open, int retries) {
        if (after.isZero() || !mail.hasSender() || DeliveryMarks.isWarned(mail)) {
            return;
        }
        Instant queued = DeliveryMarks.queuedAt(mail).orElse(clock.instant());
        Map<MailAddress, Failure> told = wanted(mail, open);
        if (clock.instant().isBefore(queued.plus(after)) || told.isEmpty()) {
            return;
        }
        try {
            if (isAutomatic(mail)) {
                return;
            }
            Instant until = clock.instant().plus(delays.fromRetry(retries + 1));
            reports.send(mail, told, new DeliveryReports.Kind.Delayed(until));
            DeliveryMarks.warned(mail);
        } catch (MessagingException | RuntimeException e) {
            LOG.warn("{}: the sender could not be told of the delay", mail.getName(), e);
        }
    }

    /** RFC 3461 §4.1: without NOTIFY the sender may be told of delays, with it if it says so. */
    private static Map<MailAddress, Failure> wanted(Mail mail, Map<MailAddress, Failure> open) {
        Map<MailAddress, Failure> told = new LinkedHashMap<>(open);
        told.keySet().removeIf(r -> !DeliveryReports.isWanted(mail, r, DsnParameters.Notify.DELAY));
        return told;
    }

    /** RFC 3834 §5: such a message was sent by no human who could do something about it. */
    private static boolean isAutomatic(Mail mail) throws MessagingException {
        return Optional.ofNullable(mail.getMessage().getHeader("Auto-Submitted"))
                .map(List::of)
                .orElse(List.of())
                .stream()
                .anyMatch(value -> !value.strip().equalsIgnoreCase("no"));
    }
}
