package org.signet.classification.detect;

import org.signet.classification.policy.Condition;
import org.signet.classification.policy.Condition.Keywords;
import org.signet.classification.policy.Condition.PaymentCard;

import java.util.Map;

/** What a scan found, for each condition of the policy that asks for text. */
public final class Findings {
    private final Map<Keywords, Tally> keywords;
    private final Map<Condition.Confidence, Tally> cards;

    Findings(Map<Keywords, Tally> keywords, Map<Condition.Confidence, Tally> cards) {
        this.keywords = keywords;
        this.cards = cards;
    }

    public Tally of(Keywords condition) {
        return keywords.getOrDefault(condition, Tally.NOTHING);
    }

    /** The card numbers of at least the confidence that the condition asks for. */
    public Tally of(PaymentCard condition) {
        return cards.getOrDefault(condition.minConfidence(), Tally.NOTHING);
    }
}
