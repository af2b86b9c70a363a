package org.signet.rights.audit;

import org.signet.rights.MessageId;

import java.util.regex.Pattern;

/**
 * Something that happened to a protected message.
 *
 * @param kind a stable word such as {@code opened}: lower case and hyphens, at most 40 characters
 * @param address the recipient or sender concerned
 * @param detail further words for a human, at most 500 characters; may be empty, never a secret
 */
public record AuditEvent(String kind, MessageId message, String address, String detail) {
    public static final String PROTECTED = "protected";
    public static final String OPENED = "opened";
    public static final String REVOKED = "revoked";
    public static final String WITHDRAWN = "withdrawn";
    public static final String REGRANTED = "regranted";
    public static final String EXPIRY_CHANGED = "expiry-changed";
    public static final String SHREDDED = "shredded";
    public static final String REMOVED = "removed";
    public static final String EXPORTED = "exported";
    public static final String GRANTS_SEALED = "grants-sealed";
    public static final String KEYS_CHANGED = "keys-changed";

    /** The message of events that concern the store as a whole. */
    public static final MessageId STORE = MessageId.of(new byte[MessageId.BYTES]);

    private static final Pattern KIND = Pattern.compile("[a-z][a-z-]{0,39}");
    private static final int LONGEST_DETAIL = 500;

    public AuditEvent {
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("not a kind of audit event: " + kind);
        }
        if (detail.length() > LONGEST_DETAIL) {
            throw new IllegalArgumentException("the detail of an audit event is too long");
        }
    }
}
