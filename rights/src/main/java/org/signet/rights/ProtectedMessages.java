package org.signet.rights;

import org.jdbi.v3.core.Handle;
import org.signet.rights.GrantJudge.Judged;
import org.signet.rights.RightsException.Reason;
import org.signet.rights.audit.AuditEvent;
import org.signet.rights.audit.AuditLog;
import org.signet.rights.audit.StoredAuditLog;
import org.signet.rights.content.ContentDirectory;
import org.signet.rights.envelope.ContentContext;
import org.signet.rights.envelope.ContentKey;
import org.signet.rights.envelope.Envelope;
import org.signet.rights.grant.Grant;
import org.signet.rights.key.KeyedDigest;
import org.signet.rights.key.TenantKeys;
import org.signet.rights.licence.Licence;
import org.signet.rights.licence.SealedLicence;
import org.signet.rights.store.GrantRows;
import org.signet.rights.store.GrantRows.GrantRow;
import org.signet.rights.store.MessageRows;
import org.signet.rights.store.MessageRows.MessageRow;
import org.signet.rights.store.MessageRows.WrappedKey;
import org.signet.rights.store.RightsStore;
import org.signet.rights.template.Templates;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * The protected messages of one tenant: protect, find, open, revoke. Safe for use by many threads.
 */
public final class ProtectedMessages implements AutoCloseable {
    private static final int WHOLE = ContentContext.WHOLE_MESSAGE;

    private final RightsSettings settings;
    private final RightsStore store;
    private final ContentDirectory content;
    private final TenantKeys keys;
    private final StoredAuditLog audit;
    private final GrantJudge judge;
    private final Templates templates;
    private final Clock clock;
    private final SecureRandom random;

    private ProtectedMessages(
            RightsSettings settings,
            Opened opened,
            Templates templates,
            Clock clock,
            SecureRandom random) {
        this.templates = templates;
        this.settings = settings;
        this.store = opened.store();
        this.content = opened.content();
        this.keys = opened.keys();
        this.audit = new StoredAuditLog(store, keys, clock);
        this.judge = new GrantJudge(keys, audit, clock);
        this.clock = clock;
        this.random = random;
    }

    /**
     * Opens the store, makes it on first use, and reads the keys.
     *
     * @throws RightsException if the templates are not right, or the database, the keyset file or
     *     the content directory cannot be used; the message names which and why
     */
    public static ProtectedMessages open(RightsSettings settings, Clock clock, SecureRandom random)
            throws RightsException {
        Templates templates =
                settings.templatesFile().isPresent()
                        ? Templates.read(settings.templatesFile().get())
                        : Templates.BUILT_IN;
        Opened opened = Opened.open(settings, clock, random);
        return new ProtectedMessages(settings, opened, templates, clock, random);
    }

    /** What can be asked for by name. */
    public Templates templates() {
        return templates;
    }

    /**
     * Protects a message for its recipients. The message is read once, to its end, and encrypted
     * while it is read; memory does not grow with its size.
     *
     * @return after everything is durable
     * @throws RightsException if not: then no link is good and no content is visible
     */
    public Protected protect(InputStream mime, Protection request) throws RightsException {
        return protect(mime::transferTo, request);
    }

    /**
     * Protects a message that writes itself; otherwise as {@link #protect(InputStream,
     * Protection)}.
     */
    public Protected protect(MessageSource mime, Protection request) throws RightsException {
        MessageId message = MessageId.random(random);
        Licence licence = licence(message, request);
        SealedLicence sealed = SealedLicence.seal(licence, keys);
        ContentKey key = ContentKey.random(random);
        WrappedKey wrapped = new WrappedKey(keys.wrap(key, message, sealed.digest()));
        writeContent(mime, key, new ContentContext(message, WHOLE, sealed.digest()));
        MessageRow row =
                new MessageRow(
                        message,
                        licence.issued(),
                        sealed,
                        Optional.of(wrapped),
                        Optional.empty(),
                        request.mailId(),
                        licence.expiry(),
                        Optional.empty());
        List<RecipientLink> links =
                request.recipients().stream()
                        .map(recipient -> new RecipientLink(recipient, LinkToken.random(random)))
                        .toList();
        try {
            store.write(
                    handle -> {
                        insert(handle, row, licence, links);
                        return message;
                    });
        } catch (RightsException | RuntimeException e) {
            removeContent(message, e);
            throw e;
        }
        return new Protected(message, licence, links);
    }

    private Licence licence(MessageId message, Protection request) {
        Instant now = clock.instant();
        return new Licence(
                message,
                request.sender(),
                request.recipients(),
                request.template().name(),
                request.template().rights(),
                now,
                now.plus(request.lifetime()),
                request.conversation().orElseGet(() -> MessageId.random(random).text()));
    }

