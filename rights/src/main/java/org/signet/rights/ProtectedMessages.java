package org.signet.rights;

import org.signet.rights.audit.AuditLog;
import org.signet.rights.key.KeyedDigest;

import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Clock;

import javax.sql.DataSource;

/**
 * The protected messages of one tenant: protect, find, open, revoke. Safe for use by many threads.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class ProtectedMessages implements AutoCloseable {
    private ProtectedMessages() {}

    /**
     * Opens the store, makes it on first use, and reads the keys.
     *
     * @throws RightsException if the database, the keyset file or the content directory cannot be
     *     used; the message names which and why
     */
    public static ProtectedMessages open(RightsSettings settings, Clock clock, SecureRandom random)
            throws RightsException {
        throw new UnsupportedOperationException();
    }

    /**
     * Protects a message for its recipients. The message is read once, to its end, and encrypted
     * while it is read; memory does not grow with its size.
     *
     * @return after everything is durable
     * @throws RightsException if not: then no link is good and no content is visible
     */
    public Protected protect(InputStream mime, Protection request) throws RightsException {
        throw new UnsupportedOperationException();
    }

    /** Tells what a link is worth now. Takes the same steps for every token. */
    public Access find(LinkToken token) {
        throw new UnsupportedOperationException();
    }

    /**
     * The message in clear, as the bytes that were protected; to be closed by the caller.
     *
     * <p>Looks again whether the right still holds, and records the opening before the first byte.
     * The stream releases a segment of at most 64 KiB only after its tag was verified, and throws
     * {@link RightsException} at the first that does not verify or if the end is missing. Who reads
     * and does not reach the end has therefore not seen forged bytes, but cannot know that the rest
     * is there.
     */
    public InputStream open(Access.Granted granted) throws RightsException {
        throw new UnsupportedOperationException();
    }

    /** Takes the right of one recipient back; the others keep theirs. */
    public Revocation revoke(MessageId message, String recipient) {
        throw new UnsupportedOperationException();
    }

    /**
     * Undoes {@link #protect}, when the links could not be sent: removes links, key and content.
     * Every link is {@link Access.Unknown} afterwards; the audit log keeps both events.
     */
    public void withdraw(MessageId message) throws RightsException {
        throw new UnsupportedOperationException();
    }

    /** The audit log of this store. */
    public AuditLog audit() {
        throw new UnsupportedOperationException();
    }

    /**
     * A keyed digest for one purpose, such as {@code "portal passcode"}; digests of two purposes
     * never match each other.
     */
    public KeyedDigest keyedDigest(String purpose) {
        throw new UnsupportedOperationException();
    }

    /** The pool of connections, for tables that another module brings with its own migrations. */
    public DataSource dataSource() {
        throw new UnsupportedOperationException();
    }

    public RightsSettings settings() {
        throw new UnsupportedOperationException();
    }

    /** The clock that expiry is measured with. */
    public Clock clock() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
