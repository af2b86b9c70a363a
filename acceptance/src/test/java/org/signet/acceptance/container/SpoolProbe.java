package org.signet.acceptance.container;

import jakarta.inject.Inject;

import org.apache.james.core.Username;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.apache.james.utils.GuiceProbe;
import org.apache.mailet.Mail;

/** Puts mail where James's SMTP server would put it, and people where WebAdmin would. */
final class SpoolProbe implements GuiceProbe {
    private final MailQueueFactory<?> queues;
    private final UsersRepository users;

    @Inject
    SpoolProbe(MailQueueFactory<?> queues, UsersRepository users) {
        this.queues = queues;
        this.users = users;
    }

    void addUser(String address) throws UsersRepositoryException {
        users.addUser(Username.of(address), "unused");
    }

    void enqueue(Mail mail) throws MailQueue.MailQueueException {
        queues.getQueue(MailQueueFactory.SPOOL).orElseThrow().enQueue(mail);
    }
}
