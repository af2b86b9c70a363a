package org.signet.benchmarks.james;

import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;

import java.io.OutputStream;
import java.time.Duration;
import java.util.UUID;

/** Puts mails into the outgoing queue as the mailets of remote delivery do, but not due yet. */
final class QueueFiller {
    private static final MailQueueName OUTGOING = MailQueueName.of("outgoing");

    private final MailQueueFactory<?> queues;

    QueueFiller(MailQueueFactory<?> queues) {
        this.queues = queues;
    }

    void fill(QueueFilling filling) throws Exception {
        MailQueue queue = queues.getQueue(OUTGOING).orElseThrow();
        for (int i = 0; i < filling.messages(); i++) {
            String domain = filling.domains().get(i % filling.domains().size());
            MailImpl mail =
                    MailImpl.builder()
                            .name("bench-" + UUID.randomUUID() + "-to-" + domain)
                            .sender(new MailAddress("sender@bench.test"))
                            .addRecipient(new MailAddress("user" + i + "@" + domain))
                            .build();
            MimeMessageInputStreamSource content =
                    MimeMessageInputStreamSource.create(mail.getName());
            try (OutputStream out = content.getWritableOutputStream()) {
                BenchMessage.write(out, filling.octets(), i);
            }
            mail.setMessageContent(content);
            long delay = filling.due() - System.currentTimeMillis();
            if (delay < 0) {
                throw new IllegalStateException("Due before the queue is filled: " + i);
            }
            queue.enQueue(mail, Duration.ofMillis(delay));
            LifecycleUtil.dispose(mail);
        }
    }
}
