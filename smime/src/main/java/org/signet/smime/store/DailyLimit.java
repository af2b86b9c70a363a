package org.signet.smime.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Counts what was stored today (UTC) for each domain, since the server was started. */
final class DailyLimit {
    private final int most;
    private final Map<String, Integer> counts = new HashMap<>();
    private LocalDate day = LocalDate.EPOCH;

    DailyLimit(int most) {
        this.most = most;
    }

    synchronized boolean allows(String domain, Instant now) {
        turnTo(now);
        return counts.getOrDefault(domain, 0) < most;
    }

    synchronized void count(String domain, Instant now) {
        turnTo(now);
        counts.merge(domain, 1, Integer::sum);
    }

    private void turnTo(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!today.equals(day)) {
            day = today;
            counts.clear();
        }
    }
}
