package org.signet.rights.audit;

import org.signet.rights.MessageId;
import org.signet.rights.RightsException;

import java.util.List;

/** The append-only, chained record of what happened to protected messages. */
public interface AuditLog {
    /**
     * Adds an event in a transaction of its own; durable when this returns.
     *
     * @throws RightsException if it could not be written; the act must then not happen
     */
    void append(AuditEvent event) throws RightsException;

    /** The events of one message, oldest first. */
    List<AuditRecord> of(MessageId message) throws RightsException;

    /**
     * Tells whether the log still has the record that was its last when {@code head} was noted.
     *
     * @param head as {@link AuditVerdict.Intact} told it
     */
    boolean holds(String head) throws RightsException;

    /** Checks the chain from the first record to the last. */
    AuditVerdict verify();
}
