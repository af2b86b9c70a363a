package org.signet.classification.types;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.signet.classification.detect.TypeDetector;
import org.signet.classification.text.Normaliser;
import org.signet.testing.OrdinaryMessages;

import java.util.Map;
import java.util.TreeMap;

class PrecisionTest {
    private static final int MESSAGES = 4000;

    /** None of the messages holds such a number; what is found would be a false alarm. */
    @Test
    void ordinaryMailShouldHoldNoCardAccountOrSocialSecurityNumber() {
        OrdinaryMessages messages = new OrdinaryMessages(20261123);
        TypeDetector detector = TypeDetector.ofAll();
        Map<String, Integer> found = new TreeMap<>();
        for (int i = 0; i < MESSAGES; i++) {
            for (Finding finding :
                    detector.find(Normaliser.normalise(messages.next(), Integer.MAX_VALUE))) {
                if (finding.confidence() >= 75) {
                    found.merge(finding.type(), 1, Integer::sum);
                }
            }
        }
        assertThat(found).as("seed 20261123").doesNotContainKeys("payment-card", "iban", "us-ssn");
    }
}
