package org.signet.smime.expiry;

import java.nio.file.Path;

/** Something that an operator has to see to. */
public sealed interface Finding {
    /** A file or folder that cannot be used, so that nobody knows when what is in it ends. */
    record Unreadable(Path file, String why) implements Finding {}

    /** It has ended, this many whole days ago. */
    record Expired(Watched what, long daysAgo) implements Finding {}

    /** It ends in this many whole days. */
    record Expiring(Watched what, long daysLeft) implements Finding {}
}
