package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.apache.mailet.ProcessingState;
import org.signet.transport.delivery.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives mail back to its sender, with the attributes that James's RemoteDelivery sets. */
final class DeliveryBounces {
    private static final Logger LOG = LoggerFactory.getLogger(SecureRemoteDelivery.class);
    private static final AttributeName ERROR = AttributeName.of("delivery-error");
    private static final AttributeName CODE = AttributeName.of("delivery-error-code");
    private static final AttributeName PERMANENT = AttributeName.of("is-delivery-permanent-error");

    private final MailetContext context;
    private final Optional<ProcessingState> processor;
    private final String serverName;

    DeliveryBounces(MailetContext context, Optional<ProcessingState> processor, String serverName) {
        this.context = context;
        this.processor = processor;
        this.serverName = serverName;
    }

    /** Bounces to the sender, one bounce for all recipients that failed in the same way. */
    void bounce(Mail mail, Map<MailAddress, Outcome.Failure> failed, boolean permanent)
            throws MessagingException {
        Map<Outcome.Failure, List<MailAddress>> groups = new LinkedHashMap<>();
        failed.forEach(
                (address, failure) ->
                        groups.merge(
                                failure,
                                List.of(address),
                                (one, other) ->
                                        java.util.stream.Stream.concat(one.stream(), other.stream())
                                                .toList()));
        for (Map.Entry<Outcome.Failure, List<MailAddress>> group : groups.entrySet()) {
            bounce(mail, group.getValue(), group.getKey(), permanent);
        }
    }

    private void bounce(
            Mail mail, List<MailAddress> recipients, Outcome.Failure failure, boolean permanent)
            throws MessagingException {
        if (!mail.hasSender()) {
            LOG.warn("{}: no bounce, the sender is null: {}", mail.getName(), failure.text());
            return;
        }
        Mail copy = mail.duplicate();
        try {
            copy.setRecipients(recipients);
            copy.setAttribute(new Attribute(ERROR, AttributeValue.of(error(failure))));
            copy.setAttribute(new Attribute(PERMANENT, AttributeValue.of(permanent)));
            failure.smtpCode()
                    .ifPresent(
                            code ->
                                    copy.setAttribute(
                                            new Attribute(CODE, AttributeValue.of(code))));
            if (processor.isPresent()) {
                context.sendMail(copy, processor.get().getValue());
            } else {
                context.bounce(copy, text(recipients, failure));
            }
        } finally {
            LifecycleUtil.dispose(copy);
        }
    }

    static String error(Outcome.Failure failure) {
        return failure.status() + " " + failure.text();
    }

    private String text(List<MailAddress> recipients, Outcome.Failure failure) {
        StringBuilder text = new StringBuilder();
        text.append("This is the mail server at ").append(serverName).append(".\n\n");
        text.append("Your message could not be delivered to:\n\n");
        recipients.forEach(r -> text.append("  ").append(r.asString()).append('\n'));
        text.append("\nThe reason is:\n\n  ").append(error(failure)).append('\n');
        text.append("\nReason code: ").append(failure.reason().code()).append('\n');
        return text.toString();
    }
}
