package org.signet.rights.store;

import org.jdbi.v3.core.Handle;
import org.signet.rights.MessageId;
import org.signet.rights.licence.SealedLicence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rows of messages. */
public final class MessageRows {
    private static final String MESSAGE =
            "SELECT message, created, licence, licence_seal, wrapped_key, escrow_key, mail_id,"
                    + " expiry, shredded FROM rights_message ";

    private MessageRows() {}

    /** A content key under the tenant's keys, or under the escrow key. */
    @SuppressWarnings("ArrayRecordComponent")
    public record WrappedKey(byte[] bytes) {
        @Override
        public String toString() {
            return "WrappedKey[" + bytes.length + " bytes]";
        }
    }

    /**
     * A message as it is stored; nothing in it has been verified.
     *
     * @param wrappedKey empty after shredding
     * @param mailId the Message-ID of the mail, if it had one
     * @param expiry the last moment at which a grant of it ends
     */
    public record MessageRow(
            MessageId message,
            Instant created,
            SealedLicence licence,
            Optional<WrappedKey> wrappedKey,
            Optional<WrappedKey> escrowKey,
            Optional<String> mailId,
            Instant expiry,
            Optional<Instant> shredded) {
        static MessageRow of(ResultSet row) throws SQLException {
            return new MessageRow(
                    Columns.messageId(row),
                    Instant.ofEpochMilli(row.getLong("created")),
                    new SealedLicence(row.getBytes("licence"), row.getBytes("licence_seal")),
                    Optional.ofNullable(row.getBytes("wrapped_key")).map(WrappedKey::new),
                    Optional.ofNullable(row.getBytes("escrow_key")).map(WrappedKey::new),
                    Optional.ofNullable(row.getString("mail_id")),
                    Instant.ofEpochMilli(row.getLong("expiry")),
                    Columns.time(row, "shredded"));
        }
    }

    public static void insert(Handle handle, MessageRow row, String sender) {
        handle.createUpdate(
                        """
                        INSERT INTO rights_message
                            (message, created, licence, licence_seal, wrapped_key, escrow_key,
                             sender_key, mail_id, expiry)
                        VALUES (:message, :created, :licence, :seal, :key, :escrow,
                             :sender, :mailId, :expiry)
                        """)
                .bind("message", row.message().text())
                .bind("created", row.created().toEpochMilli())
                .bind("licence", row.licence().text())
                .bind("seal", row.licence().seal())
                .bind("key", row.wrappedKey().map(WrappedKey::bytes).orElse(null))
                .bind("escrow", row.escrowKey().map(WrappedKey::bytes).orElse(null))
                .bind("sender", sender.toLowerCase(Locale.ROOT))
                .bind("mailId", row.mailId().orElse(null))
                .bind("expiry", row.expiry().toEpochMilli())
                .execute();
    }

    public static Optional<MessageRow> find(Handle handle, MessageId message) {
        return one(handle, message, "");
    }

    /** As {@link #find}; until the transaction ends nobody else changes message or grants. */
    public static Optional<MessageRow> lock(Handle handle, MessageId message) {
        return one(handle, message, " FOR UPDATE");
    }

    private static Optional<MessageRow> one(Handle handle, MessageId message, String lock) {
        return handle.createQuery(MESSAGE + "WHERE message = :message" + lock)
                .bind("message", message.text())
                .map((row, context) -> MessageRow.of(row))
                .findOne();
    }

    /** The messages that a search finds, the newest first. */
    public static List<MessageRow> search(Handle handle, MessageSearch search) {
        var query =
                handle.createQuery(
                        MESSAGE + search.where() + " ORDER BY created DESC, message LIMIT :limit");
        search.values().forEach(query::bind);
        return query.map((row, context) -> MessageRow.of(row)).list();
    }

    /** Messages in the order of their ids, after one: the way to walk through all of them. */
    public static List<MessageRow> after(Handle handle, String message, int most) {
        return handle.createQuery(MESSAGE + "WHERE message > :after ORDER BY message LIMIT :most")
                .bind("after", message)
                .bind("most", most)
                .map((row, context) -> MessageRow.of(row))
                .list();
    }

    /** Messages that no grant opens any more since before a moment. */
    public static List<MessageId> endedBefore(Handle handle, Instant moment, int most) {
        return handle.createQuery(
                        "SELECT message FROM rights_message WHERE expiry < :moment"
                                + " ORDER BY expiry LIMIT :most")
                .bind("moment", moment.toEpochMilli())
                .bind("most", most)
                .map((row, context) -> Columns.messageId(row))
                .list();
    }

    public static void expiry(Handle handle, MessageId message, Instant expiry) {
        handle.createUpdate("UPDATE rights_message SET expiry = :expiry WHERE message = :message")
                .bind("expiry", expiry.toEpochMilli())
                .bind("message", message.text())
                .execute();
    }

    /** What schema 1 did not have. */
    public static void complete(Handle handle, MessageId message, String sender, Instant expiry) {
        handle.createUpdate(
                        "UPDATE rights_message SET sender_key = :sender, expiry = :expiry"
                                + " WHERE message = :message")
                .bind("sender", sender.toLowerCase(Locale.ROOT))
                .bind("expiry", expiry.toEpochMilli())
                .bind("message", message.text())
                .execute();
    }

    /** Puts a newly wrapped key in the place of one; tells whether that one was still there. */
    public static boolean rewrap(
            Handle handle, MessageId message, WrappedKey before, WrappedKey after) {
        return handle.createUpdate(
                                "UPDATE rights_message SET wrapped_key = :after"
                                        + " WHERE message = :message AND wrapped_key = :before")
                        .bind("after", after.bytes())
                        .bind("before", before.bytes())
                        .bind("message", message.text())
                        .execute()
                == 1;
    }

    /** Removes the keys of a message. */
    public static void shred(Handle handle, MessageId message, Instant at) {
        handle.createUpdate(
                        "UPDATE rights_message SET wrapped_key = NULL, escrow_key = NULL,"
                                + " shredded = :at WHERE message = :message")
                .bind("at", at.toEpochMilli())
                .bind("message", message.text())
                .execute();
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
