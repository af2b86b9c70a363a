package org.signet.classification.types.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one deterministic automaton of many formats: first a nondeterministic one (K. Thompson,
 * CACM 11(6), 1968), then its sets of states (the subset construction).
 */
final class FormatCompiler {
    /** The most states: 35 MiB. Formats that need more are refused. */
    static final int MOST_STATES = 200_000;

    private final List<Format> formats;
    private final List<BitSet> reads = new ArrayList<>();
    private final List<int[]> follows = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();

    FormatCompiler(List<Format> formats) {
        this.formats = List.copyOf(formats);
    }

    FormatAutomaton compile() {
        BitSet first = new BitSet();
        for (int i = 0; i < formats.size(); i++) {
            int end = state(new BitSet(), i);
            for (int state : build(new FormatParser(formats.get(i).pattern()).parse(), end)) {
                first.set(state);
            }
        }
        return subsets(first);
    }

    private int state(BitSet columns, int accepted, int... next) {
        reads.add(columns);
        follows.add(next);
        ends.add(accepted);
        return reads.size() - 1;
    }

    /** Builds a part before what follows it; gives the states in which it begins. */
    private int[] build(Node node, int... next) {
        return switch (node) {
            case Node.One one -> new int[] {state(one.columns(), -1, next)};
            case Node.Sequence sequence -> {
                int[] begin = next;
                for (int i = sequence.of().size() - 1; i >= 0; i--) {
                    begin = build(sequence.of().get(i), begin);
                }
                yield begin;
            }
            case Node.Choice choice ->
                    choice.of().stream()
                            .flatMapToInt(option -> Arrays.stream(build(option, next)))
                            .distinct()
                            .toArray();
            case Node.Repeat repeat -> {
                int[] begin = next;
                for (int i = repeat.most(); i > 0; i--) {
                    int[] once = build(repeat.of(), begin);
                    begin = i > repeat.least() ? union(once, next) : once;
                }
                yield begin;
            }
        };
    }

    private static int[] union(int[] one, int[] other) {
        int[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return Arrays.stream(both).distinct().toArray();
    }

    private FormatAutomaton subsets(BitSet first) {
        Map<BitSet, Integer> numbers = new HashMap<>();
        List<int[]> table = new ArrayList<>();
        List<int[]> accepts = new ArrayList<>();
        Deque<BitSet> queue = new ArrayDeque<>();
        numbers.put(new BitSet(), 0);
        numbers.put(first, 1);
        table.add(new int[Symbols.COUNT]);
        accepts.add(new int[0]);
        queue.add(first);
        while (!queue.isEmpty()) {
            BitSet from = queue.remove();
            accepts.add(accepted(from));
            int[] row = new int[Symbols.COUNT];
            BitSet[] to = successors(from);
            for (int column = 0; column < Symbols.COUNT; column++) {
                Integer known = numbers.get(to[column]);
                if (known == null) {
                    known = numbers.size();
                    numbers.put(to[column], known);
                    queue.add(to[column]);
                }
                row[column] = known;
            }
            table.add(row);
            if (numbers.size() > MOST_STATES) {
                throw new IllegalArgumentException(
                        "the formats need more than " + MOST_STATES + " states together");
            }
        }
        return new FormatAutomaton(table, accepts, hasGaps());
    }

    private boolean[] hasGaps() {
        boolean[] gaps = new boolean[formats.size()];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = formats.get(i).hasGaps();
        }
        return gaps;
    }

    private int[] accepted(BitSet states) {
        return states.stream().map(ends::get).filter(format -> format >= 0).sorted().toArray();
    }

    private BitSet[] successors(BitSet from) {
        BitSet[] to = new BitSet[Symbols.COUNT];
        for (int column = 0; column < to.length; column++) {
            to[column] = new BitSet();
        }
        from.stream()
                .forEach(
                        state ->
                                reads.get(state).stream()
                                        .forEach(
                                                column -> {
                                                    for (int next : follows.get(state)) {
                                                        to[column].set(next);
                                                    }
                                                }));
        return to;
    }
}
