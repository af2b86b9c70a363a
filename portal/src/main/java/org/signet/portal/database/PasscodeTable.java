package org.signet.portal.database;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.signet.portal.passcode.Digest;
import org.signet.portal.passcode.Passcode;
import org.signet.portal.passcode.PasscodeRules.AskVerdict;
import org.signet.portal.passcode.PasscodeRules.Made;
import org.signet.portal.passcode.PasscodeRules.Reason;
import org.signet.portal.passcode.PasscodeRules.TryVerdict;
import org.signet.portal.passcode.PasscodeStore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Passcodes in the table {@code portal_passcode}. */
final class PasscodeTable implements PasscodeStore {
    private static final int LOCKS = 64;
    private static final String NEWEST =
            "SELECT id, digest, reference, expires_at, tries, used FROM portal_passcode"
                    + " WHERE link = :link AND browser = :browser AND recipient = :recipient"
                    + " ORDER BY id DESC LIMIT 1";

    private final Jdbi jdbi;

    PasscodeTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public AskVerdict ask(
            Asker asker,
            Passcode passcode,
            Instant now,
            Duration window,
            Function<Made, AskVerdict> rule) {
        return jdbi.inTransaction(
                handle -> {
                    lock(handle, asker.recipient());
                    Instant since = now.minus(window);
                    forget(handle, since);
                    AskVerdict verdict = rule.apply(made(handle, asker, since));
                    if (verdict instanceof AskVerdict.Granted) {
                        insert(handle, asker, passcode, now);
                    }
                    return verdict;
                });
    }

    @Override
    public TryVerdict attempt(Asker asker, Function<Optional<Passcode>, TryVerdict> rule) {
        return jdbi.inTransaction(
                handle -> {
                    lock(handle, asker.recipient());
                    Optional<Row> row = newest(handle, asker);
                    TryVerdict verdict = rule.apply(row.map(Row::passcode));
                    if (row.isPresent()) {
                        note(handle, row.get(), verdict);
                    }
                    return verdict;
                });
    }

    @Override
    public Optional<Passcode> find(Asker asker) {
        return jdbi.withHandle(handle -> newest(handle, asker).map(Row::passcode));
    }

    private record Row(long id, Passcode passcode) {}

    private static void note(Handle handle, Row row, TryVerdict verdict) {
        switch (verdict) {
            case TryVerdict.Accepted() ->
                    handle.createUpdate("UPDATE portal_passcode SET used = TRUE WHERE id = :id")
                            .bind("id", row.id())
                            .execute();
            case TryVerdict.Refused(Reason reason, int left) -> {
                if (reason == Reason.WRONG) {
                    handle.createUpdate(
                                    "UPDATE portal_passcode SET tries = tries + 1 WHERE id = :id")
                            .bind("id", row.id())
                            .execute();
                }
            }
        }
    }

    private static void lock(Handle handle, Digest recipient) {
        handle.createQuery("SELECT id FROM portal_lock WHERE id = :id FOR UPDATE")
                .bind("id", Math.floorMod(recipient.value().hashCode(), LOCKS))
                .mapTo(Integer.class)
                .one();
    }

    private static void forget(Handle handle, Instant madeBefore) {
        handle.createUpdate("DELETE FROM portal_passcode WHERE made_at < :before")
                .bind("before", madeBefore.toEpochMilli())
                .execute();
    }

    private static Made made(Handle handle, Asker asker, Instant since) {
        String count = "SELECT COUNT(*) FROM portal_passcode WHERE made_at >= :since AND recipient";
        int forRecipient =
                handle.createQuery(count + " = :recipient")
                        .bind("since", since.toEpochMilli())
                        .bind("recipient", asker.recipient().value())
                        .mapTo(Integer.class)
                        .one();
        int forMessage =
                handle.createQuery(count + " = :recipient AND link = :link")
                        .bind("since", since.toEpochMilli())
                        .bind("recipient", asker.recipient().value())
                        .bind("link", asker.link().value())
                        .mapTo(Integer.class)
                        .one();
        return new Made(forMessage, forRecipient);
    }

    private static void insert(Handle handle, Asker asker, Passcode passcode, Instant now) {
        handle.createUpdate(
                        "INSERT INTO portal_passcode (link, recipient, browser, digest, reference,"
                                + " made_at, expires_at, tries, used) VALUES (:link, :recipient,"
                                + " :browser, :digest, :reference, :made, :expires, :tries, :used)")
                .bind("link", asker.link().value())
                .bind("recipient", asker.recipient().value())
                .bind("browser", asker.browser().value())
                .bind("digest", passcode.digest().value())
                .bind("reference", passcode.reference())
                .bind("made", now.toEpochMilli())
                .bind("expires", passcode.expires().toEpochMilli())
                .bind("tries", passcode.triesMade())
                .bind("used", passcode.used())
                .execute();
    }

    private static Optional<Row> newest(Handle handle, Asker asker) {
        return handle.createQuery(NEWEST)
                .bind("link", asker.link().value())
                .bind("browser", asker.browser().value())
                .bind("recipient", asker.recipient().value())
                .map((row, context) -> row(row))
                .findFirst();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                new Passcode(
                        new Digest(row.getString("digest")),
                        row.getString("reference"),
                        Instant.ofEpochMilli(row.getLong("expires_at")),
                        row.getInt("tries"),
                        row.getBoolean("used")));
    }
}
