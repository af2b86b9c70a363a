package org.signet.classification.detect;

import org.signet.classification.policy.Condition;
import org.signet.classification.policy.Condition.Keywords;
import org.signet.classification.policy.Condition.PaymentCard;
import org.signet.classification.policy.Policy;
import org.signet.classification.policy.PolicyException;
import org.signet.classification.text.Normaliser;
import org.signet.classification.text.Place;

import java.nio.charset.StandardCharsets;

/** Scans texts for one condition. */
final class ScanFixture {
    static final Place BODY = new Place("1", Place.Field.BODY);

    private final Detector detector;
    private final Condition condition;

    private ScanFixture(Policy policy) {
        this.detector = Detector.of(policy);
        this.condition = policy.classes().get(0).when();
    }

    static ScanFixture of(String condition) {
        String yaml = "classes:\n  a:\n    when:\n      " + condition + "\n";
        try {
            return new ScanFixture(Policy.parse("p.yaml", yaml.getBytes(StandardCharsets.UTF_8)));
        } catch (PolicyException e) {
            throw new IllegalArgumentException(e);
        }
    }

    Scan scan(String... texts) {
        Scan scan = detector.scan();
        for (String text : texts) {
            scan.accept(BODY, Normaliser.normalise(text));
        }
        return scan;
    }

    Tally tally(String... texts) {
        Findings findings = scan(texts).findings();
        return switch (condition) {
            case Keywords keywords -> findings.of(keywords);
            case PaymentCard card -> findings.of(card);
            default -> throw new IllegalArgumentException("not a condition on text");
        };
    }
}
