package org.signet.classification.detect;

/** The last few runs of digits of a text, and what stands between each and the one before. */
final class DigitRuns {
    /** What separates two runs of digits. */
    enum Gap {
        SPACE,
        HYPHEN,
        DOT,
        SLASH,

        /** A line break, with or without a hyphen or a space beside it. */
        LINE,

        /** Anything else, or the begin of the text: the runs do not belong together. */
        NONE
    }

    private static final int KEPT = 8;
    private static final int WIDEST_GAP = 3;

    private final int[] starts = new int[KEPT];
    private final int[] ends = new int[KEPT];
    private final Gap[] gaps = new Gap[KEPT];
    private int count;
    private int open = -1;

    void clear() {
        count = 0;
        open = -1;
    }

    void extend(int at) {
        if (open < 0) {
            open = at;
        }
    }

    void close(char[] text, int end) {
        int slot = count % KEPT;
        gaps[slot] = count == 0 ? Gap.NONE : gap(text, ends[(count - 1) % KEPT], open);
        starts[slot] = open;
        ends[slot] = end;
        count++;
        open = -1;
    }

    int size() {
        return Math.min(count, KEPT);
    }

    /** The start of a run; 0 is the last one, 1 the one before it. */
    int start(int back) {
        return starts[(count - 1 - back) % KEPT];
    }

    int length(int back) {
        return ends[(count - 1 - back) % KEPT] - start(back);
    }

    /** What stands before a run. */
    Gap gap(int back) {
        return gaps[(count - 1 - back) % KEPT];
    }

    /** The digits of the last runs as one. */
    String digits(char[] text, int groups) {
        StringBuilder digits = new StringBuilder(CardNumber.LONGEST);
        for (int back = groups - 1; back >= 0; back--) {
            digits.append(text, start(back), length(back));
        }
        return digits.toString();
    }

    private static Gap gap(char[] text, int from, int to) {
        if (to - from > WIDEST_GAP) {
            return Gap.NONE;
        }
        Gap gap = Gap.SPACE;
        boolean line = false;
        for (int i = from; i < to; i++) {
            Gap here = kind(text[i]);
            line |= here == Gap.LINE;
            if (here == Gap.NONE || (here != Gap.SPACE && here != Gap.LINE && gap != Gap.SPACE)) {
                return Gap.NONE;
            }
            gap = here == Gap.SPACE || here == Gap.LINE ? gap : here;
        }
        if (gap == Gap.DOT && to - from > 1) {
            return Gap.NONE;
        }
        return line && gap != Gap.SLASH ? Gap.LINE : gap;
    }

    private static Gap kind(char c) {
        return switch (c) {
            case ' ' -> Gap.SPACE;
            case '\n' -> Gap.LINE;
            case '-' -> Gap.HYPHEN;
            case '.' -> Gap.DOT;
            case '/' -> Gap.SLASH;
            default -> Gap.NONE;
        };
    }
}
