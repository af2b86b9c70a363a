package org.signet.rights;

import org.jdbi.v3.core.Handle;
import org.signet.rights.audit.AuditEvent;
import org.signet.rights.audit.StoredAuditLog;
import org.signet.rights.content.ContentDirectory;
import org.signet.rights.envelope.ContentContext;
import org.signet.rights.grant.Grant;
import org.signet.rights.grant.Supersession;
import org.signet.rights.licence.Licence;
import org.signet.rights.licence.SealedLicence.Sealer;
import org.signet.rights.store.GrantRows;
import org.signet.rights.store.GrantRows.GrantRow;
import org.signet.rights.store.MessageRows;
import org.signet.rights.store.MessageRows.MessageRow;
import org.signet.rights.store.RightsStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Control after sending: revoke, grant again, move the expiry, shred. Each act is one transaction
 * with its records in the audit log, holds at the next request, and is for one recipient or, with
 * no recipient named, for all. The acts on one message wait for each other, on all nodes.
 */
public final class MessageControl {
    private static final Logger LOG = LoggerFactory.getLogger(MessageControl.class);
    private static final Pattern ACTOR = Pattern.compile("[!-~][ -~]{0,199}");

    private final RightsStore store;
    private final ContentDirectory content;
    private final Sealer sealer;
    private final StoredAuditLog audit;
    private final GrantJudge judge;
    private final Clock clock;

    MessageControl(
            RightsStore store,
            ContentDirectory content,
            Sealer sealer,
            StoredAuditLog audit,
            Clock clock) {
        this.store = store;
        this.content = content;
        this.sealer = sealer;
        this.audit = audit;
        this.judge = new GrantJudge(sealer, audit, clock);
        this.clock = clock;
    }

    /** Whom an act is for, and by whom it is. */
    public record Target(MessageId message, Optional<String> recipient, String actor) {
        public Target {
            if (!ACTOR.matcher(actor).matches()) {
                throw new IllegalArgumentException("an actor is 1 to 200 characters of ASCII");
            }
        }

        /** One recipient. */
        public static Target of(MessageId message, String recipient, String actor) {
            return new Target(message, Optional.of(recipient), actor);
        }

        /** Every recipient. */
        public static Target all(MessageId message, String actor) {
            return new Target(message, Optional.empty(), actor);
        }
    }

    /**
     * Takes the right back. A grant whose row does not verify is revoked as well: what is written
     * then is good again, and says no.
     */
    public ControlVerdict revoke(Target target) {
        return act(
                target,
                AuditEvent.REVOKED,
                (handle, row, message) -> {
                    Grant grant = row.grant();
                    long newest = newest(handle, grant);
                    boolean holds =
                            grant.revoked().isPresent()
                                    && grant.version() == newest
                                    && row.verifies(sealer);
                    return holds ? Optional.empty() : Optional.of(grant.revokedAt(now(), newest));
                });
    }

    /** Gives the right back to who had it; expiry stays as it is. */
    public ControlVerdict regrant(Target target) {
        return act(
                target,
                AuditEvent.REGRANTED,
                (handle, row, message) -> {
                    check(handle, row, message);
                    return row.grant().revoked().map(at -> row.grant().regranted());
                });
    }

    /**
     * Moves the end of the right, to later or to sooner; what is revoked stays so.
     *
     * @param at no later than {@link Protection#LONGEST} from now; a moment that has passed ends
     *     the right
     */
    public ControlVerdict expire(Target target, Instant at) {
        Instant end = Instant.ofEpochMilli(at.toEpochMilli());
        if (Duration.between(clock.instant(), end).compareTo(Protection.LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "an expiry is at most " + Protection.LONGEST + " away");
        }
        return act(
                target,
                AuditEvent.EXPIRY_CHANGED,
                (handle, row, message) -> {
                    check(handle, row, message);
                    return row.grant().expiry().equals(end)
                            ? Optional.empty()
                            : Optional.of(row.grant().expiring(end));
                });
    }

    /** The next version of a grant, or nothing if it is already as it should be. */
    @FunctionalInterface
    private interface Change {
        Optional<Grant> of(Handle handle, GrantRow row, MessageRow message) throws RightsException;
    }

