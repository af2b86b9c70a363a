package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.signet.transport.delivery.Outcome.Failure;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Sends delivery status notifications (RFC 3464) to the senders of mail. */
final class DeliveryReports {
    private final MailetContext context;
    private final String serverName;
    private final Clock clock;

    /** What is reported. */
    sealed interface Kind {
        /** The message is given up. */
        record Failed() implements Kind {}

        /** The message is late, and tried until then. */
        record Delayed(Instant until) implements Kind {}
    }

    DeliveryReports(MailetContext context, String serverName, Clock clock) {
        this.context = context;
        this.serverName = serverName;
        this.clock = clock;
    }

    /** Tells whether the sender wants to know, by NOTIFY; without it, yes (RFC 3461 §4.1). */
    static boolean isWanted(Mail mail, MailAddress recipient, DsnParameters.Notify event) {
        return mail.dsnParameters()
                .map(all -> all.getRcptParameters().get(recipient))
                .flatMap(DsnParameters.RecipientDsnParameters::getNotifyParameter)
                .map(events -> events.isEmpty() || events.contains(event))
                .orElse(true);
    }

    /** Sends one notification for all these recipients. */
    void send(Mail mail, Map<MailAddress, Failure> recipients, Kind kind)
            throws MessagingException {
        Optional<MailAddress> to = mail.getMaybeSender().asOptional();
        if (to.isEmpty()) {
            throw new MessagingException("A notification has nobody to go to");
        }
        DeliveryReport report =
                new DeliveryReport(
                        mail,
                        recipients,
                        kind,
                        new DeliveryReport.Origin(
                                serverName, context.getPostmaster(), clock.instant()));
        try {
            MailImpl notification =
                    MailImpl.builder()
                            .name(MailImpl.getId())
                            .sender(MaybeSender.nullSender())
                            .addRecipient(to.get())
                            .build();
            try {
                MessageBytes.put(notification, MessageBytes.write(report::writeTo));
                context.sendMail(notification);
            } finally {
                LifecycleUtil.dispose(notification);
            }
        } catch (IOException e) {
            throw new MessagingException("A notification cannot be written", e);
        }
    }
}
