package org.signet.rights;

import org.jdbi.v3.core.Handle;
import org.signet.rights.audit.AuditEvent;
import org.signet.rights.audit.StoredAuditLog;
import org.signet.rights.content.ContentDirectory;
import org.signet.rights.content.ContentDirectory.Found;
import org.signet.rights.envelope.ContentContext;
import org.signet.rights.envelope.ContentKey;
import org.signet.rights.key.KeysetFile;
import org.signet.rights.key.TenantKeys;
import org.signet.rights.store.GrantRows;
import org.signet.rights.store.GrantRows.GrantRow;
import org.signet.rights.store.MessageRows;
import org.signet.rights.store.MessageRows.MessageRow;
import org.signet.rights.store.MessageRows.WrappedKey;
import org.signet.rights.store.RightsStore;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The tasks that keep store, content and keys in order. Each can be stopped at any moment, by a
 * loss of power as well, and started again; nothing becomes unreadable, and what was done is done.
 */
public final class Housekeeping {
    /**
     * Younger content is never collected: it may belong to a message whose rows are being written.
     */
    public static final Duration YOUNGEST = Duration.ofHours(1);

    private static final int BATCH = 200;

    private final RightsSettings settings;
    private final RightsStore store;
    private final ContentDirectory content;
    private final TenantKeys keys;
    private final StoredAuditLog audit;
    private final Clock clock;
    private final SecureRandom random;

    Housekeeping(
            RightsSettings settings,
            RightsStore store,
            ContentDirectory content,
            TenantKeys keys,
            StoredAuditLog audit,
            Clock clock,
            SecureRandom random) {
        this.settings = settings;
        this.store = store;
        this.content = content;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Removes content that no key opens: of messages whose rows were never written, and of shredded
     * ones.
     *
     * @param age how long ago it must have been written, by the clock of the file system; at least
     *     {@link #YOUNGEST}
     * @return how many files were removed
     */
    public long collect(Duration age) throws RightsException {
        if (age.compareTo(YOUNGEST) < 0) {
            throw new IllegalArgumentException("content is collected after " + YOUNGEST);
        }
        long[] removed = {0};
        try {
            content.walk(
                    clock.instant().minus(age),
                    found -> {
                        if (isOrphan(found)) {
                            removed[0] += Files.deleteIfExists(found.file()) ? 1 : 0;
                        }
                    });
        } catch (RightsException e) {
            throw e;
        } catch (IOException e) {
            throw new RightsException(
                    RightsException.Reason.UNAVAILABLE,
                    "the content directory cannot be walked",
                    e);
        }
        return removed[0];
    }

    private boolean isOrphan(Found found) throws RightsException {
        return !found.finished()
                || store.read(handle -> MessageRows.find(handle, found.message()))
                        .flatMap(MessageRow::wrappedKey)
                        .isEmpty();
    }

    /**
     * Removes messages whose last grant ended some time ago: rows, keys and content. The audit log
     * keeps its records and gets one more for each.
     *
     * @param retention how long after the end; no negative time
     * @return how many messages were removed
     */
    public long removeEnded(Duration retention) throws RightsException {
        if (retention.isNegative()) {
            throw new IllegalArgumentException("a message is not removed before it ends");
        }
        Instant moment = clock.instant().minus(retention);
        long removed = 0;
        while (true) {
            List<MessageId> ended =
                    store.read(handle -> MessageRows.endedBefore(handle, moment, BATCH));
            long before = removed;
            for (MessageId message : ended) {
                if (store.write(handle -> removeEnded(handle, message, moment))) {
                    removed++;
                    removeContent(message);
                }
            }
            if (ended.isEmpty() || removed == before) {
                return removed;
            }
        }
    }

    /** Looks again under the lock: the expiry may have been moved since. */
    private boolean removeEnded(Handle handle, MessageId message, Instant moment) {
        Optional<MessageRow> row = MessageRows.lock(handle, message);
        boolean over =
                row.isPresent()
                        && GrantRows.of(handle, message).stream()
                                .map(GrantRow::grant)
                                .allMatch(grant -> grant.expiry().isBefore(moment));
        if (over) {
            MessageRows.remove(handle, message);
            audit.append(handle, new AuditEvent(AuditEvent.REMOVED, message, "", "retention"));
        }
        return over;
    }

    private void removeContent(MessageId message) throws RightsException {
        try {
            content.remove(message, ContentContext.WHOLE_MESSAGE);
        } catch (IOException e) {
            throw new RightsException(
                    RightsException.Reason.UNAVAILABLE,
                    "the content of " + message + " cannot be removed; it is an orphan now",
                    e);
        }
    }

    /**
     * Makes new keys that wrap content keys and seal from now on; the old ones stay, to open what
     * they made. The file is replaced first and the record written then: a process that dies in
     * between leaves new keys without a record, never a record without keys.
     */
    public void rotate(String actor) throws RightsException {
        new KeysetFile(settings.keysetFile(), settings.keysetPassword()).rotate(random);
        note("new primary keys; by " + actor);
    }

    /**
     * Wraps every content key anew that the primary key did not wrap. Content stays as it is. What
     * was wrapped anew by a run that was stopped is passed over by the next.
     *
     * @return how many keys were wrapped anew
     */
    public long rewrap(String actor) throws RightsException {
        long rewrapped = 0;
        String after = "";
        for (List<MessageRow> batch = batch(after); !batch.isEmpty(); batch = batch(after)) {
            List<MessageRow> messages = batch;
            rewrapped += store.write(handle -> rewrap(handle, messages));
            after = batch.getLast().message().text();
        }
        if (rewrapped > 0) {
            note(rewrapped + " content keys wrapped anew; by " + actor);
        }
        return rewrapped;
    }

    private List<MessageRow> batch(String after) throws RightsException {
        return store.read(handle -> MessageRows.after(handle, after, BATCH));
    }

    private long rewrap(Handle handle, List<MessageRow> messages) throws RightsException {
        long rewrapped = 0;
        for (MessageRow row : messages) {
            if (row.wrappedKey().isEmpty()
                    || keys.isWrappedByPrimary(row.wrappedKey().get().bytes())) {
                continue;
            }
            WrappedKey before = row.wrappedKey().get();
            byte[] digest = row.licence().digest();
            ContentKey key = keys.unwrap(before.bytes(), row.message(), digest);
            WrappedKey fresh = new WrappedKey(keys.wrap(key, row.message(), digest));
            rewrapped += MessageRows.rewrap(handle, row.message(), before, fresh) ? 1 : 0;
        }
        return rewrapped;
    }

    private void note(String detail) throws RightsException {
        audit.append(new AuditEvent(AuditEvent.KEYS_CHANGED, AuditEvent.STORE, "", detail));
    }
}
