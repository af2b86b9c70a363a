package org.signet.classification.verdict;

import org.signet.classification.text.Fact;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The result for one message: one verdict for each class of the policy, in the order of the policy.
 *
 * @param policyDigest the digest of the policy that was asked
 * @param facts how far the message could be read
 */
public record Classification(String policyDigest, Set<Fact> facts, List<Verdict> verdicts) {
    public Classification {
        facts = Set.copyOf(facts);
        verdicts = List.copyOf(verdicts);
    }

    public Optional<Verdict> verdict(String className) {
        return verdicts.stream().filter(v -> v.className().equals(className)).findFirst();
    }
}
