package org.signet.smime.mime;

import java.io.IOException;
import java.util.Locale;

/** A message has more structure than {@link MimeLimits} allow. */
public final class MimeLimitException extends IOException {
    private static final long serialVersionUID = 1;

    /** The limit that was reached. */
    public enum Limit {
        HEADER_TOO_LONG,
        TOO_MANY_PARTS,
        TOO_DEEP
    }

    private final Limit limit;

    MimeLimitException(Limit limit, int value) {
        super(limit.name().toLowerCase(Locale.ROOT).replace('_', '-') + " (limit " + value + ")");
        this.limit = limit;
    }

    /** Parts lie deeper in each other than the limit. */
    public static MimeLimitException tooDeep(int limit) {
        return new MimeLimitException(Limit.TOO_DEEP, limit);
    }

    /** There are more parts than the limit. */
    public static MimeLimitException tooManyParts(int limit) {
        return new MimeLimitException(Limit.TOO_MANY_PARTS, limit);
    }

    public Limit limit() {
        return limit;
    }
}
