package org.signet.rights.audit;

import java.time.Instant;

/** An event as it stands in the log, with its number (from 1, without gaps) and time. */
public record AuditRecord(long number, Instant at, AuditEvent event) {}
