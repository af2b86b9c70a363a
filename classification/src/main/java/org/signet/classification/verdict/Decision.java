package org.signet.classification.verdict;

import org.signet.classification.detect.Findings;
import org.signet.classification.detect.Tally;
import org.signet.classification.policy.Condition;
import org.signet.classification.policy.Condition.All;
import org.signet.classification.policy.Condition.Any;
import org.signet.classification.policy.Condition.Count;
import org.signet.classification.policy.Condition.FactIs;
import org.signet.classification.policy.Condition.Keywords;
import org.signet.classification.policy.Condition.Leaf;
import org.signet.classification.policy.Condition.Not;
import org.signet.classification.policy.Condition.PaymentCard;
import org.signet.classification.policy.SensitiveClass;
import org.signet.classification.text.Fact;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Evaluates the trees of classes on one message. */
public final class Decision {
    private enum Truth {
        NO,
        UNKNOWN,
        YES
    }

    private final Findings findings;
    private final Set<Fact> facts;
    private final Set<Fact> incomplete = EnumSet.noneOf(Fact.class);

    /**
     * @param facts how far the message could be read
     */
    public Decision(Findings findings, Set<Fact> facts) {
        this.findings = findings;
        this.facts = Set.copyOf(facts);
        incomplete.addAll(facts);
        incomplete.retainAll(EnumSet.of(Fact.LIMIT_EXCEEDED, Fact.UNDECODABLE));
    }

    public Verdict decide(SensitiveClass known) {
        return switch (evaluate(known.when())) {
            case YES -> new Verdict.Applies(known.name(), evidence(known.when()));
            case NO -> new Verdict.DoesNotApply(known.name());
            case UNKNOWN -> new Verdict.Undecidable(known.name(), incomplete);
        };
    }

    private Truth evaluate(Condition condition) {
        return switch (condition) {
            case All all ->
                    all.of().stream().map(this::evaluate).min(Truth::compareTo).orElseThrow();
            case Any any ->
                    any.of().stream().map(this::evaluate).max(Truth::compareTo).orElseThrow();
            case Not not ->
                    switch (evaluate(not.of())) {
                        case YES -> Truth.NO;
                        case NO -> Truth.YES;
                        case UNKNOWN -> Truth.UNKNOWN;
                    };
            case Keywords keywords -> found(count(keywords) >= keywords.min());
            case PaymentCard card -> found(findings.of(card).unique() >= card.min());
            case FactIs is -> fact(is.fact());
        };
    }

    private int count(Keywords keywords) {
        Tally tally = findings.of(keywords);
        return keywords.count() == Count.UNIQUE ? tally.unique() : tally.total();
    }

    /** What was not found may stand in what was not read. */
    private Truth found(boolean holds) {
        if (holds) {
            return Truth.YES;
        }
        return incomplete.isEmpty() ? Truth.NO : Truth.UNKNOWN;
    }

    /** What was not read may also hold an encrypted part; a limit itself is always known. */
    private Truth fact(Fact fact) {
        return switch (fact) {
            case LIMIT_EXCEEDED -> facts.contains(fact) ? Truth.YES : Truth.NO;
            case UNDECODABLE -> {
                boolean unsure = facts.contains(Fact.LIMIT_EXCEEDED);
                yield facts.contains(fact) ? Truth.YES : unsure ? Truth.UNKNOWN : Truth.NO;
            }
            case ENCRYPTED, UNREAD -> found(facts.contains(fact));
        };
    }

    /** The conditions that made the tree hold; what stands below a {@code not} is none of them. */
    private List<Evidence> evidence(Condition condition) {
        List<Evidence> evidence = new ArrayList<>();
        collect(condition, evidence);
        return evidence;
    }

    private void collect(Condition condition, List<Evidence> into) {
        switch (condition) {
            case All all -> all.of().forEach(child -> collectIfTrue(child, into));
            case Any any -> any.of().forEach(child -> collectIfTrue(child, into));
            case Not not -> {}
            case Leaf leaf -> into.add(new Evidence(leaf.kind(), leaf.at(), tally(leaf)));
        }
    }

    private void collectIfTrue(Condition child, List<Evidence> into) {
        if (evaluate(child) == Truth.YES) {
            collect(child, into);
        }
    }

    private Tally tally(Leaf leaf) {
        return switch (leaf) {
            case Keywords keywords -> findings.of(keywords);
            case PaymentCard card -> findings.of(card);
            case FactIs fact -> Tally.NOTHING;
        };
    }
}
