package org.signet.matchers;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.signet.classification.text.Fact;
import org.signet.classification.verdict.Classification;
import org.signet.classification.verdict.Evidence;
import org.signet.classification.verdict.Verdict;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What James's metrics show of classification. All names begin with {@code signetClassification-}:
 *
 * <ul>
 *   <li>{@code mails}: scanned mails; {@code fact-FACT}: those with a fact
 *   <li>{@code class-CLASS-VERDICT}: verdicts, such as {@code class-confidential-applies}
 *   <li>{@code condition-KIND}: conditions that held in a class that applies, such as {@code
 *       condition-type:iban}
 *   <li>{@code policy-reloaded}, {@code policy-refused}: changes of a policy file
 * </ul>
 */
final class ClassificationMetrics {
    private static final String PREFIX = "signetClassification-";

    private final MetricFactory factory;
    private final Map<String, Metric> counters = new ConcurrentHashMap<>();

    ClassificationMetrics(MetricFactory factory) {
        this.factory = factory;
    }

    /** Counts what came of one scan. */
    void scanned(Classification found) {
        count("mails");
        for (Fact fact : found.facts()) {
            count("fact-" + fact.code());
        }
        for (Verdict verdict : found.verdicts()) {
            if (!verdict.className().startsWith("#")) {
                count("class-" + verdict.className() + "-" + verdict.code());
                if (verdict instanceof Verdict.Applies applies) {
                    applies.evidence().forEach(this::held);
                }
            }
        }
    }

    private void held(Evidence evidence) {
        for (String kind : evidence.condition().split("\\+", -1)) {
            count("condition-" + kind);
        }
    }

    void reloaded() {
        count("policy-reloaded");
    }

    void refused() {
        count("policy-refused");
    }

    private void count(String name) {
        counters.computeIfAbsent(name, absent -> factory.generate(PREFIX + name)).increment();
    }
}
