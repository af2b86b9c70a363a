package org.signet.rights.grant;

import org.signet.rights.audit.AuditEvent;
import org.signet.rights.audit.AuditRecord;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the audit log knows of the state of a grant: the newest version, or that it is over. */
public sealed interface Supersession {
    /** The kinds of records that change a grant. */
    List<String> KINDS =
            List.of(
                    AuditEvent.REVOKED,
                    AuditEvent.REGRANTED,
                    AuditEvent.EXPIRY_CHANGED,
                    AuditEvent.SHREDDED);

    /** The version that the row of the grant must have; any older one was put back. */
    record Version(long number) implements Supersession {}

    /** The message was shredded; no version of any grant of it is good. */
    record Shredded(Instant at) implements Supersession {}

    /**
     * Reads the newest record that changed the grant. A record of schema 1 names no version: there
     * was but one change, the revocation, and the grant it made has version 1.
     */
    static Supersession of(Optional<AuditRecord> newest) {
        if (newest.isEmpty()) {
            return new Version(1);
        }
        AuditEvent event = newest.get().event();
        if (event.kind().equals(AuditEvent.SHREDDED)) {
            return new Shredded(newest.get().at());
        }
        Matcher version = Words.VERSION.matcher(event.detail());
        return new Version(version.matches() ? Long.parseLong(version.group(1)) : 1);
    }

    /** The detail of the record of a change. */
    static String detail(Grant changed, String actor) {
        return "version %d; until %s; by %s".formatted(changed.version(), changed.expiry(), actor);
    }

    /** How details are written. */
    final class Words {
        private static final Pattern VERSION = Pattern.compile("version ([0-9]{1,18});.*");

        private Words() {}
    }
}
