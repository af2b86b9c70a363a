package org.signet.classification.detect;

import org.signet.classification.types.Finding;
import org.signet.classification.types.Rank;
import org.signet.classification.types.SensitiveType;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which of the findings that share characters stay.
 *
 * <ul>
 *   <li>Of one type the first and longest stays; a near miss gives way to what is valid.
 *   <li>A card, or what has an unmistakable form, takes what overlaps it and is of a lower rank.
 *   <li>All others stay: a number alone may be of several types. So what is found for a type does
 *       not depend on which other types are asked for.
 * </ul>
 */
final class Overlaps {
    private static final Comparator<Finding> ORDER =
            Comparator.comparing(Finding::valid)
                    .reversed()
                    .thenComparingInt(Finding::start)
                    .thenComparing(Comparator.comparingInt(Finding::end).reversed());

    private final Map<String, Rank> ranks = new HashMap<>();
    private final Map<String, Integer> ends = new HashMap<>();

    Overlaps(List<SensitiveType> types) {
        types.forEach(type -> ranks.put(type.id(), type.rank()));
    }

    /** The findings that stay, in the order in which they begin. */
    List<Finding> resolve(List<Finding> findings) {
        if (findings.size() < 2) {
            return findings;
        }
        List<Finding> longest = longestOfEachType(findings);
        Cover cards = new Cover(valid(longest, Rank.CARD));
        Cover unmistakable = new Cover(valid(longest, Rank.UNMISTAKABLE));
        List<Finding> kept = new ArrayList<>(longest.size());
        for (Finding finding : longest) {
            Rank rank = rank(finding);
            boolean taken =
                    rank != Rank.UNMISTAKABLE
                            && ((rank != Rank.CARD && cards.overlaps(finding))
                                    || unmistakable.overlaps(finding));
            if (!taken) {
                kept.add(finding);
            }
        }
        return kept;
    }

    private Rank rank(Finding finding) {
        return ranks.getOrDefault(finding.type(), Rank.NUMBER);
    }

    private List<Finding> longestOfEachType(List<Finding> findings) {
        List<Finding> longest = new ArrayList<>(findings.size());
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(ORDER);
        ends.clear();
        Map<String, Cover> covers = new HashMap<>();
        for (Finding finding : sorted) {
            if (finding.valid()) {
                if (finding.start() >= ends.getOrDefault(finding.type(), 0)) {
                    ends.put(finding.type(), finding.end());
                    longest.add(finding);
                }
            } else {
                Cover valid =
                        covers.computeIfAbsent(
                                finding.type(),
                                type ->
                                        new Cover(
                                                longest.stream()
                                                        .filter(
                                                                f ->
                                                                        f.type().equals(type)
                                                                                && f.valid())
                                                        .toList()));
                if (!valid.overlaps(finding)) {
                    longest.add(finding);
                }
            }
        }
        longest.sort(Comparator.comparingInt(Finding::start).thenComparingInt(Finding::end));
        return longest;
    }

    private List<Finding> valid(List<Finding> findings, Rank rank) {
        return findings.stream()
                .filter(finding -> finding.valid() && rank(finding) == rank)
                .toList();
    }

    /** Places that are taken. */
    private static final class Cover {
        private final int[] starts;
        private final int[] ends;

        /** Takes findings in the order in which they begin. */
        Cover(List<Finding> findings) {
            starts = findings.stream().mapToInt(Finding::start).toArray();
            ends = findings.stream().mapToInt(Finding::end).toArray();
            for (int i = 1; i < ends.length; i++) {
                ends[i] = Math.max(ends[i], ends[i - 1]);
            }
        }

        /** Whether a place before the end of the finding ends after its start. */
        boolean overlaps(Finding finding) {
            int low = 0;
            int high = starts.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (starts[middle] < finding.end()) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low > 0 && ends[low - 1] > finding.start();
        }
    }
}
