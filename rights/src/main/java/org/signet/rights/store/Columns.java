package org.signet.rights.store;

import org.signet.rights.MessageId;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Reads columns that several rows have. */
final class Columns {
    private Columns() {}

    static MessageId messageId(ResultSet row) throws SQLException {
        try {
            return new MessageId(String.valueOf(row.getString("message")));
        } catch (IllegalArgumentException e) {
            throw new MalformedRowException(e);
        }
    }

    static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        long time = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(time));
    }
}
