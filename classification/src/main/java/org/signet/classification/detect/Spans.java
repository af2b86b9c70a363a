package org.signet.classification.detect;

import java.util.Arrays;

/** A growing list of places in a text, each with a number that says what may stand there. */
final class Spans {
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private int[] marks = new int[256];
    private int size;

    void add(int start, int end, int mark) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
            marks = Arrays.copyOf(marks, size * 2);
        }
        starts[size] = start;
        ends[size] = end;
        marks[size++] = mark;
    }

    /** Sorts by start; they come nearly in this order, since who adds them looks back a little. */
    void sort() {
        for (int i = 1; i < size; i++) {
            int start = starts[i];
            int end = ends[i];
            int mark = marks[i];
            int at = i;
            while (at > 0 && starts[at - 1] > start) {
                starts[at] = starts[at - 1];
                ends[at] = ends[at - 1];
                marks[at] = marks[at - 1];
                at--;
            }
            starts[at] = start;
            ends[at] = end;
            marks[at] = mark;
        }
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return ends[index];
    }

    int mark(int index) {
        return marks[index];
    }
}
