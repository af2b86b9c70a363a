package org.signet.rights;

import org.jdbi.v3.core.Handle;
import org.signet.rights.MessageStatus.Recipient;
import org.signet.rights.MessageStatus.State;
import org.signet.rights.RightsException.Reason;
import org.signet.rights.audit.AuditEvent;
import org.signet.rights.audit.AuditRecord;
import org.signet.rights.audit.AuditVerdict;
import org.signet.rights.audit.StoredAuditLog;
import org.signet.rights.grant.Grant;
import org.signet.rights.licence.Licence;
import org.signet.rights.licence.SealedLicence.Sealer;
import org.signet.rights.store.GrantRows;
import org.signet.rights.store.GrantRows.GrantRow;
import org.signet.rights.store.MessageRows;
import org.signet.rights.store.MessageRows.MessageRow;
import org.signet.rights.store.MessageSearch;
import org.signet.rights.store.RightsStore;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is stored, and whether it is as it was written. Content is not looked at. */
public final class MessageOverview {
    private static final int BATCH = 500;

    private final RightsStore store;
    private final Sealer sealer;
    private final StoredAuditLog audit;
    private final GrantJudge judge;
    private final Clock clock;

    MessageOverview(RightsStore store, Sealer sealer, StoredAuditLog audit, Clock clock) {
        this.store = store;
        this.sealer = sealer;
        this.audit = audit;
        this.judge = new GrantJudge(sealer, audit, clock);
        this.clock = clock;
    }

    /** The message with all its recipients; empty if there is none. */
    public Optional<MessageStatus> status(MessageId message) throws RightsException {
        return store.read(
                handle -> {
                    Optional<MessageRow> row = MessageRows.find(handle, message);
                    return row.isEmpty()
                            ? Optional.empty()
                            : Optional.of(status(handle, row.get()));
                });
    }

    /** What a search finds, the newest first. */
    public List<MessageStatus> search(MessageSearch search) throws RightsException {
        return store.read(
                handle -> {
                    List<MessageStatus> found = new ArrayList<>();
                    for (MessageRow row : MessageRows.search(handle, search)) {
                        found.add(status(handle, row));
                    }
                    return found;
                });
    }

    private MessageStatus status(Handle handle, MessageRow row) throws RightsException {
        Licence licence = row.licence().open(row.message(), sealer);
        Map<String, Long> opened =
                audit.of(handle, row.message()).stream()
                        .map(AuditRecord::event)
                        .filter(event -> event.kind().equals(AuditEvent.OPENED))
                        .collect(Collectors.groupingBy(AuditEvent::address, Collectors.counting()));
        List<Recipient> recipients = new ArrayList<>();
        for (GrantRow grant : GrantRows.of(handle, row.message())) {
            recipients.add(recipient(handle, grant, row, licence, opened));
        }
        return new MessageStatus(row.message(), licence, row.mailId(), row.shredded(), recipients);
    }

    private Recipient recipient(
            Handle handle,
            GrantRow row,
            MessageRow message,
            Licence licence,
            Map<String, Long> opened)
            throws RightsException {
        Grant grant = row.grant();
        return new Recipient(
                grant.recipient(),
                state(handle, row, message, licence),
                grant.expiry(),
                grant.revoked(),
                opened.getOrDefault(grant.recipient(), 0L));
    }

    private State state(Handle handle, GrantRow row, MessageRow message, Licence licence)
            throws RightsException {
        Optional<Instant> shredded;
        try {
            shredded = judge.check(handle, row, message, licence);
        } catch (RightsException e) {
            if (e.reason() == Reason.TAMPERED) {
                return State.TAMPERED;
            }
            throw e;
        }
        if (shredded.isPresent()) {
            return State.SHREDDED;
        }
        if (row.grant().revoked().isPresent()) {
            return State.REVOKED;
        }
        return clock.instant().isBefore(row.grant().expiry()) ? State.OPEN : State.EXPIRED;
    }

    /**
     * Checks the audit log from its first record to its last, and then every message and grant
     * against it: seals, versions, and that a message is in the log at all.
     */
    public AuditVerdict verify() {
        AuditVerdict log = audit.verify();
        if (!(log instanceof AuditVerdict.Intact)) {
            return log;
        }
        try {
            String after = "";
            for (List<MessageRow> batch = batch(after); !batch.isEmpty(); batch = batch(after)) {
                for (MessageRow row : batch) {
                    Optional<String> wrong = store.read(handle -> contradiction(handle, row));
                    if (wrong.isPresent()) {
                        return new AuditVerdict.Contradicted(row.message(), wrong.get());
                    }
                }
                after = batch.getLast().message().text();
            }
            return log;
        } catch (RightsException e) {
            return new AuditVerdict.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    private List<MessageRow> batch(String after) throws RightsException {
        return store.read(handle -> MessageRows.after(handle, after, BATCH));
    }

    private Optional<String> contradiction(Handle handle, MessageRow batched)
            throws RightsException {
        try {
            Optional<MessageRow> row = MessageRows.find(handle, batched.message());
            if (row.isEmpty()) {
                return Optional.empty();
            }
            Licence licence = row.get().licence().open(batched.message(), sealer);
            List<GrantRow> grants = GrantRows.of(handle, batched.message());
            for (GrantRow grant : grants) {
                judge.check(handle, grant, row.get(), licence);
            }
            if (grants.size() != licence.recipients().size()) {
                return Optional.of("a grant is missing");
            }
            return audit.newest(
                                    handle,
                                    batched.message(),
                                    licence.sender(),
                                    List.of(AuditEvent.PROTECTED))
                            .isPresent()
                    ? Optional.empty()
                    : Optional.of("the audit log knows nothing of this message");
        } catch (RightsException e) {
            if (e.reason() == Reason.TAMPERED) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }
}
