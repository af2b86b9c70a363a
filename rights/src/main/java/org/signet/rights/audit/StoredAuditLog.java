package org.signet.rights.audit;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.signet.rights.MessageId;
import org.signet.rights.RightsException;
import org.signet.rights.licence.SealedLicence.Sealer;
import org.signet.rights.store.MalformedRowException;
import org.signet.rights.store.RightsStore;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The audit log in the store, chained by seals. */
public final class StoredAuditLog implements AuditLog {
    private static final String PURPOSE = "signet audit record v1";
    private static final Pattern HEAD = Pattern.compile("([0-9]{1,18}):((?:[0-9a-f]{2})*)");
    private static final int BATCH = 1000;
    private static final String RECORDS =
            "SELECT number, happened, kind, message, address, detail, seal FROM rights_audit ";

    private final RightsStore store;
    private final Sealer sealer;
    private final Clock clock;

    public StoredAuditLog(RightsStore store, Sealer sealer, Clock clock) {
        this.store = store;
        this.sealer = sealer;
        this.clock = clock;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves
    private record Head(long number, byte[] seal) {}

    /** A row as it stands, which may be anything. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves
    private record Row(
            long number,
            long happened,
            String kind,
            String message,
            String address,
            String detail,
            byte[] seal) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong("number"),
                    row.getLong("happened"),
                    row.getString("kind"),
                    row.getString("message"),
                    row.getString("address"),
                    row.getString("detail"),
                    row.getBytes("seal"));
        }

        static Row of(long number, long happened, AuditEvent event) {
            return new Row(
                    number,
                    happened,
                    event.kind(),
                    event.message().text(),
                    event.address(),
                    event.detail(),
                    new byte[0]);
        }

        AuditRecord record() {
            try {
                return new AuditRecord(
                        number,
                        Instant.ofEpochMilli(happened),
                        new AuditEvent(kind, new MessageId(message), address, detail));
            } catch (IllegalArgumentException e) {
                throw new MalformedRowException(e);
            }
        }

        /** Every text with its length before it, so that no two rows have the same encoding. */
        byte[] encode(byte[] before) {
            ByteArrayOutputStream encoded = new ByteArrayOutputStream();
            encoded.writeBytes(
                    ByteBuffer.allocate(2 * Long.BYTES).putLong(number).putLong(happened).array());
            for (String text : List.of(kind, message, address, detail)) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                encoded.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                encoded.writeBytes(bytes);
            }
            encoded.writeBytes(before);
            return encoded.toByteArray();
        }
    }

    @Override
    public void append(AuditEvent event) throws RightsException {
        store.write(
                handle -> {
                    append(handle, event);
                    return event;
                });
    }

    /** Adds an event within the transaction of the act that it records. */
    public void append(Handle handle, AuditEvent event) {
        append(handle, List.of(event));
    }

    /** Adds events within the transaction of the acts that they record. */
    public void append(Handle handle, List<AuditEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        // The lock on the head row makes appending one at a time, across processes as well.
        Head head =
                handle.createQuery(
                                "SELECT number, seal FROM rights_audit_head"
                                        + " WHERE only_row = 1 FOR UPDATE")
                        .map((row, context) -> new Head(row.getLong(1), row.getBytes(2)))
                        .one();
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO rights_audit
                            (number, happened, kind, message, address, detail, seal)
                        VALUES (:number, :happened, :kind, :message, :address, :detail, :seal)
                        """);
        for (AuditEvent event : events) {
            Row row = Row.of(head.number() + 1, clock.millis(), event);
            head = new Head(row.number(), sealer.seal(PURPOSE, row.encode(head.seal())));
            batch.bind("number", row.number())
                    .bind("happened", row.happened())
                    .bind("kind", row.kind())
                    .bind("message", row.message())
                    .bind("address", row.address())
                    .bind("detail", row.detail())
                    .bind("seal", head.seal())
                    .add();
        }
        batch.execute();
        handle.createUpdate(
                        "UPDATE rights_audit_head SET number = :number, seal = :seal"
                                + " WHERE only_row = 1")
                .bind("number", head.number())
                .bind("seal", head.seal())
                .execute();
    }

    /**
     * The newest of the records of some kinds that concern one recipient of a message, or the
     * message as a whole.
     */
    public Optional<AuditRecord> newest(
            Handle handle, MessageId message, String recipient, List<String> kinds) {
        return handle.createQuery(
                        RECORDS
                                + "WHERE message = :message AND address IN (:recipient, '')"
                                + " AND kind IN (<kinds>) ORDER BY number DESC LIMIT 1")
                .bind("message", message.text())
                .bind("recipient", recipient)
                .bindList("kinds", kinds)
                .map((row, context) -> Row.of(row).record())
                .findOne();
    }

    /** Tells whether there is a record of a kind about the store as a whole. */
    public boolean tells(Handle handle, String kind) {
        return newest(handle, AuditEvent.STORE, "", List.of(kind)).isPresent();
    }

    @Override
    public List<AuditRecord> of(MessageId message) throws RightsException {
        return store.read(handle -> of(handle, message));
    }

    public List<AuditRecord> of(Handle handle, MessageId message) {
        return handle.createQuery(RECORDS + "WHERE message = :message ORDER BY number")
                .bind("message", message.text())
                .map((row, context) -> Row.of(row).record())
                .list();
    }

    @Override
    public boolean holds(String head) throws RightsException {
        Matcher parts = HEAD.matcher(head);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not the head of an audit log: NUMBER:SEAL");
        }
        return store.read(
                handle ->
                        handle.createQuery(
                                                "SELECT COUNT(*) FROM rights_audit"
                                                        + " WHERE number = :number AND seal = :seal")
                                        .bind("number", Long.parseLong(parts.group(1)))
                                        .bind("seal", HexFormat.of().parseHex(parts.group(2)))
                                        .mapTo(Integer.class)
                                        .one()
                                == 1);
    }

    @Override
    public AuditVerdict verify() {
        try {
            return store.read(this::verify);
        } catch (RightsException e) {
            return new AuditVerdict.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Goes from the first record to the one that was the last when it began, in batches; others may
     * append meanwhile.
     */
    private AuditVerdict verify(Handle handle) {
        Head head = head(handle);
        long expected = 1;
        byte[] before = new byte[0];
        while (expected <= head.number()) {
            List<Row> batch = batch(handle, expected, head.number());
            if (batch.isEmpty()) {
                return new AuditVerdict.Broken(expected, "records at the end are missing");
            }
            for (Row found : batch) {
                if (found.number() != expected) {
                    return new AuditVerdict.Broken(expected, "the record is missing");
                }
                if (!sealer.verifies(PURPOSE, found.encode(before), found.seal())) {
                    return new AuditVerdict.Broken(
                            expected, "the record or the one before it was changed");
                }
                before = found.seal();
                expected++;
            }
        }
        if (!Arrays.equals(head.seal(), before) || hasRecordsBehindTheHead(handle)) {
            return new AuditVerdict.Broken(expected, "the head of the log was changed");
        }
        return new AuditVerdict.Intact(
                expected - 1, (expected - 1) + ":" + HexFormat.of().formatHex(before));
    }

    private static Head head(Handle handle) {
        return handle.createQuery("SELECT number, seal FROM rights_audit_head")
                .map((row, context) -> new Head(row.getLong(1), row.getBytes(2)))
                .one();
    }

    private static List<Row> batch(Handle handle, long first, long last) {
        return handle.createQuery(
                        RECORDS
                                + "WHERE number >= :first AND number <= :last"
                                + " ORDER BY number LIMIT :most")
                .bind("first", first)
                .bind("last", last)
                .bind("most", BATCH)
                .map((row, context) -> Row.of(row))
                .list();
    }

    /** One statement, so that an append meanwhile is seen whole or not at all. */
    private static boolean hasRecordsBehindTheHead(Handle handle) {
        return handle.createQuery(
                                "SELECT COUNT(*) FROM rights_audit"
                                        + " WHERE number > (SELECT number FROM rights_audit_head)")
                        .mapTo(Long.class)
                        .one()
                > 0;
    }
}
