package org.signet.rights.store;

import org.jdbi.v3.core.Handle;
import org.signet.rights.MessageId;
import org.signet.rights.licence.SealedLicence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The rows of messages and grants. */
public final class MessageRows {
    private static final String GRANT =
            """
            SELECT g.message, g.recipient, g.revoked, m.licence, m.licence_seal, m.wrapped_key
            FROM rights_grant g JOIN rights_message m ON m.message = g.message
            """;

    private MessageRows() {}

    /** A grant with the message it belongs to; nothing in it has been verified. */
    public record GrantRow(
            MessageId message,
            String recipient,
            Optional<Instant> revoked,
            SealedLicence licence,
            WrappedKey wrappedKey) {
        private static MessageId messageId(String text) {
            try {
                return new MessageId(text);
            } catch (IllegalArgumentException e) {
                throw new MalformedRowException(e);
            }
        }

        private static GrantRow of(ResultSet row) throws SQLException {
            long revoked = row.getLong("revoked");
            Optional<Instant> at =
                    row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(revoked));
            return new GrantRow(
                    messageId(row.getString("message")),
                    row.getString("recipient"),
                    at,
                    new SealedLicence(row.getBytes("licence"), row.getBytes("licence_seal")),
                    new WrappedKey(row.getBytes("wrapped_key")));
        }
    }

    /** A content key under the tenant's keys. */
    @SuppressWarnings("ArrayRecordComponent")
    public record WrappedKey(byte[] bytes) {
        @Override
        public String toString() {
            return "WrappedKey[" + bytes.length + " bytes]";
        }
    }

    public static void insert(
            Handle handle,
            MessageId message,
            Instant created,
            SealedLicence licence,
            WrappedKey wrappedKey) {
        handle.createUpdate(
                        """
                        INSERT INTO rights_message
                            (message, created, licence, licence_seal, wrapped_key)
                        VALUES (:message, :created, :licence, :seal, :key)
                        """)
                .bind("message", message.text())
                .bind("created", created.toEpochMilli())
                .bind("licence", licence.text())
                .bind("seal", licence.seal())
                .bind("key", wrappedKey.bytes())
                .execute();
    }

    public static void grant(
            Handle handle, MessageId message, String recipient, byte[] tokenDigest) {
        handle.createUpdate(
                        """
                        INSERT INTO rights_grant (token_digest, message, recipient)
                        VALUES (:digest, :message, :recipient)
                        """)
                .bind("digest", tokenDigest)
                .bind("message", message.text())
                .bind("recipient", recipient)
                .execute();
    }

    public static Optional<GrantRow> find(Handle handle, byte[] tokenDigest) {
        return handle.createQuery(GRANT + "WHERE g.token_digest = :digest")
                .bind("digest", tokenDigest)
                .map((row, context) -> GrantRow.of(row))
                .findOne();
    }

    public static Optional<GrantRow> find(Handle handle, MessageId message, String recipient) {
        return handle.createQuery(GRANT + "WHERE g.message = :message AND g.recipient = :recipient")
                .bind("message", message.text())
                .bind("recipient", recipient)
                .map((row, context) -> GrantRow.of(row))
                .findOne();
    }

    /** Ends a grant that has not ended; tells whether there was one. */
    public static boolean revoke(Handle handle, MessageId message, String recipient, Instant at) {
        return handle.createUpdate(
                                """
                                UPDATE rights_grant SET revoked = :at
                                WHERE message = :message AND recipient = :recipient
                                    AND revoked IS NULL
                                """)
                        .bind("at", at.toEpochMilli())
                        .bind("message", message.text())
                        .bind("recipient", recipient)
                        .execute()
                == 1;
    }

    /** Removes a message with its key and its grants; tells whether there was one. */
    public static boolean remove(Handle handle, MessageId message) {
        handle.createUpdate("DELETE FROM rights_grant WHERE message = :message")
                .bind("message", message.text())
                .execute();
        return handle.createUpdate("DELETE FROM rights_message WHERE message = :message")
                        .bind("message", message.text())
                        .execute()
                == 1;
    }
}
