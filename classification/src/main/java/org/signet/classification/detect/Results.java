package org.signet.classification.detect;

import org.signet.classification.types.Finding;
import org.signet.classification.types.Rank;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * What passed its checks in one stretch of a text, until it is decided which of the values that
 * share characters stay.
 *
 * <ul>
 *   <li>Of one type the first and longest stays; a near miss gives way to what is valid.
 *   <li>A card, or what has an unmistakable form, takes what overlaps it and is of a lower rank.
 *   <li>All others stay: a number alone may be of several types. So what is found for a type does
 *       not depend on which other types are asked for.
 * </ul>
 */
final class Results {
    private final TypeDetector detector;
    private final Rank[] ranks;
    private final String[] ids;
    private final int[] lastEnds;
    private final Taken cards = new Taken();
    private final Taken unmistakable = new Taken();
    private final Spans spans = new Spans();
    private long[] prints = new long[64];
    private int[] confidences = new int[64];
    private boolean[] dropped = new boolean[64];

    Results(TypeDetector detector) {
        this.detector = detector;
        this.ranks = detector.types().stream().map(type -> type.rank()).toArray(Rank[]::new);
        this.ids = detector.types().stream().map(type -> type.id()).toArray(String[]::new);
        this.lastEnds = new int[ids.length];
    }

    int size() {
        return spans.size();
    }

    /** Adds a value; a confidence of 0 is a near miss. */
    void add(int type, int start, int end, int confidence, long print) {
        int index = spans.size();
        if (index == prints.length) {
            prints = Arrays.copyOf(prints, index * 2);
            confidences = Arrays.copyOf(confidences, index * 2);
        }
        spans.add(start, end, index * ids.length + type);
        prints[index] = print;
        confidences[index] = confidence;
    }

    /** Hands on what stays, in the order in which it begins, and forgets. */
    void report(Consumer<Finding> to) {
        int size = spans.size();
        if (size == 0) {
            return;
        }
        spans.sort();
        dropped = dropped.length < size ? new boolean[prints.length] : dropped;
        Arrays.fill(dropped, 0, size, false);
        keepOneOfEachType(true);
        keepOneOfEachType(false);
        collectTaken();
        for (int i = 0; i < size; i++) {
            if (!dropped[i] && detector.isAsked(type(i)) && !isTaken(i)) {
                to.accept(finding(i));
            }
        }
        spans.clear();
    }

    private int type(int index) {
        return spans.mark(index) % ids.length;
    }

    private int confidence(int index) {
        return confidences[spans.mark(index) / ids.length];
    }

    private Finding finding(int index) {
        int confidence = confidence(index);
        return new Finding(
                ids[type(index)],
                spans.start(index),
                spans.end(index),
                confidence,
                confidence > 0,
                prints[spans.mark(index) / ids.length]);
    }

    /**
     * First of the valid values, then of the near misses, which by then give way to the valid ones
     * before them; of two that begin together, the longer stays.
     */
    private void keepOneOfEachType(boolean valid) {
        Arrays.fill(lastEnds, 0);
        for (int i = 0; i < spans.size(); i++) {
            int type = type(i);
            boolean counted = confidence(i) > 0;
            if (counted != valid && (valid || dropped[i])) {
                continue;
            }
            if (counted == valid && (spans.start(i) < lastEnds[type] || isShorter(i, valid))) {
                dropped[i] = true;
            } else {
                lastEnds[type] = Math.max(lastEnds[type], spans.end(i));
            }
        }
    }

    /** Whether a longer value of the type begins at the same place, or a valid one within it. */
    private boolean isShorter(int index, boolean valid) {
        for (int i = index + 1; i < spans.size() && spans.start(i) < spans.end(index); i++) {
            boolean together = spans.start(i) == spans.start(index);
            if (type(i) == type(index) && !dropped[i]) {
                boolean longer = together && spans.end(i) > spans.end(index);
                if ((longer && (confidence(i) > 0) == valid) || (!valid && confidence(i) > 0)) {
                    return true;
                }
            }
            if (valid && !together) {
                return false;
            }
        }
        return false;
    }

    private void collectTaken() {
        cards.clear();
        unmistakable.clear();
        for (int i = 0; i < spans.size(); i++) {
            Rank rank = ranks[type(i)];
            if (!dropped[i] && confidence(i) > 0 && rank.compareTo(Rank.CARD) >= 0) {
                (rank == Rank.CARD ? cards : unmistakable).add(spans.start(i), spans.end(i));
            }
        }
    }

    private boolean isTaken(int index) {
        int start = spans.start(index);
        int end = spans.end(index);
        Rank rank = ranks[type(index)];
        return (rank != Rank.UNMISTAKABLE && unmistakable.overlaps(start, end))
                || (rank.compareTo(Rank.CARD) < 0 && cards.overlaps(start, end));
    }

    /** Places that are taken, in the order in which they begin. */
    private static final class Taken {
        private int[] starts = new int[16];
        private int[] ends = new int[16];
        private int size;

        void clear() {
            size = 0;
        }

        void add(int start, int end) {
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, size * 2);
                ends = Arrays.copyOf(ends, size * 2);
            }
            starts[size] = start;
            ends[size] = size == 0 ? end : Math.max(end, ends[size - 1]);
            size++;
        }

        /** Whether a place that begins before the end ends after the start. */
        boolean overlaps(int start, int end) {
            int at = Arrays.binarySearch(starts, 0, size, end);
            at = at < 0 ? -at - 1 : at;
            while (at > 0 && starts[at - 1] >= end) {
                at--;
            }
            return at > 0 && ends[at - 1] > start;
        }
    }
}
