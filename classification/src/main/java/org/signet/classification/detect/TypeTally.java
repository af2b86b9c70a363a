package org.signet.classification.detect;

import org.signet.classification.text.Place;
import org.signet.classification.types.Finding;

import java.util.List;

/** Counts the values of one type, for each confidence that a condition can ask for. */
final class TypeTally {
    private static final List<Integer> LEVELS = List.of(65, 75, 85);

    private final List<Counted> counted = List.of(new Counted(), new Counted(), new Counted());
    private int best;

    /** Counts a finding; one that is not valid counts nowhere. */
    void add(Finding finding, Place place) {
        if (!finding.valid()) {
            return;
        }
        best = Math.max(best, finding.confidence());
        for (int i = 0; i < LEVELS.size() && LEVELS.get(i) <= finding.confidence(); i++) {
            counted.get(i).add(finding.value(), new Spot(place, finding.start()));
        }
    }

    /** The values whose confidence is at least this. */
    Tally atLeast(int confidence) {
        for (int i = 0; i < LEVELS.size(); i++) {
            if (LEVELS.get(i) >= confidence) {
                return counted.get(i).isEmpty() ? Tally.NOTHING : counted.get(i).tally(best);
            }
        }
        return Tally.NOTHING;
    }
}
