package org.signet.classification.detect;

import java.util.Arrays;

/** Where evidence for each type stands; the ends of one type rise. */
final class EvidenceHits {
    private final int[][] starts;
    private final int[][] ends;
    private final int[] sizes;
    private boolean any;

    EvidenceHits(int types) {
        starts = new int[types][];
        ends = new int[types][];
        sizes = new int[types];
    }

    void clear() {
        if (any) {
            Arrays.fill(sizes, 0);
        }
        any = false;
    }

    /** Whether there is evidence for any type. */
    boolean any() {
        return any;
    }

    void add(int type, int start, int end) {
        int size = sizes[type];
        if (starts[type] == null) {
            starts[type] = new int[8];
            ends[type] = new int[8];
        } else if (size == starts[type].length) {
            starts[type] = Arrays.copyOf(starts[type], size * 2);
            ends[type] = Arrays.copyOf(ends[type], size * 2);
        }
        int at = size;
        while (at > 0 && ends[type][at - 1] > end) {
            starts[type][at] = starts[type][at - 1];
            ends[type][at] = ends[type][at - 1];
            at--;
        }
        starts[type][at] = start;
        ends[type][at] = end;
        sizes[type] = size + 1;
        any = true;
    }

    /** Whether evidence stands wholly within so many characters before or after a value. */
    boolean near(int type, int start, int end, int window) {
        int size = sizes[type];
        if (size == 0) {
            return false;
        }
        int[] from = starts[type];
        int[] to = ends[type];
        int after = firstEndingAfter(to, size, start);
        for (int i = after - 1; i >= 0 && to[i] > start - window; i--) {
            if (from[i] >= start - window) {
                return true;
            }
        }
        for (int i = after; i < size && to[i] <= end + window; i++) {
            if (from[i] >= end) {
                return true;
            }
        }
        return false;
    }

    private static int firstEndingAfter(int[] ends, int size, int offset) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
