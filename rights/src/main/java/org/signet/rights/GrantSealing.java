package org.signet.rights;

import org.jdbi.v3.core.Handle;
import org.signet.rights.RightsException.Reason;
import org.signet.rights.audit.AuditEvent;
import org.signet.rights.audit.AuditRecord;
import org.signet.rights.audit.StoredAuditLog;
import org.signet.rights.grant.Grant;
import org.signet.rights.grant.Supersession;
import org.signet.rights.licence.Licence;
import org.signet.rights.licence.SealedLicence.Sealer;
import org.signet.rights.store.GrantRows;
import org.signet.rights.store.GrantRows.GrantRow;
import org.signet.rights.store.MessageRows;
import org.signet.rights.store.MessageRows.MessageRow;
import org.signet.rights.store.RightsStore;
import org.signet.rights.store.TenantRow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Seals the grants of a store that was made with schema 1, which had no seals: once, at the first
 * start with schema 2, in batches. A start that dies half-way goes on at the next one.
 *
 * <p>It is done only once in the life of a store, for it would seal what anybody wrote: the audit
 * log has a record of it, and a store that claims to come from schema 1 a second time is refused.
 */
final class GrantSealing {
    private static final String PURPOSE = "signet grants sealed v1";
    private static final int BATCH = 200;

    private final RightsStore store;
    private final Sealer sealer;
    private final StoredAuditLog audit;

    GrantSealing(RightsStore store, Sealer sealer, StoredAuditLog audit) {
        this.store = store;
        this.sealer = sealer;
        this.audit = audit;
    }

    /** Proves, to who has the keys, that every grant of a store is sealed. */
    static byte[] proof(Sealer sealer, byte[] nonce) {
        return sealer.seal(PURPOSE, nonce);
    }

    void complete() throws RightsException {
        TenantRow tenant = store.read(TenantRow::find).orElseThrow();
        if (sealer.verifies(PURPOSE, tenant.nonce(), tenant.grantsSealed())) {
            return;
        }
        if (tenant.grantsSealed().length > 0
                || store.read(handle -> audit.tells(handle, AuditEvent.GRANTS_SEALED))) {
            throw new RightsException(
                    Reason.TAMPERED,
                    "the store claims to be older than it is: its grants were sealed before, and"
                            + " the row that says so was changed");
        }
        long grants = 0;
        String after = "";
        for (List<MessageRow> batch = batch(after); !batch.isEmpty(); batch = batch(after)) {
            List<MessageRow> messages = batch;
            grants += store.write(handle -> seal(handle, messages));
            after = batch.getLast().message().text();
        }
        finish(tenant, grants);
    }

    private List<MessageRow> batch(String after) throws RightsException {
        return store.read(handle -> MessageRows.after(handle, after, BATCH));
    }

    private void finish(TenantRow tenant, long grants) throws RightsException {
        store.write(
                handle -> {
                    TenantRow.sealed(handle, proof(sealer, tenant.nonce()));
                    audit.append(
                            handle,
                            new AuditEvent(
                                    AuditEvent.GRANTS_SEALED,
                                    AuditEvent.STORE,
                                    "",
                                    grants + " grants of schema 1"));
                    return tenant;
                });
    }

    private long seal(Handle handle, List<MessageRow> messages) throws RightsException {
        long grants = 0;
        for (MessageRow row : messages) {
            Licence licence = row.licence().open(row.message(), sealer);
            MessageRows.complete(handle, row.message(), licence.sender(), licence.expiry());
            for (GrantRow found : GrantRows.of(handle, row.message())) {
                if (found.seal().length == 0) {
                    GrantRows.update(handle, upgraded(handle, found.grant(), licence), sealer);
                    grants++;
                }
            }
        }
        return grants;
    }

    /** The log has the last word on whether a grant was revoked: the row was not sealed. */
    private Grant upgraded(Handle handle, Grant row, Licence licence) {
        Optional<Instant> logged =
                audit.newest(handle, row.message(), row.recipient(), Supersession.KINDS)
                        .map(AuditRecord::at);
        return new Grant(
                row.message(),
                row.recipient(),
                row.tokenDigest(),
                1,
                row.revoked().or(() -> logged),
                licence.expiry());
    }
}
