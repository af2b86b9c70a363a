package org.signet.transport.dns;

/** Writes code points with letters, digits and hyphen (RFC 3492 §6.3). */
final class Punycode {
    private static final int BASE = 36;
    private static final int SMALLEST_THRESHOLD = 1;
    private static final int LARGEST_THRESHOLD = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_POINT = 0x80;

    private final StringBuilder out = new StringBuilder();
    private int bias = INITIAL_BIAS;
    private int delta;
    private int written;

    private Punycode() {}

    /** Returns the encoded form, without the prefix {@code xn--}. */
    static String encode(int[] points) {
        if (points.length > 63) {
            throw new IllegalArgumentException("longer than any label");
        }
        return new Punycode().encoded(points);
    }

    private String encoded(int[] points) {
        for (int point : points) {
            if (point < INITIAL_POINT) {
                out.append((char) point);
            }
        }
        int basic = out.length();
        if (basic > 0) {
            out.append('-');
        }
        written = basic;
        int next = INITIAL_POINT;
        while (written < points.length) {
            int smallest = smallestFrom(points, next);
            delta += (smallest - next) * (written + 1);
            next = smallest;
            insertAll(points, next, basic);
            delta++;
            next++;
        }
        return out.toString();
    }

    private static int smallestFrom(int[] points, int least) {
        int smallest = Integer.MAX_VALUE;
        for (int point : points) {
            if (point >= least && point < smallest) {
                smallest = point;
            }
        }
        return smallest;
    }

    private void insertAll(int[] points, int next, int basic) {
        for (int point : points) {
            if (point < next) {
                delta++;
            } else if (point == next) {
                writeDelta();
                adapt(written == basic);
                delta = 0;
                written++;
            }
        }
    }

    private void writeDelta() {
        int rest = delta;
        for (int k = BASE; ; k += BASE) {
            int threshold = Math.clamp((long) k - bias, SMALLEST_THRESHOLD, LARGEST_THRESHOLD);
            if (rest < threshold) {
                out.append(digit(rest));
                return;
            }
            out.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
        }
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    /** The bias for the next delta (RFC 3492 §6.1). */
    private void adapt(boolean first) {
        int rest = first ? delta / DAMP : delta / 2;
        rest += rest / (written + 1);
        int steps = 0;
        while (rest > (BASE - SMALLEST_THRESHOLD) * LARGEST_THRESHOLD / 2) {
            rest /= BASE - SMALLEST_THRESHOLD;
            steps += BASE;
        }
        bias = steps + (BASE - SMALLEST_THRESHOLD + 1) * rest / (rest + SKEW);
    }
}
