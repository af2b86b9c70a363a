package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The encrypted forms of one mail, each for some of its recipients. All are made before the first
 * is sent, so that nothing was sent yet when one cannot be made.
 */
final class EncryptedCopies implements AutoCloseable {
    /** One form, and those who get it. */
    private record Copy(List<MailAddress> recipients, MimeMessageInputStreamSource content) {}

    private final Deque<Copy> copies = new ArrayDeque<>();

    void add(List<MailAddress> recipients, MimeMessageInputStreamSource content) {
        copies.add(new Copy(recipients, content));
    }

    boolean isEmpty() {
        return copies.isEmpty();
    }

    /** Makes the first of them the mail itself. */
    void putFirst(Mail mail) throws MessagingException {
        Copy first = copies.removeFirst();
        mail.setRecipients(first.recipients());
        MessageBytes.put(mail, first.content());
    }

    /** Sends those that are left, except the given number of them. */
    void sendAllBut(int kept, Mail mail, MailetContext context, String processor)
            throws MessagingException {
        while (copies.size() > kept) {
            Copy next = copies.removeLast();
            MailImpl copy = MailImpl.duplicateWithoutMessage(mail).build();
            try {
                copy.setMessageContent(next.content());
                copy.setRecipients(next.recipients());
                context.sendMail(copy, processor);
            } finally {
                LifecycleUtil.dispose(copy);
            }
        }
    }

    /** Those that were not used are deleted. */
    @Override
    public void close() {
        copies.forEach(copy -> LifecycleUtil.dispose(copy.content()));
    }
}
