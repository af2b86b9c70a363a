package org.signet.smime.store;

import org.signet.smime.trust.Fingerprint;
import org.signet.smime.trust.Marks;

import java.util.Locale;
import java.util.Set;

/** What can be said of a single certificate; each has a file of its name. */
public enum Mark {
    BLOCKED,
    TRUSTED;

    /** The name of its file, and its word for programs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Set<Fingerprint> in(Marks.Known marks) {
        return switch (this) {
            case BLOCKED -> marks.blocked();
            case TRUSTED -> marks.trusted();
        };
    }
}
