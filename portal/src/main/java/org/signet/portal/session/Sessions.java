package org.signet.portal.session;

import org.signet.portal.passcode.Digest;
import org.signet.portal.passcode.PortalKey;
import org.signet.portal.passcode.PortalKey.Purpose;
import org.signet.portal.session.SessionRules.Session;
import org.signet.portal.session.SessionRules.Verdict;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Begins, checks and ends sessions, under the rules and against the store. */
public final class Sessions {
    private static final int NAME_BYTES = 32;
    private static final Duration SEEN_STEP = Duration.ofSeconds(20);

    private final SessionRules rules;
    private final SessionStore store;
    private final PortalKey key;
    private final SecureRandom random;
    private final Clock clock;

    public Sessions(
            SessionRules rules,
            SessionStore store,
            PortalKey key,
            SecureRandom random,
            Clock clock) {
        this.rules = rules;
        this.store = store;
        this.key = key;
        this.random = random;
        this.clock = clock;
    }

    /** Begins a session for a recipient and returns its secret name. */
    public String begin(String recipient) {
        Instant now = clock.instant();
        byte[] bytes = new byte[NAME_BYTES];
        random.nextBytes(bytes);
        String name = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        store.forget(now.minus(rules.absolute()));
        store.add(digest(name), new Session(recipientDigest(recipient), now, now, false));
        return name;
    }

    /** Checks the session of a request and, if it is live, notes that it was seen. */
    public Verdict check(Optional<String> name, String recipient) {
        Instant now = clock.instant();
        Digest wanted = recipientDigest(recipient);
        Digest digest = digest(name.orElse(""));
        Optional<Session> session = store.find(digest);
        Verdict verdict = rules.check(session, wanted, now);
        if (verdict instanceof Verdict.Live
                && session.isPresent()
                && now.isAfter(session.get().seen().plus(SEEN_STEP))) {
            store.seen(digest, now);
        }
        return verdict;
    }

    public void end(String name) {
        store.end(digest(name));
    }

    private Digest digest(String name) {
        return key.digest(Purpose.SESSION, name);
    }

    private Digest recipientDigest(String recipient) {
        return key.digest(Purpose.RECIPIENT, recipient);
    }
}
