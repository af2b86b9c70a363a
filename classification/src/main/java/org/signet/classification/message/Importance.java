package org.signet.classification.message;

import java.util.Locale;

/** How urgent the sender says that a message is (RFC 2156 §5.3.4, X-Priority, Priority). */
public enum Importance {
    LOW,
    NORMAL,
    HIGH;

    /** The word in policy files. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
