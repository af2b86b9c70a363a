package org.signet.rights.audit;

import org.signet.rights.MessageId;

/** What a check of the whole log found. */
public sealed interface AuditVerdict {
    /**
     * Every record is as it was written.
     *
     * @param head what to keep elsewhere, to find later that the log was cut: number and seal of
     *     the last record
     */
    record Intact(long records, String head) implements AuditVerdict {}

    /** The first record that is not as it was written, or is missing. */
    record Broken(long number, String why) implements AuditVerdict {}

    /** The log is as it was written, and a grant or message is not as the log says. */
    record Contradicted(MessageId message, String why) implements AuditVerdict {}

    /** The store does not answer. */
    record Unavailable(String cause) implements AuditVerdict {}
}
