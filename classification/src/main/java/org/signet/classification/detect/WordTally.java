package org.signet.classification.detect;

import org.signet.classification.text.Place;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Counts the words of one list. */
final class WordTally {
    private final BitSet seen = new BitSet();
    private final List<Spot> spots = new ArrayList<>();
    private int total;

    void add(int word, Place place, int offset) {
        seen.set(word);
        total += total < Integer.MAX_VALUE ? 1 : 0;
        if (spots.size() < Tally.MAX_SPOTS) {
            spots.add(new Spot(place, offset));
        }
    }

    Tally tally() {
        return new Tally(seen.cardinality(), total, 0, spots);
    }
}
