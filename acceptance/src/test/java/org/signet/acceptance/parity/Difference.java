package org.signet.acceptance.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Something that {@code SecureRemoteDelivery} does otherwise, on purpose.
 *
 * @param what one sentence for operators; it stands in {@code docs/moving-from-remote-delivery.md}
 * @param why the reason, which stands there too
 * @param where the facts in which it shows
 */
record Difference(String what, String why, List<Instance> where) {
    private static final String EVERY = "*";

    /**
     * A fact that is different.
     *
     * @param name the case; a star for every case
     * @param given the fact that must be there in James for it; itself, unless it is new
     * @param signet makes of what James shows what Signet does
     */
    record Instance(String name, String given, String fact, UnaryOperator<String> signet) {}

    Difference {
        where = List.copyOf(where);
    }

    /** Begins a row. */
    static Difference of(String what, String why) {
        return new Difference(what, why, List.of());
    }

    /** In every case that has the fact it is made of James's. */
    Difference everywhere(String fact, UnaryOperator<String> signet) {
        return with(new Instance(EVERY, fact, fact, signet));
    }

    /** In every case in which James shows one fact, there is another. */
    Difference wherever(String given, String fact, String signet) {
        return with(new Instance(EVERY, given, fact, james -> signet));
    }

    /** In one case: fact and value, and so on. */
    Difference in(String name, String... factsAndValues) {
        Difference longer = this;
        for (int i = 0; i < factsAndValues.length; i += 2) {
            String value = factsAndValues[i + 1];
            longer =
                    longer.with(
                            new Instance(
                                    name, factsAndValues[i], factsAndValues[i], james -> value));
        }
        return longer;
    }

    private Difference with(Instance instance) {
        List<Instance> all = new ArrayList<>(where);
        all.add(instance);
        return new Difference(what, why, all);
    }

    /** What Signet should show for a case, given what James does. */
    static Map<String, String> expected(Case of, Map<String, String> james) {
        Map<String, String> facts = new TreeMap<>(james);
        List<Instance> all =
                DifferenceTable.ROWS.stream().flatMap(r -> r.where().stream()).toList();
        for (Instance instance : all) {
            if (instance.name().equals(EVERY) && james.containsKey(instance.given())) {
                facts.put(
                        instance.fact(),
                        instance.signet().apply(facts.getOrDefault(instance.fact(), Facts.NONE)));
            }
        }
        for (Instance instance : all) {
            if (instance.name().equals(of.name())) {
                String before = facts.getOrDefault(instance.fact(), Facts.NONE);
                facts.put(instance.fact(), changed(instance, before));
            }
        }
        facts.values().removeIf(Facts.NONE::equals);
        return facts;
    }

    private static String changed(Instance instance, String before) {
        String after = instance.signet().apply(before);
        if (after.equals(before)) {
            throw new IllegalStateException(
                    "The table has a difference that is none: "
                            + instance.name()
                            + ", "
                            + instance.fact()
                            + ": "
                            + before);
        }
        return after;
    }
}
