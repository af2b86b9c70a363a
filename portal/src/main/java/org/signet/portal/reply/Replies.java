package org.signet.portal.reply;

import org.jdbi.v3.core.JdbiException;
import org.signet.portal.Outbox;
import org.signet.portal.Outgoing;
import org.signet.portal.message.Correspondence;
import org.signet.portal.passcode.Digest;
import org.signet.portal.passcode.PortalKey;
import org.signet.portal.passcode.PortalKey.Purpose;
import org.signet.rights.Access;
import org.signet.rights.Protection;
import org.signet.rights.licence.Licence;
import org.signet.rights.template.Template;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sends answers, under the rules and against the store. */
public final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final int DRAFT_BYTES = 16;
    private static final Duration KEPT = Duration.ofDays(1);

    private final ReplyRules rules;
    private final ReplyStore store;
    private final PortalKey key;
    private final Outbox outbox;
    private final Upload.Means means;
    private final Set<Digest> sending = ConcurrentHashMap.newKeySet();

    /** What answers are sent with. */
    public record Means(ReplyStore store, PortalKey key, Outbox outbox) {}

    public Replies(ReplyRules rules, Means means, Upload.Means upload) {
        this.rules = rules;
        this.store = means.store();
        this.key = means.key();
        this.outbox = means.outbox();
        this.means = upload;
    }

    /** What became of an answer. */
    public enum Outcome {
        SENT,
        /** The same draft was sent before; it is not sent again. */
        SENT_BEFORE,
        TOO_MANY
    }

    /**
     * An answer that is ready to go.
     *
     * @param granted the right to the message that is answered
     * @param host the host name of the portal
     */
    public record Ready(
            Access.Granted granted,
            String host,
            Uploaded uploaded,
            Addressing.Verdict.To recipients,
            Correspondence answered,
            Optional<Composition.Enclosures> enclosures) {}

    /** How forms with files are read. */
    public Upload.Means upload() {
        return means;
    }

    /** A name for a new draft. */
    public String newDraft() {
        SecureRandom random = means.random();
        byte[] bytes = new byte[DRAFT_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Hands an answer over to the mail server, once.
     *
     * @throws IOException if it was not taken; the same draft can then be sent again
     */
    public Outcome send(Ready ready) throws IOException {
        Digest draft =
                key.digest(
                        Purpose.DRAFT,
                        ready.uploaded().draft().id(),
                        ready.granted().message().text(),
                        ready.granted().recipient());
        if (!sending.add(draft)) {
            return Outcome.SENT_BEFORE;
        }
        try {
            return send(ready, draft);
        } finally {
            sending.remove(draft);
        }
    }

    private Outcome send(Ready ready, Digest draft) throws IOException {
        Clock clock = means.clock();
        Instant now = clock.instant();
        Digest author = key.digest(Purpose.RECIPIENT, ready.granted().recipient());
        int recipients = ready.recipients().all().size();
        if (store.wasSent(draft)) {
            return Outcome.SENT_BEFORE;
        }
        ReplyRules.Sent sent = store.sent(author, now.minus(ReplyRules.WINDOW));
        if (rules.check(sent, recipients) instanceof ReplyRules.Verdict.TooMany) {
            return Outcome.TOO_MANY;
        }
        outbox.take(outgoing(ready, draft, now));
        note(draft, author, recipients, now);
        return Outcome.SENT;
    }

    /** The answer is on its way: that a database fails now must not make it look lost. */
    private void note(Digest draft, Digest author, int recipients, Instant now) {
        try {
            store.forget(now.minus(KEPT));
            store.note(draft, author, recipients, now);
        } catch (JdbiException e) {
            LOG.warn("An answer was sent and could not be counted: {}", e.getMessage());
        }
    }

    private static Outgoing outgoing(Ready ready, Digest draft, Instant now) {
        Access.Granted granted = ready.granted();
        Composition composition =
                new Composition(
                        draft.value(),
                        ready.host(),
                        granted.recipient(),
                        ready.recipients(),
                        now,
                        ready.answered());
        return new Outgoing(
                granted.recipient(),
                ready.recipients().all(),
                inherited(granted.licence()),
                out -> composition.write(ready.uploaded(), ready.enclosures(), out));
    }

    private static Outgoing.Inherited inherited(Licence licence) {
        Duration lifetime = Duration.between(licence.issued(), licence.expiry());
        return new Outgoing.Inherited(
                new Template(licence.template(), licence.rights()),
                lifetime.compareTo(Protection.SHORTEST) < 0 ? Protection.SHORTEST : lifetime,
                licence.conversation());
    }
}
