package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.apache.james.queue.api.MailQueue.MailQueueItem.CompletionStatus;
import org.signet.mailets.DeliveryWorkers.Held;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/** Tells the queue what became of its entries, each once. */
final class DeliveryEntries {
    private static final Logger LOG = LoggerFactory.getLogger(SecureRemoteDelivery.class);

    private final DeliveryTwins twins = new DeliveryTwins();

    /** The mark of an entry as it came out of the queue; the mail may get another one since. */
    record Entry(Optional<String> mark) {}

    /** Returns nothing where the same entry is held, or was finished here. */
    Optional<Entry> arrived(MailQueueItem item) {
        Entry entry = new Entry(DeliveryMarks.entry(item.getMail()));
        return switch (twins.arrived(item)) {
            case FIRST -> Optional.of(entry);
            case TWIN -> {
                LOG.warn("{}: given out twice, sent once", item.getMail().getName());
                yield Optional.empty();
            }
            case FINISHED -> {
                LOG.warn("{}: given out again, but it is finished", item.getMail().getName());
                tell(item, entry, CompletionStatus.SUCCESS);
                yield Optional.empty();
            }
        };
    }

    /** The mail is delivered, given up, or waits elsewhere. */
    void finished(Held held) {
        leave(held, CompletionStatus.SUCCESS);
    }

    /** Nothing became of the mail; it is to be given out again. */
    void giveBack(Held held) {
        leave(held, CompletionStatus.RETRY);
    }

    void giveBack(MailQueueItem item) {
        tell(item, new Entry(Optional.empty()), CompletionStatus.RETRY);
    }

    private void leave(Held held, CompletionStatus status) {
        tell(held.item(), held.entry(), status);
        for (MailQueueItem twin : twins.left(held.entry().mark())) {
            tell(twin, held.entry(), status);
        }
    }

    private void tell(MailQueueItem item, Entry entry, CompletionStatus status) {
        try {
            item.done(status);
        } catch (MessagingException | RuntimeException e) {
            twins.notAcknowledged(entry.mark(), status);
            LOG.error("{}: the queue could not be told {}", item.getMail().getName(), status, e);
        } finally {
            LifecycleUtil.dispose(item.getMail());
        }
    }
}
