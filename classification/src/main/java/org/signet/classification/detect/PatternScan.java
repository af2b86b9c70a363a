package org.signet.classification.detect;

import org.signet.classification.pattern.LinearPattern;
import org.signet.classification.pattern.Patience;
import org.signet.classification.policy.Condition.Regex;
import org.signet.classification.policy.Policy;
import org.signet.classification.policy.SensitiveClass;
import org.signet.classification.text.Place;
import org.signet.classification.text.TextSink;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds the matches of a policy's regular expressions in the texts of one message. */
public final class PatternScan implements TextSink {
    /** More matches than any condition can ask for need not be looked at. */
    private static final int MOST_MATCHES = 10_000;

    private final Map<Regex, Matches> matches = new LinkedHashMap<>();
    private final Patience patience;
    private boolean cut;

    private static final class Matches {
        private final Set<String> values = new HashSet<>();
        private final List<Spot> spots = new ArrayList<>();
        private int total;
    }

    private PatternScan(List<Regex> conditions, Patience patience) {
        conditions.forEach(condition -> matches.put(condition, new Matches()));
        this.patience = patience;
    }

    /** The conditions of a policy that need this scan. */
    public static List<Regex> conditions(Policy policy) {
        List<Regex> found = new ArrayList<>();
        for (SensitiveClass known : policy.classes()) {
            SensitiveClass.forEachLeaf(
                    known.when(),
                    leaf -> {
                        if (leaf instanceof Regex regex) {
                            found.add(regex);
                        }
                    });
        }
        return found;
    }

    public static PatternScan of(List<Regex> conditions, Patience patience) {
        return new PatternScan(conditions, patience);
    }

    @Override
    public void accept(Place place, CharSequence text) {
        if (matches.isEmpty()) {
            return;
        }
        String searched = text.toString();
        matches.forEach(
                (condition, found) -> {
                    if (condition.in().contains(place.field())) {
                        condition.patterns().forEach(p -> search(p, place, searched, found));
                    }
                });
    }

    private void search(LinearPattern pattern, Place place, String text, Matches into) {
        boolean whole =
                pattern.find(
                        text,
                        patience,
                        (start, end) -> {
                            into.total++;
                            if (into.values.size() < Policy.MAX_COUNT
                                    && into.values.add(
                                            text.substring(start, end).toLowerCase(Locale.ROOT))
                                    && into.spots.size() < Tally.MAX_SPOTS) {
                                into.spots.add(new Spot(place, start));
                            }
                            return into.total < MOST_MATCHES;
                        });
        cut |= !whole;
    }

    /** Whether the time ended before all was searched. */
    public boolean isCut() {
        return cut;
    }

    public Map<Regex, Tally> tallies() {
        Map<Regex, Tally> tallies = new LinkedHashMap<>();
        matches.forEach(
                (condition, found) ->
                        tallies.put(
                                condition,
                                new Tally(found.values.size(), found.total, 0, found.spots)));
        return tallies;
    }
}
