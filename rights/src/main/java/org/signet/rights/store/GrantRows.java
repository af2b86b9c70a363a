package org.signet.rights.store;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.signet.rights.MessageId;
import org.signet.rights.grant.Grant;
import org.signet.rights.licence.SealedLicence.Sealer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rows of grants. */
public final class GrantRows {
    private static final String GRANT =
            "SELECT message, recipient, token_digest, version, revoked, expiry, seal"
                    + " FROM rights_grant ";

    private GrantRows() {}

    /** A grant as it is stored; its seal has not been verified. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves
    public record GrantRow(Grant grant, byte[] seal) {
        static GrantRow of(ResultSet row) throws SQLException {
            byte @Nullable [] seal = row.getBytes("seal");
            return new GrantRow(
                    new Grant(
                            Columns.messageId(row),
                            row.getString("recipient"),
                            row.getBytes("token_digest"),
                            row.getLong("version"),
                            Columns.time(row, "revoked"),
                            Instant.ofEpochMilli(row.getLong("expiry"))),
                    seal == null ? new byte[0] : seal);
        }

        public boolean verifies(Sealer sealer) {
            return grant.verifies(seal, sealer);
        }
    }

    /** Adds grants, all in one batch. */
    public static void insert(Handle handle, List<Grant> grants, Sealer sealer) {
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO rights_grant
                            (token_digest, message, recipient, recipient_key, version, expiry, seal)
                        VALUES (:digest, :message, :recipient, :key, :version, :expiry, :seal)
                        """);
        for (Grant grant : grants) {
            batch.bind("digest", grant.tokenDigest())
                    .bind("message", grant.message().text())
                    .bind("recipient", grant.recipient())
                    .bind("key", grant.recipient().toLowerCase(Locale.ROOT))
                    .bind("version", grant.version())
                    .bind("expiry", grant.expiry().toEpochMilli())
                    .bind("seal", grant.seal(sealer))
                    .add();
        }
        batch.execute();
    }

    public static Optional<GrantRow> find(Handle handle, byte[] tokenDigest) {
        return handle.createQuery(GRANT + "WHERE token_digest = :digest")
                .bind("digest", tokenDigest)
                .map((row, context) -> GrantRow.of(row))
                .findOne();
    }

    public static Optional<GrantRow> find(Handle handle, MessageId message, String recipient) {
        return handle.createQuery(GRANT + "WHERE message = :message AND recipient = :recipient")
                .bind("message", message.text())
                .bind("recipient", recipient)
                .map((row, context) -> GrantRow.of(row))
                .findOne();
    }

    /** The grants of a message in the order of their recipients. */
    public static List<GrantRow> of(Handle handle, MessageId message) {
        return handle.createQuery(GRANT + "WHERE message = :message ORDER BY recipient")
                .bind("message", message.text())
                .map((row, context) -> GrantRow.of(row))
                .list();
    }

    /** Writes a version of a grant over the one before it. */
    public static void update(Handle handle, Grant grant, Sealer sealer) {
        handle.createUpdate(
                        """
                        UPDATE rights_grant
                        SET version = :version, revoked = :revoked, expiry = :expiry, seal = :seal,
                            recipient_key = :key
                        WHERE message = :message AND recipient = :recipient
                        """)
                .bind("version", grant.version())
                .bind("revoked", grant.revoked().map(Instant::toEpochMilli).orElse(null))
                .bind("expiry", grant.expiry().toEpochMilli())
                .bind("seal", grant.seal(sealer))
                .bind("key", grant.recipient().toLowerCase(Locale.ROOT))
                .bind("message", grant.message().text())
                .bind("recipient", grant.recipient())
                .execute();
    }
}
