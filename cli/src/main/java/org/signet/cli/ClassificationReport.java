package org.signet.cli;

import org.signet.classification.detect.Spot;
import org.signet.classification.policy.Policy;
import org.signet.classification.text.Fact;
import org.signet.classification.verdict.Classification;
import org.signet.classification.verdict.Evidence;
import org.signet.classification.verdict.Verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A classification written down, for people or as the value of one JSON object. */
final class ClassificationReport {
    private ClassificationReport() {}

    static List<String> lines(
            Policy policy, Classification found, List<Verdict> asked, boolean explain) {
        List<String> lines = new ArrayList<>();
        for (Verdict verdict : asked) {
            lines.add(
                    verdict.className() + ": " + verdict.code() + reason(verdict) + scope(verdict));
            if (explain && inner(verdict) instanceof Verdict.Applies applies) {
                applies.evidence().forEach(evidence -> lines.addAll(lines(policy, evidence)));
            }
        }
        if (explain) {
            String facts = codes(found.facts());
            lines.add("facts of the message: " + (facts.isEmpty() ? "none" : facts));
        }
        return lines;
    }

    private static Verdict inner(Verdict verdict) {
        return verdict instanceof Verdict.TestOnly test ? test.what() : verdict;
    }

    private static String scope(Verdict verdict) {
        return verdict.scope().everyone() ? "" : " for " + verdict.scope();
    }

    private static String reason(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Applies applies -> "";
            case Verdict.DoesNotApply no -> "";
            case Verdict.Skipped skipped -> "";
            case Verdict.TestOnly test -> reason(test.what());
            case Verdict.Undecidable open -> " (" + codes(open.because()) + ")";
        };
    }

    private static String codes(Collection<Fact> facts) {
        return facts.stream().sorted().map(Fact::code).collect(Collectors.joining(", "));
    }

    private static List<String> lines(Policy policy, Evidence evidence) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder("  ").append(evidence.condition());
        line.append(" (").append(policy.file()).append(": ").append(evidence.rule()).append(")");
        if (evidence.tally().total() > 0) {
            line.append(": ").append(evidence.tally().unique()).append(" different, ");
            line.append(evidence.tally().total()).append(" in all");
        }
        if (evidence.tally().confidence() > 0) {
            line.append(", confidence ").append(evidence.tally().confidence());
        }
        lines.add(line.toString());
        for (Spot spot : evidence.tally().spots()) {
            lines.add("    at " + spot.place() + ", offset " + spot.offset());
        }
        return lines;
    }

    static Map<String, Object> json(Classification found, List<Verdict> asked) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("policy", found.policyDigest());
        report.put("facts", found.facts().stream().sorted().map(Fact::code).toList());
        report.put("classes", asked.stream().map(ClassificationReport::json).toList());
        return report;
    }

    private static Map<String, Object> json(Verdict verdict) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("class", verdict.className());
        entry.put("verdict", verdict.code());
        if (!verdict.scope().everyone()) {
            entry.put("recipients", verdict.scope().recipients().stream().sorted().toList());
        }
        switch (inner(verdict)) {
            case Verdict.Skipped skipped -> {}
            case Verdict.TestOnly test ->
                    throw new IllegalArgumentException("A test of a test has no form");
            case Verdict.Applies applies ->
                    entry.put(
                            "evidence",
                            applies.evidence().stream().map(ClassificationReport::json).toList());
            case Verdict.DoesNotApply no -> {}
            case Verdict.Undecidable open ->
                    entry.put("because", open.because().stream().sorted().map(Fact::code).toList());
        }
        return entry;
    }

    private static Map<String, Object> json(Evidence evidence) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("condition", evidence.condition());
        entry.put("line", evidence.rule().line());
        entry.put("column", evidence.rule().column());
        entry.put("unique", evidence.tally().unique());
        entry.put("total", evidence.tally().total());
        entry.put("confidence", evidence.tally().confidence());
        entry.put(
                "places",
                evidence.tally().spots().stream().map(ClassificationReport::json).toList());
        return entry;
    }

    private static Map<String, Object> json(Spot spot) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("part", spot.place().part());
        entry.put("field", spot.place().field().code());
        entry.put("offset", spot.offset());
        return entry;
    }
}
