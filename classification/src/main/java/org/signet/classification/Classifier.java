package org.signet.classification;

import org.signet.classification.detect.Detector;
import org.signet.classification.detect.PatternScan;
import org.signet.classification.detect.Scan;
import org.signet.classification.message.Envelope;
import org.signet.classification.pattern.Patience;
import org.signet.classification.policy.Condition.Regex;
import org.signet.classification.policy.Policy;
import org.signet.classification.text.Fact;
import org.signet.classification.text.MessageReader;
import org.signet.classification.text.Reading;
import org.signet.classification.verdict.Classification;
import org.signet.classification.verdict.Decision;
import org.signet.classification.verdict.Observed;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** Classifies messages by one policy; immutable, and shared by all threads. */
public final class Classifier {
    private final Policy policy;
    private final Detector detector;
    private final List<Regex> patterns;
    private final Set<String> headers;
    private final LongSupplier nanoTime;

    public Classifier(Policy policy) {
        this(policy, System::nanoTime);
    }

    /**
     * @param nanoTime the clock against which the time limits of the policy are measured
     */
    Classifier(Policy policy, LongSupplier nanoTime) {
        this.policy = policy;
        this.detector = Detector.of(policy);
        this.patterns = PatternScan.conditions(policy);
        this.headers = policy.headers();
        this.nanoTime = nanoTime;
    }

    public Policy policy() {
        return policy;
    }

    /** Classifies a message of which nothing but the message is known. */
    public Classification classify(InputStream message) throws IOException {
        return classify(message, Envelope.UNKNOWN);
    }

    /**
     * Classifies one message.
     *
     * @param message the whole message, header and body (RFC 5322 §2.1); not closed here
     * @throws IOException if the stream fails, in which case nothing is known about the message
     */
    public Classification classify(InputStream message, Envelope envelope) throws IOException {
        Patience patience =
                new Patience(Duration.ofSeconds(policy.limits().messageSeconds()), nanoTime);
        Scan scan = detector.scan();
        PatternScan matches = PatternScan.of(patterns, patience);
        Reading reading =
                MessageReader.read(
                        message,
                        policy.limits(),
                        headers,
                        patience,
                        (place, text) -> {
                            scan.accept(place, text);
                            matches.accept(place, text);
                        });
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        facts.addAll(reading.facts());
        if (matches.isCut()) {
            facts.add(Fact.LIMIT_EXCEEDED);
        }
        Observed observed =
                new Observed(
                        scan.findings(),
                        matches.tallies(),
                        facts,
                        reading.profile(),
                        envelope,
                        domain -> policy.isInside(domain, envelope.local()));
        return new Classification(
                policy.digest(), facts, new Decision(observed).decide(policy.classes()));
    }
}
