package org.signet.rights.audit;

/** What a check of the whole log found. */
public sealed interface AuditVerdict {
    /** Every record is as it was written. */
    record Intact(long records) implements AuditVerdict {}

    /** The first record that is not as it was written, or is missing. */
    record Broken(long number, String why) implements AuditVerdict {}

    /** The store does not answer. */
    record Unavailable(String cause) implements AuditVerdict {}
}
