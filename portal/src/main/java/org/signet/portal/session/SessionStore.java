package org.signet.portal.session;

import org.signet.portal.passcode.Digest;

import java.time.Instant;
import java.util.Optional;

/** What sessions need of a database. */
public interface SessionStore {
    void add(Digest name, SessionRules.Session session);

    Optional<SessionRules.Session> find(Digest name);

    /** Notes a request. A session that was ended stays ended. */
    void seen(Digest name, Instant now);

    void end(Digest name);

    /** Forgets sessions made before the given time. */
    void forget(Instant madeBefore);
}
