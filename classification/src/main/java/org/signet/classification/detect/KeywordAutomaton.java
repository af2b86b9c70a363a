package org.signet.classification.detect;

import org.signet.classification.text.Normaliser;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * An Aho-Corasick automaton over normalised words: one table look-up per character finds every
 * occurrence of every word (A. Aho, M. Corasick, CACM 18(6), 1975).
 *
 * <p>The table is dense. Characters that stand in no word share one column; all white space shares
 * another, so that a phrase is found across a line break.
 */
final class KeywordAutomaton {
    /** The most cells of the table: 64 MiB. A policy that needs more is refused. */
    static final int MAX_CELLS = 16 * 1024 * 1024;

    private static final int OTHER = 0;
    private static final int SPACE = 1;

    private final char[] columnOf = new char[Character.MAX_VALUE + 1];
    private final int columns;
    private final int[] next;
    private final int[] ending;
    private final int[] shorter;

    /**
     * @param next the state after a state and a column
     * @param ending the word that ends in a state, or -1
     * @param shorter the state of the longest proper suffix in which a word ends, or 0
     */
    private KeywordAutomaton(
            char[] columnOf, int columns, int[] next, int[] ending, int[] shorter) {
        System.arraycopy(columnOf, 0, this.columnOf, 0, columnOf.length);
        this.columns = columns;
        this.next = next;
        this.ending = ending;
        this.shorter = shorter;
    }

    /**
     * Makes the automaton for words that are different from each other; they are known by their
     * index.
     *
     * @throws IllegalArgumentException if the words need too large a table
     */
    static KeywordAutomaton of(List<String> words) {
        return new Builder(words).build();
    }

    int start() {
        return 0;
    }

    int step(int state, char c) {
        return next[state * columns + columnOf[c]];
    }

    /** The first state in the chain of states in which a word ends here; 0 if none does. */
    int firstEnding(int state) {
        return ending[state] >= 0 ? state : shorter[state];
    }

    int nextEnding(int state) {
        return shorter[state];
    }

    int word(int state) {
        return ending[state];
    }

    private static final class Builder {
        private final List<String> words;
        private final char[] columnOf = new char[Character.MAX_VALUE + 1];
        private final int columns;
        private final List<int[]> rows = new ArrayList<>();
        private int[] ending = new int[64];

        Builder(List<String> words) {
            this.words = words;
            columnOf[' '] = SPACE;
            columnOf['\n'] = SPACE;
            columnOf['\t'] = SPACE;
            int used = SPACE + 1;
            long states = 1;
            for (String word : words) {
                states += word.length();
                for (int i = 0; i < word.length(); i++) {
                    if (columnOf[word.charAt(i)] == OTHER) {
                        columnOf[word.charAt(i)] = (char) used++;
                    }
                }
            }
            this.columns = used;
            if (states * columns > MAX_CELLS) {
                throw new IllegalArgumentException(
                        "the words of the policy have "
                                + (states - 1)
                                + " characters, "
                                + (columns - 2)
                                + " of them different; their product may be at most "
                                + MAX_CELLS);
            }
        }

        KeywordAutomaton build() {
            state();
            for (int i = 0; i < words.size(); i++) {
                add(words.get(i), i);
            }
            int[] shorter = new int[rows.size()];
            complete(shorter);
            int[] next = new int[rows.size() * columns];
            for (int i = 0; i < rows.size(); i++) {
                System.arraycopy(rows.get(i), 0, next, i * columns, columns);
            }
            foldCase();
            return new KeywordAutomaton(
                    columnOf, columns, next, Arrays.copyOf(ending, rows.size()), shorter);
        }

        /** Words are folded, texts are not: a letter has the column of its folded form. */
        private void foldCase() {
            for (int c = 0; c < columnOf.length; c++) {
                if (columnOf[c] == OTHER) {
                    columnOf[c] = columnOf[Normaliser.fold((char) c)];
                }
            }
        }

        private int state() {
            int state = rows.size();
            rows.add(new int[columns]);
            if (state == ending.length) {
                ending = Arrays.copyOf(ending, state * 2);
            }
            ending[state] = -1;
            return state;
        }

        private void add(String word, int index) {
            int state = 0;
            for (int i = 0; i < word.length(); i++) {
                int column = columnOf[word.charAt(i)];
                if (rows.get(state)[column] == 0) {
                    int created = state();
                    rows.get(state)[column] = created;
                }
                state = rows.get(state)[column];
            }
            ending[state] = index;
        }

        /** Breadth first: fills in where a state goes that has no longer word to follow. */
        private void complete(int[] shorter) {
            int[] fail = new int[rows.size()];
            Deque<Integer> queue = new ArrayDeque<>();
            for (int child : rows.get(0)) {
                if (child != 0) {
                    queue.add(child);
                }
            }
            while (!queue.isEmpty()) {
                int state = queue.remove();
                int[] row = rows.get(state);
                int[] failRow = rows.get(fail[state]);
                shorter[state] = ending[fail[state]] >= 0 ? fail[state] : shorter[fail[state]];
                for (int column = 0; column < columns; column++) {
                    if (row[column] == 0) {
                        row[column] = failRow[column];
                    } else {
                        fail[row[column]] = failRow[column];
                        queue.add(row[column]);
                    }
                }
            }
        }
    }
}
