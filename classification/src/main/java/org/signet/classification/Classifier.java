package org.signet.classification;

import org.signet.classification.detect.Detector;
import org.signet.classification.detect.Scan;
import org.signet.classification.policy.Policy;
import org.signet.classification.text.Fact;
import org.signet.classification.text.MessageReader;
import org.signet.classification.verdict.Classification;
import org.signet.classification.verdict.Decision;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** Classifies messages by one policy; immutable, and shared by all threads. */
public final class Classifier {
    private final Policy policy;
    private final Detector detector;

    public Classifier(Policy policy) {
        this.policy = policy;
        this.detector = Detector.of(policy);
    }

    public Policy policy() {
        return policy;
    }

    /**
     * Classifies one message.
     *
     * @param message the whole message, header and body (RFC 5322 §2.1); not closed here
     * @throws IOException if the stream fails, in which case nothing is known about the message
     */
    public Classification classify(InputStream message) throws IOException {
        Scan scan = detector.scan();
        Set<Fact> facts = MessageReader.read(message, policy.limits(), scan);
        Decision decision = new Decision(scan.findings(), facts);
        return new Classification(
                policy.digest(), facts, policy.classes().stream().map(decision::decide).toList());
    }
}
