package org.signet.classification.verdict;

import org.signet.classification.detect.Findings;
import org.signet.classification.detect.Tally;
import org.signet.classification.message.Address;
import org.signet.classification.message.Envelope;
import org.signet.classification.message.Profile;
import org.signet.classification.policy.Condition.Regex;
import org.signet.classification.text.Fact;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Everything that is known about one message.
 *
 * @param findings words and numbers in its texts
 * @param patterns matches of regular expressions in its texts
 * @param facts how far it could be read
 * @param inside whether a domain is one's own
 */
public record Observed(
        Findings findings,
        Map<Regex, Tally> patterns,
        Set<Fact> facts,
        Profile profile,
        Envelope envelope,
        Predicate<String> inside) {
    public Observed {
        patterns = Map.copyOf(patterns);
        facts = Set.copyOf(facts);
    }

    /** The facts because of which what was not found may still be there. */
    Set<Fact> incomplete() {
        Set<Fact> incomplete = EnumSet.noneOf(Fact.class);
        incomplete.addAll(facts);
        incomplete.retainAll(Fact.INCOMPLETE);
        return incomplete;
    }

    boolean isInside(Address address) {
        return inside.test(address.domain());
    }
}
