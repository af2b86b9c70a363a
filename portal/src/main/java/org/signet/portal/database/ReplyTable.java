package org.signet.portal.database;

import org.jdbi.v3.core.Jdbi;
import org.signet.portal.passcode.Digest;
import org.signet.portal.reply.ReplyRules.Sent;
import org.signet.portal.reply.ReplyStore;

import java.time.Instant;

/** Answers that were handed over, in the table {@code portal_reply}. */
final class ReplyTable implements ReplyStore {
    private final Jdbi jdbi;

    ReplyTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public boolean wasSent(Digest draft) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery("SELECT COUNT(*) FROM portal_reply WHERE draft = :draft")
                                        .bind("draft", draft.value())
                                        .mapTo(Integer.class)
                                        .one()
                                > 0);
    }

    @Override
    public Sent sent(Digest author, Instant since) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT COUNT(*) AS mails, COALESCE(SUM(recipients), 0) AS"
                                                + " people FROM portal_reply WHERE author ="
                                                + " :author AND sent_at >= :since")
                                .bind("author", author.value())
                                .bind("since", since.toEpochMilli())
                                .map(
                                        (row, context) ->
                                                new Sent(row.getInt("mails"), row.getInt("people")))
                                .one());
    }

    @Override
    public void note(Digest draft, Digest author, int recipients, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO portal_reply (draft, author, recipients,"
                                                + " sent_at) SELECT :draft, :author, :recipients,"
                                                + " :now FROM portal_lock WHERE id = 0 AND NOT"
                                                + " EXISTS (SELECT 1 FROM portal_reply WHERE draft"
                                                + " = :draft)")
                                .bind("draft", draft.value())
                                .bind("author", author.value())
                                .bind("recipients", recipients)
                                .bind("now", now.toEpochMilli())
                                .execute());
    }

    @Override
    public void forget(Instant sentBefore) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate("DELETE FROM portal_reply WHERE sent_at < :before")
                                .bind("before", sentBefore.toEpochMilli())
                                .execute());
    }
}
