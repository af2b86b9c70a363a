package org.signet.smime.expiry;

import java.util.List;

/** What the folders held at one look. */
public record Observed(List<Watched> watched, List<Finding.Unreadable> unreadable) {
    public Observed {
        watched = List.copyOf(watched);
        unreadable = List.copyOf(unreadable);
    }
}
