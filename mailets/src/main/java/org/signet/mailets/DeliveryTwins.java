package org.signet.mailets;

import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.apache.james.queue.api.MailQueue.MailQueueItem.CompletionStatus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Knows the entries of the queue that are held here, and those that could not be acknowledged.
 *
 * <p>A broker that loses its connection gives out again what was not acknowledged, although it is
 * still being sent here, or was sent already. Such a twin is not sent: it waits for what becomes of
 * the first. A mail that did not come through this mailet has no mark and is taken as it is: a
 * second copy is better than none.
 */
final class DeliveryTwins {
    private static final int MOST = 10_000;

    private final Map<String, List<MailQueueItem>> held = new HashMap<>();
    private final Set<String> notAcknowledged = new LinkedHashSet<>();

    /** What is to be done with an item. */
    enum Meaning {
        /** It is the only one. */
        FIRST,
        /** The same is held here; the item is kept and finished with that one. */
        TWIN,
        /** The same was finished here; it only has to be acknowledged. */
        FINISHED
    }

    synchronized Meaning arrived(MailQueueItem item) {
        Optional<String> entry = DeliveryMarks.entry(item.getMail());
        if (entry.isEmpty()) {
            return Meaning.FIRST;
        }
        if (notAcknowledged.contains(entry.get())) {
            return Meaning.FINISHED;
        }
        List<MailQueueItem> twins = held.get(entry.get());
        if (twins != null) {
            twins.add(item);
            return Meaning.TWIN;
        }
        held.put(entry.get(), new ArrayList<>());
        return Meaning.FIRST;
    }

    /**
     * Says what became of an entry; returns its twins, to be told the same.
     *
     * @param entry the mark that the mail had when it arrived
     */
    synchronized List<MailQueueItem> left(Optional<String> entry) {
        List<MailQueueItem> twins = entry.map(held::remove).orElse(null);
        return twins == null ? List.of() : twins;
    }

    /** Remembers an entry that is finished although the queue could not be told. */
    synchronized void notAcknowledged(Optional<String> entry, CompletionStatus status) {
        if (status == CompletionStatus.SUCCESS && entry.isPresent()) {
            if (notAcknowledged.size() >= MOST) {
                notAcknowledged.remove(notAcknowledged.iterator().next());
            }
            notAcknowledged.add(entry.get());
        }
    }
}
