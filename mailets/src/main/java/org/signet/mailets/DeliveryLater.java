package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.queue.api.MailQueue;
import org.apache.mailet.Mail;

import java.time.Duration;

/** Where a mail waits until it is tried again. */
interface DeliveryLater {
    /** Keeps the mail in such a way that it survives, and comes back after the delay. */
    void put(Mail mail, Duration delay) throws MessagingException;

    /** In the outgoing queue itself. */
    record InQueue(MailQueue queue) implements DeliveryLater {
        @Override
        public void put(Mail mail, Duration delay) throws MessagingException {
            DeliveryMarks.newEntry(mail);
            queue.enQueue(mail, delay);
        }
    }
}
