package org.signet.mailets;

import org.apache.james.queue.api.MailPrioritySupport;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What delivery writes down on a mail, and reads when the mail comes back. */
final class DeliveryMarks {
    /** How often the mail was retried; the name is that of James's RemoteDelivery. */
    static final AttributeName RETRIES = AttributeName.of("delivery_retry_count");

    /** Whether the failure was for good; the name is that of James's RemoteDelivery. */
    static final AttributeName PERMANENT = AttributeName.of("is-delivery-permanent-error");

    private static final AttributeName QUEUED_AT = AttributeName.of("signet-delivery-queued-at");
    private static final AttributeName ENTRY = AttributeName.of("signet-delivery-entry");
    private static final AttributeName PAUSES = AttributeName.of("signet-delivery-pauses");
    private static final AttributeName WARNED = AttributeName.of("signet-delivery-warned");

    private DeliveryMarks() {}

    static int retries(Mail mail) {
        return number(mail, RETRIES);
    }

    static void retries(Mail mail, int number) {
        mail.setAttribute(new Attribute(RETRIES, AttributeValue.of(number)));
    }

    /** How often in a row the mail was put off without being tried. */
    static int pauses(Mail mail) {
        return number(mail, PAUSES);
    }

    static void pauses(Mail mail, int number) {
        if (number == 0) {
            mail.removeAttribute(PAUSES);
        } else {
            mail.setAttribute(new Attribute(PAUSES, AttributeValue.of(number)));
        }
    }

    private static int number(Mail mail, AttributeName name) {
        return AttributeUtils.getValueAndCastFromMail(mail, name, Integer.class).orElse(0);
    }

    /** When the mail came into the queue for the first time. */
    static Optional<Instant> queuedAt(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, QUEUED_AT, Long.class)
                .map(Instant::ofEpochMilli);
    }

    static void queuedAt(Mail mail, Instant time) {
        mail.setAttribute(new Attribute(QUEUED_AT, AttributeValue.of(time.toEpochMilli())));
    }

    static boolean isWarned(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, WARNED, Boolean.class).orElse(false);
    }

    static void warned(Mail mail) {
        mail.setAttribute(new Attribute(WARNED, AttributeValue.of(true)));
    }

    /** Names this one entry of the queue, so that it is known when it is given out twice. */
    static Optional<String> entry(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, ENTRY, String.class);
    }

    /** To be called before each time that the mail is put into a queue. */
    static void newEntry(Mail mail) {
        mail.setAttribute(new Attribute(ENTRY, AttributeValue.of(UUID.randomUUID().toString())));
    }

    /** Takes off what means nothing, or something wrong, outside of the queue. */
    static void leave(Mail mail) {
        mail.removeAttribute(ENTRY);
        mail.removeAttribute(PAUSES);
        mail.removeAttribute(WARNED);
        mail.removeAttribute(QUEUED_AT);
    }

    static void priority(Mail mail, boolean used, boolean isRetry) {
        if (used) {
            mail.setAttribute(
                    isRetry
                            ? MailPrioritySupport.LOW_PRIORITY_ATTRIBUTE
                            : MailPrioritySupport.HIGH_PRIORITY_ATTRIBUTE);
        } else if (!isRetry) {
            mail.removeAttribute(MailPrioritySupport.MAIL_PRIORITY);
        }
    }
}
