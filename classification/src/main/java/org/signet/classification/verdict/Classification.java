package org.signet.classification.verdict;

import org.signet.classification.text.Fact;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The result for one message. A class has one verdict for each group of recipients that it treats
 * alike, mostly one for all; classes stand in the order of the policy.
 *
 * @param policyDigest the digest of the policy that was asked
 * @param facts how far the message could be read
 */
public record Classification(String policyDigest, Set<Fact> facts, List<Verdict> verdicts) {
    public Classification {
        facts = Set.copyOf(facts);
        verdicts = List.copyOf(verdicts);
    }

    /** The verdicts of a class. */
    public List<Verdict> verdicts(String className) {
        return verdicts.stream().filter(v -> v.className().equals(className)).toList();
    }

    /** The gravest verdict of a class: that it applies to some, or else is undecidable for some. */
    public Optional<Verdict> verdict(String className) {
        return verdicts(className).stream().min(Comparator.comparingInt(Classification::rank));
    }

    private static int rank(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Applies applies -> 0;
            case Verdict.Undecidable open -> 1;
            case Verdict.TestOnly test -> 2;
            case Verdict.DoesNotApply no -> 3;
            case Verdict.Skipped skipped -> 4;
        };
    }
}
