package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.apache.mailet.ProcessingState;
import org.signet.transport.delivery.Outcome.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives mail back to its sender: to a processor, with the attributes that James's RemoteDelivery
 * sets, or as a delivery status notification.
 */
final class DeliveryBounces {
    private static final Logger LOG = LoggerFactory.getLogger(SecureRemoteDelivery.class);
    private static final AttributeName ERROR = AttributeName.of("delivery-error");
    private static final AttributeName CODE = AttributeName.of("delivery-error-code");

    private final MailetContext context;
    private final Optional<ProcessingState> processor;
    private final DeliveryReports reports;

    DeliveryBounces(
            MailetContext context, Optional<ProcessingState> processor, DeliveryReports reports) {
        this.context = context;
        this.processor = processor;
        this.reports = reports;
    }

    /** To a processor one mail goes for all recipients that failed in the same way. */
    void bounce(Mail mail, Map<MailAddress, Failure> failed, boolean permanent)
            throws MessagingException {
        if (!mail.hasSender()) {
            failed.forEach(
                    (recipient, failure) ->
                            LOG.warn(
                                    "{}: no bounce for <{}>, the sender is null: {}",
                                    mail.getName(),
                                    recipient.asString(),
                                    failure.text()));
        } else if (processor.isPresent()) {
            for (Map.Entry<Failure, List<MailAddress>> group : groups(failed).entrySet()) {
                process(mail, group.getValue(), group.getKey(), permanent);
            }
        } else {
            report(mail, failed);
        }
    }

    private static Map<Failure, List<MailAddress>> groups(Map<MailAddress, Failure> failed) {
        Map<Failure, List<MailAddress>> groups = new LinkedHashMap<>();
        failed.forEach(
                (address, failure) ->
                        groups.computeIfAbsent(failure, f -> new ArrayList<>()).add(address));
        return groups;
    }

    private void process(
            Mail mail, List<MailAddress> recipients, Failure failure, boolean permanent)
            throws MessagingException {
        Mail copy = mail.duplicate();
        try {
            copy.setName(mail.getName());
            DeliveryMarks.leave(copy);
            copy.setRecipients(recipients);
            copy.setAttribute(new Attribute(ERROR, AttributeValue.of(error(failure))));
            copy.setAttribute(new Attribute(DeliveryMarks.PERMANENT, AttributeValue.of(permanent)));
            copy.setErrorMessage(error(failure));
            failure.smtpCode()
                    .ifPresent(
                            code ->
                                    copy.setAttribute(
                                            new Attribute(CODE, AttributeValue.of(code))));
            context.sendMail(copy, processor.orElseThrow().getValue());
        } finally {
            LifecycleUtil.dispose(copy);
        }
    }

    private void report(Mail mail, Map<MailAddress, Failure> failed) throws MessagingException {
        Map<MailAddress, Failure> told = new LinkedHashMap<>(failed);
        // RFC 3461 §4.1: the sender may have asked not to be told.
        told.keySet()
                .removeIf(r -> !DeliveryReports.isWanted(mail, r, DsnParameters.Notify.FAILURE));
        if (!told.isEmpty()) {
            reports.send(mail, told, new DeliveryReports.Kind.Failed());
        }
    }

    /**
     * What went wrong, on one line. Where a server spoke it begins with the server's own words, as
     * James's DSNBounce makes a diagnostic code out of them.
     */
    static String error(Failure failure) {
        return failure.smtpReply()
                .map(reply -> reply + " (" + failure.relay() + ")")
                .orElse(failure.status() + " " + failure.text());
    }
}
