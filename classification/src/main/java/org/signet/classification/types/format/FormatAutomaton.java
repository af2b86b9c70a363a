package org.signet.classification.types.format;

import java.util.List;

/** Many formats as one table: a look-up per character tells which of them end there. */
public final class FormatAutomaton {
    /** No format can match any more. */
    public static final int DEAD = 0;

    /** Nothing has been read. */
    public static final int START = 1;

    private final int[] next;
    private final int[][] accepts;
    private final boolean[] gaps;
    private final boolean[] ending;

    FormatAutomaton(List<int[]> table, List<int[]> accepts, boolean[] gaps) {
        this.next = new int[table.size() * Symbols.COUNT];
        for (int i = 0; i < table.size(); i++) {
            System.arraycopy(table.get(i), 0, next, i * Symbols.COUNT, Symbols.COUNT);
        }
        this.accepts = accepts.toArray(int[][]::new);
        this.gaps = gaps.clone();
        this.ending = new boolean[this.accepts.length];
        for (int i = 0; i < ending.length; i++) {
            ending[i] = this.accepts[i].length > 0;
        }
    }

    /** The state after a state and a character. */
    public int step(int state, char c) {
        return next[state * Symbols.COUNT + Symbols.column(c)];
    }

    /** Whether a format ends in a state. */
    public boolean ends(int state) {
        return ending[state];
    }

    /** How many formats end in a state. */
    public int count(int state) {
        return accepts[state].length;
    }

    /** One of the formats that end in a state. */
    public int format(int state, int index) {
        return accepts[state][index];
    }

    /** Whether the gaps of a format have to be of one kind. */
    public boolean hasGaps(int format) {
        return gaps[format];
    }

    /** How many states there are. */
    public int size() {
        return accepts.length;
    }
}