    private ControlVerdict act(Target target, String kind, Change change) {
        try {
            return store.write(handle -> act(handle, target, kind, change));
        } catch (RightsException e) {
            return new ControlVerdict.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    private ControlVerdict act(Handle handle, Target target, String kind, Change change)
            throws RightsException {
        Optional<MessageRow> message = MessageRows.lock(handle, target.message());
        if (message.isEmpty()) {
            return new ControlVerdict.Unknown();
        }
        List<GrantRow> rows = new ArrayList<>(GrantRows.of(handle, target.message()));
        target.recipient()
                .ifPresent(only -> rows.removeIf(row -> !row.grant().recipient().equals(only)));
        if (rows.isEmpty()) {
            return new ControlVerdict.Unknown();
        }
        if (judge.superseded(handle, rows.getFirst().grant())
                instanceof Supersession.Shredded shredded) {
            return new ControlVerdict.Shredded(shredded.at());
        }
        List<AuditEvent> events = new ArrayList<>();
        for (GrantRow row : rows) {
            Optional<Grant> changed = change.of(handle, row, message.get());
            if (changed.isPresent()) {
                GrantRows.update(handle, changed.get(), sealer);
                events.add(event(kind, changed.get(), target));
            }
        }
        audit.append(handle, events);
        if (!events.isEmpty()) {
            noteLastExpiry(handle, target.message());
        }
        return new ControlVerdict.Done(events.size(), rows.size() - events.size());
    }

    private static AuditEvent event(String kind, Grant changed, Target target) {
        return new AuditEvent(
                kind,
                changed.message(),
                changed.recipient(),
                Supersession.detail(changed, target.actor()));
    }

    private static void noteLastExpiry(Handle handle, MessageId message) {
        GrantRows.of(handle, message).stream()
                .map(row -> row.grant().expiry())
                .max(Instant::compareTo)
                .ifPresent(last -> MessageRows.expiry(handle, message, last));
    }

    private long newest(Handle handle, Grant grant) {
        return judge.superseded(handle, grant) instanceof Supersession.Version version
                ? version.number()
                : grant.version();
    }

    private void check(Handle handle, GrantRow row, MessageRow message) throws RightsException {
        Licence licence = message.licence().open(message.message(), sealer);
        judge.check(handle, row, message, licence);
    }

    /**
     * Deletes the keys of a message and its content: nobody can open it any more, with the escrow
     * key neither. Rows and records stay. A failure to delete the content is not a failure of the
     * act, for without the key it is noise; it is collected as an orphan later.
     */
    public ControlVerdict shred(MessageId message, String actor) {
        Target target = new Target(message, Optional.empty(), actor);
        ControlVerdict verdict;
        try {
            verdict = store.write(handle -> shred(handle, target));
        } catch (RightsException e) {
            return new ControlVerdict.Unavailable(String.valueOf(e.getMessage()));
        }
        if (verdict instanceof ControlVerdict.Done) {
            try {
                content.remove(message, ContentContext.WHOLE_MESSAGE);
            } catch (IOException e) {
                LOG.warn("Content of shredded message {} stays as an orphan", message, e);
            }
        }
        return verdict;
    }

    private ControlVerdict shred(Handle handle, Target target) {
        Optional<MessageRow> row = MessageRows.lock(handle, target.message());
        if (row.isEmpty()) {
            return new ControlVerdict.Unknown();
        }
        Optional<Supersession.Shredded> before =
                audit.newest(handle, target.message(), "", List.of(AuditEvent.SHREDDED))
                        .map(record -> new Supersession.Shredded(record.at()));
        if (before.isPresent() && row.get().wrappedKey().isEmpty()) {
            return new ControlVerdict.Shredded(before.get().at());
        }
        MessageRows.shred(handle, target.message(), now());
        audit.append(
                handle,
                new AuditEvent(AuditEvent.SHREDDED, target.message(), "", "by " + target.actor()));
        return new ControlVerdict.Done(GrantRows.of(handle, target.message()).size(), 0);
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
