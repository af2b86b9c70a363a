package org.signet.classification.policy;

import org.jspecify.annotations.Nullable;
import org.signet.classification.policy.PolicyNode.Entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads counts and sizes from the policy file. */
final class Ranges {
    static final Range ALL = new Range(0, Long.MAX_VALUE);
    private static final String SIZE =
            "a number of bytes, or one with KiB, MiB or GiB, such as 10 MiB";
    private static final List<String> OF_SIZE = List.of("over", "under");
    private static final List<String> OF_COUNT = List.of("min", "max");

    private Ranges() {}

    /** Reads {@code {min: N, max: N}}. */
    static Range count(PolicyNode node, long most) throws PolicyException {
        Map<String, Entry> keys = node.mapping(OF_COUNT);
        Entry min = keys.get("min");
        Entry max = keys.get("max");
        return range(
                node,
                min == null ? 0 : min.value().number(0, most),
                max == null ? Long.MAX_VALUE : max.value().number(0, most));
    }

    /** Reads {@code {over: SIZE, under: SIZE}}; neither bound is included. */
    static Range size(PolicyNode node) throws PolicyException {
        Map<String, Entry> keys = node.mapping(OF_SIZE);
        return size(node, keys.get("over"), keys.get("under"));
    }

    static Range size(PolicyNode node, @Nullable Entry over, @Nullable Entry under)
            throws PolicyException {
        return range(
                node,
                over == null ? 0 : bytes(over.value()) + 1,
                under == null ? Long.MAX_VALUE : bytes(under.value()) - 1);
    }

    private static Range range(PolicyNode node, long least, long most) throws PolicyException {
        if (least > most || (least == 0 && most == Long.MAX_VALUE)) {
            throw node.refuse(
                    least > most ? "no number is in this range" : "no bound is given",
                    "a lower bound, an upper bound, or both with room between");
        }
        return new Range(least, most);
    }

    private static long bytes(PolicyNode node) throws PolicyException {
        String text = node.text(SIZE).strip().toLowerCase(Locale.ROOT);
        long unit = 1;
        String number = text;
        List<String> units = List.of("kib", "mib", "gib");
        for (int i = 0; i < units.size(); i++) {
            if (text.endsWith(units.get(i))) {
                unit = 1L << (10 * (i + 1));
                number = text.substring(0, text.length() - 3).strip();
            }
        }
        try {
            long given = Long.parseLong(number);
            if (given >= 0 && given <= (1L << 40) / unit) {
                return given * unit;
            }
        } catch (NumberFormatException e) {
            throw node.refuse("'" + text + "' is no size", SIZE);
        }
        throw node.refuse("'" + text + "' is out of range", SIZE + ", at most 1024 GiB");
    }
}
