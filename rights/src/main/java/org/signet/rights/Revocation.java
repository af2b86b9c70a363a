package org.signet.rights;

import java.time.Instant;

/** What came of a wish to revoke. */
public sealed interface Revocation {
    /** From now on this recipient is refused. */
    record Done(Instant at) implements Revocation {}

    /** It had been revoked before; nothing changed. */
    record Before(Instant at) implements Revocation {}

    /** No such message was sent to that recipient. */
    record Unknown() implements Revocation {}

    /** The store does not answer: the recipient may still be able to read. */
    record Unavailable(String cause) implements Revocation {}
}
