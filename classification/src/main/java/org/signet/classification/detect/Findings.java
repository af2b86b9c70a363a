package org.signet.classification.detect;

import org.signet.classification.policy.Condition.Keywords;
import org.signet.classification.policy.Condition.PaymentCard;

import java.util.Map;

/** What a scan found, for each condition of the policy that asks for text. */
public final class Findings {
    static final String PAYMENT_CARD = "payment-card";

    private final Map<Keywords, Tally> keywords;
    private final Map<String, TypeTally> types;

    Findings(Map<Keywords, Tally> keywords, Map<String, TypeTally> types) {
        this.keywords = keywords;
        this.types = types;
    }

    public Tally of(Keywords condition) {
        return keywords.getOrDefault(condition, Tally.NOTHING);
    }

    /** The card numbers of at least the confidence that the condition asks for. */
    public Tally of(PaymentCard condition) {
        return of(PAYMENT_CARD, condition.minConfidence().percent());
    }

    /** The values of a type, by its id, of at least a confidence. */
    public Tally of(String type, int minConfidence) {
        TypeTally tally = types.get(type);
        return tally == null ? Tally.NOTHING : tally.atLeast(minConfidence);
    }
}
