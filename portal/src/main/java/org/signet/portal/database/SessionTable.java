package org.signet.portal.database;

import org.jdbi.v3.core.Jdbi;
import org.signet.portal.passcode.Digest;
import org.signet.portal.session.SessionRules.Session;
import org.signet.portal.session.SessionStore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Sessions in the table {@code portal_session}. */
final class SessionTable implements SessionStore {
    private final Jdbi jdbi;

    SessionTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(Digest name, Session session) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO portal_session (name, recipient, made_at,"
                                                + " seen_at, ended) VALUES (:name, :recipient,"
                                                + " :made, :seen, :ended)")
                                .bind("name", name.value())
                                .bind("recipient", session.recipient().value())
                                .bind("made", session.made().toEpochMilli())
                                .bind("seen", session.seen().toEpochMilli())
                                .bind("ended", session.ended())
                                .execute());
    }

    @Override
    public Optional<Session> find(Digest name) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT recipient, made_at, seen_at, ended FROM"
                                                + " portal_session WHERE name = :name")
                                .bind("name", name.value())
                                .map((row, context) -> session(row))
                                .findFirst());
    }

    @Override
    public void seen(Digest name, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE portal_session SET seen_at = :now WHERE name ="
                                                + " :name AND NOT ended")
                                .bind("now", now.toEpochMilli())
                                .bind("name", name.value())
                                .execute());
    }

    @Override
    public void end(Digest name) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE portal_session SET ended = TRUE WHERE name = :name")
                                .bind("name", name.value())
                                .execute());
    }

    @Override
    public void forget(Instant madeBefore) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate("DELETE FROM portal_session WHERE made_at < :before")
                                .bind("before", madeBefore.toEpochMilli())
                                .execute());
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                new Digest(row.getString("recipient")),
                Instant.ofEpochMilli(row.getLong("made_at")),
                Instant.ofEpochMilli(row.getLong("seen_at")),
                row.getBoolean("ended"));
    }
}
