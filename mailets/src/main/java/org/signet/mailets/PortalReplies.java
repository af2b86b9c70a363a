package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.mailet.MailetContext;
import org.signet.portal.Outbox;
import org.signet.portal.Outgoing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts what readers write in the portal into James: one mail for all recipients, into one
 * processor, where the operator's rules see it before {@link PortalReply} sends it on.
 *
 * <p>James either queues the mail whole or not at all, so there is no half of an answer.
 */
final class PortalReplies implements Outbox {
    private final MailetContext context;
    private final String processor;

    PortalReplies(MailetContext context, String processor) {
        this.context = context;
        this.processor = processor;
    }

    @Override
    public void take(Outgoing answer) throws IOException {
        try {
            queue(answer);
        } catch (MessagingException | RuntimeException e) {
            throw new IOException("James did not take an answer from the portal", e);
        }
    }

    private void queue(Outgoing answer) throws MessagingException, IOException {
        List<MailAddress> recipients = new ArrayList<>();
        for (String recipient : answer.recipients()) {
            recipients.add(new MailAddress(recipient));
        }
        MimeMessageInputStreamSource source =
                MessageBytes.write(out -> answer.message().writeTo(out));
        MailImpl mail =
                MailImpl.builder()
                        .name(MailImpl.getId())
                        .sender(new MailAddress(answer.sender()))
                        .addRecipients(recipients)
                        .build();
        try {
            mail.setMessageContent(source);
            PortalMarks.set(mail, answer.inherited());
            context.sendMail(mail, processor);
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }
}
