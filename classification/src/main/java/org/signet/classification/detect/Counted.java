package org.signet.classification.detect;

import org.signet.classification.policy.Policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts values, each once, up to the highest number that a policy can ask for. */
final class Counted {
    private final Set<Long> values = new HashSet<>();
    private final List<Spot> spots = new ArrayList<>();
    private int total;

    void add(long value, Spot spot) {
        total++;
        if (values.size() < Policy.MAX_COUNT
                && values.add(value)
                && spots.size() < Tally.MAX_SPOTS) {
            spots.add(spot);
        }
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    Tally tally(int confidence) {
        return values.isEmpty()
                ? Tally.NOTHING
                : new Tally(values.size(), total, confidence, spots);
    }
}