    private void writeContent(MessageSource mime, ContentKey key, ContentContext context)
            throws RightsException {
        try {
            content.write(
                    context.message(),
                    context.part(),
                    out -> {
                        try (OutputStream encrypting = Envelope.encrypt(out, key, context)) {
                            mime.writeTo(encrypting);
                        }
                    });
        } catch (IOException e) {
            throw new RightsException(
                    Reason.UNAVAILABLE, "the content of a protected message cannot be stored", e);
        }
    }

    private void insert(Handle handle, MessageRow row, Licence licence, List<RecipientLink> links) {
        MessageId message = row.message();
        MessageRows.insert(handle, row, licence.sender());
        GrantRows.insert(
                handle,
                links.stream()
                        .map(
                                link ->
                                        Grant.first(
                                                message,
                                                link.recipient(),
                                                link.token().digest(),
                                                licence.expiry()))
                        .toList(),
                keys);
        audit.append(
                handle,
                new AuditEvent(
                        AuditEvent.PROTECTED,
                        message,
                        licence.sender(),
                        licence.template()
                                + " for "
                                + links.size()
                                + " until "
                                + licence.expiry()));
    }

    private void removeContent(MessageId message, Exception failure) {
        try {
            content.remove(message, WHOLE);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Tells what a link is worth now. */
    public Access find(LinkToken token) {
        try {
            return store.read(
                    handle -> {
                        Optional<GrantRow> row = GrantRows.find(handle, token.digest());
                        return row.isEmpty()
                                ? new Access.Unknown()
                                : judge.judge(handle, row.get()).access();
                    });
        } catch (RightsException e) {
            return new Access.Unavailable(String.valueOf(e.getMessage()));
        }
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
        MessageId message = granted.message();
        Judged judged =
                store.read(
                        handle ->
                                judge.judge(
                                        handle,
                                        GrantRows.find(handle, message, granted.recipient())
                                                .orElseThrow(() -> ended(message))));
        if (!(judged.access() instanceof Access.Granted)) {
            throw ended(message);
        }
        byte[] digest = judged.message().licence().digest();
        WrappedKey wrapped = judged.message().wrappedKey().orElseThrow(() -> ended(message));
        ContentKey key = keys.unwrap(wrapped.bytes(), message, digest);
        InputStream stored = readContent(message);
        try {
            InputStream opened =
                    Envelope.decrypt(stored, key, new ContentContext(message, WHOLE, digest));
            audit.append(new AuditEvent(AuditEvent.OPENED, message, granted.recipient(), ""));
            return opened;
        } catch (RightsException | RuntimeException e) {
            close(stored, e);
            throw e;
        }
    }

    private InputStream readContent(MessageId message) throws RightsException {
        try {
            return content.read(message, WHOLE);
        } catch (IOException e) {
            throw new RightsException(
                    Reason.UNAVAILABLE,
                    "the content of protected message " + message + " cannot be read",
                    e);
        }
    }

    private static RightsException ended(MessageId message) {
        return new RightsException(
                Reason.NO_LONGER_GRANTED, "the right to open " + message + " has ended");
    }

    private static void close(InputStream stream, Exception failure) {
        try {
            stream.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Control of what was sent. */
    public MessageControl control() {
        return new MessageControl(store, content, keys, audit, clock);
    }

    /** The tasks that keep store, content and keys in order. */
    public Housekeeping housekeeping() {
        return new Housekeeping(settings, store, content, keys, audit, clock, random);
    }

    /** What is stored, for senders and operators. */
    public MessageOverview overview() {
        return new MessageOverview(store, keys, audit, clock);
    }

    /**
     * Undoes {@link #protect}, when the links could not be sent: removes links, key and content.
     * Every link is {@link Access.Unknown} afterwards; the audit log keeps both events.
     */
    public void withdraw(MessageId message) throws RightsException {
        store.write(
                handle -> {
                    if (MessageRows.remove(handle, message)) {
                        audit.append(handle, new AuditEvent(AuditEvent.WITHDRAWN, message, "", ""));
                    }
                    return message;
                });
        try {
            content.remove(message, WHOLE);
        } catch (IOException e) {
            throw new RightsException(
                    Reason.UNAVAILABLE, "the content of " + message + " cannot be removed", e);
        }
    }

    /** The audit log of this store. */
    public AuditLog audit() {
        return audit;
    }

    /**
     * A keyed digest for one purpose, such as {@code "portal passcode"}; digests of two purposes
     * never match each other.
     */
    public KeyedDigest keyedDigest(String purpose) {
        return keys.keyedDigest(purpose);
    }

    /**
     * The pool of connections, for tables that another module brings with its own migrations. Their
     * Flyway needs a history table of its own and {@code baselineOnMigrate(true)} with {@code
     * baselineVersion("0")}, since the schema is not empty.
     */
    public DataSource dataSource() {
        return store.dataSource();
    }

    public RightsSettings settings() {
        return settings;
    }

    /** 128 random bits as text, for the Message-ID of a mail. */
    public String randomWord() {
        return MessageId.random(random).text();
    }

    /** The clock that expiry is measured with. */
    public Clock clock() {
        return clock;
    }

    @Override
    public void close() {
        store.close();
    }
}
