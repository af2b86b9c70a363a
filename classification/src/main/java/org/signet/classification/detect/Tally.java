package org.signet.classification.detect;

import java.util.List;

/**
 * What was found for one condition: counts and places, never what stands there.
 *
 * @param unique different words or values
 * @param total occurrences
 * @param confidence the confidence of what was counted, in percent; 0 where there is none
 * @param spots the first few places
 */
public record Tally(int unique, int total, int confidence, List<Spot> spots) {
    public static final Tally NOTHING = new Tally(0, 0, 0, List.of());

    /** How many places are kept. */
    public static final int MAX_SPOTS = 10;

    public Tally {
        spots = List.copyOf(spots);
    }
}
