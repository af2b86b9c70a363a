package org.signet.rights;

import org.jdbi.v3.core.Handle;
import org.signet.rights.RightsException.Reason;
import org.signet.rights.audit.StoredAuditLog;
import org.signet.rights.grant.Grant;
import org.signet.rights.grant.Supersession;
import org.signet.rights.licence.Licence;
import org.signet.rights.licence.SealedLicence.Sealer;
import org.signet.rights.store.GrantRows.GrantRow;
import org.signet.rights.store.MessageRows;
import org.signet.rights.store.MessageRows.MessageRow;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides what a grant is worth now. What was not written by somebody who has the keys, or is older
 * than the audit log knows, is an exception and never an answer.
 */
final class GrantJudge {
    private final Sealer sealer;
    private final StoredAuditLog audit;
    private final Clock clock;

    GrantJudge(Sealer sealer, StoredAuditLog audit, Clock clock) {
        this.sealer = sealer;
        this.audit = audit;
        this.clock = clock;
    }

    /** A grant, its message, and what they are worth together. */
    record Judged(Access access, MessageRow message) {}

    Judged judge(Handle handle, GrantRow row) throws RightsException {
        MessageId id = row.grant().message();
        MessageRow message =
                MessageRows.find(handle, id)
                        .orElseThrow(() -> refused(id, "belongs to a message that is not there"));
        Licence licence = message.licence().open(id, sealer);
        return new Judged(access(handle, row, message, licence), message);
    }

    private Access access(Handle handle, GrantRow row, MessageRow message, Licence licence)
            throws RightsException {
        Optional<Instant> shredded = check(handle, row, message, licence);
        Grant grant = row.grant();
        Optional<Instant> revoked = shredded.or(grant::revoked);
        if (revoked.isPresent()) {
            return new Access.Revoked(
                    grant.message(), licence.sender(), grant.recipient(), revoked.get());
        }
        if (!clock.instant().isBefore(grant.expiry())) {
            return new Access.Expired(
                    grant.message(), licence.sender(), grant.recipient(), grant.expiry());
        }
        return new Access.Granted(
                grant.message(), licence.sender(), grant.recipient(), licence, grant.expiry());
    }

    /**
     * Refuses a grant that is not as it was last written; tells since when the message is shredded,
     * if it is.
     */
    Optional<Instant> check(Handle handle, GrantRow row, MessageRow message, Licence licence)
            throws RightsException {
        Grant grant = row.grant();
        if (!licence.recipients().contains(grant.recipient())) {
            throw refused(grant.message(), "is for nobody in its licence");
        }
        if (!row.verifies(sealer)) {
            throw refused(grant.message(), "has a seal that does not verify");
        }
        return switch (superseded(handle, grant)) {
            case Supersession.Shredded shredded -> Optional.of(shredded.at());
            case Supersession.Version version -> {
                if (version.number() != grant.version()) {
                    throw refused(
                            grant.message(),
                            "is version %d, and the audit log knows of version %d"
                                    .formatted(grant.version(), version.number()));
                }
                if (message.wrappedKey().isEmpty()) {
                    throw refused(grant.message(), "has no key, and the log knows of no shredding");
                }
                yield Optional.empty();
            }
        };
    }

    Supersession superseded(Handle handle, Grant grant) {
        return Supersession.of(
                audit.newest(handle, grant.message(), grant.recipient(), Supersession.KINDS));
    }

    private static RightsException refused(MessageId message, String why) {
        return new RightsException(
                Reason.TAMPERED, "a grant of protected message " + message + " " + why);
    }
}
