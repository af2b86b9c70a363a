package org.signet.classification.detect;

import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.format.Format;
import org.signet.classification.types.format.FormatAutomaton;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The types of which a value may end in one state of the formats, each once. */
final class Endings {
    /** Added to a type whose gaps have to be of one kind. */
    static final int ALIKE = 1 << 30;

    private static final Endings NONE = new Endings(new int[0], new int[0], new int[0]);

    private final int[] alone;
    private final int[] evident;
    private final int[] evidenceFor;

    private Endings(int[] alone, int[] evident, int[] evidenceFor) {
        this.alone = alone;
        this.evident = evident;
        this.evidenceFor = evidenceFor;
    }

    static Endings of(
            FormatAutomaton automaton,
            int state,
            List<Format> formats,
            int[] owners,
            List<SensitiveType> types) {
        if (!automaton.ends(state)) {
            return NONE;
        }
        Map<Integer, Boolean> alone = new TreeMap<>();
        Map<Integer, Boolean> evident = new TreeMap<>();
        Map<Integer, Boolean> evidenceFor = new TreeMap<>();
        for (int i = 0; i < automaton.count(state); i++) {
            int format = automaton.format(state, i);
            int owner = owners[format];
            if (owner >= types.size()) {
                evidenceFor.put(owner - types.size(), false);
            } else {
                boolean needed =
                        formats.get(format).onlyWithEvidence()
                                || types.get(owner).levels().alone() == 0;
                (needed ? evident : alone)
                        .merge(owner, automaton.hasGaps(format), Boolean::logicalAnd);
            }
        }
        return new Endings(coded(alone), coded(evident), coded(evidenceFor));
    }

    private static int[] coded(Map<Integer, Boolean> types) {
        return types.entrySet().stream()
                .mapToInt(type -> type.getKey() + (type.getValue() ? ALIKE : 0))
                .toArray();
    }

    /** Those that may be certain without evidence; not to be changed. */
    int[] alone() {
        return alone;
    }

    /** Those that need evidence; not to be changed. */
    int[] evident() {
        return evident;
    }

    /** Those for which a value in this state is evidence; not to be changed. */
    int[] evidenceFor() {
        return evidenceFor;
    }
}
