package org.signet.classification.verdict;

import org.signet.classification.message.Address;
import org.signet.classification.policy.SensitiveClass;
import org.signet.classification.verdict.Evaluation.Truth;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides the classes of a policy for one message, in their order. */
public final class Decision {
    private final Observed observed;
    private final Evaluation forNobody;
    private final Map<Address, Evaluation> forEach = new LinkedHashMap<>();

    /** For whom a class that stops has applied. */
    private final Set<Address> done = new HashSet<>();

    private boolean allDone;

    public Decision(Observed observed) {
        this.observed = observed;
        this.forNobody = new Evaluation(observed, Optional.empty());
        for (Address recipient : observed.envelope().recipients()) {
            forEach.put(recipient, new Evaluation(observed, Optional.of(recipient)));
        }
    }

    /** Decides all classes. */
    public List<Verdict> decide(List<SensitiveClass> classes) {
        List<Verdict> verdicts = new ArrayList<>();
        for (SensitiveClass known : classes) {
            for (Verdict verdict : decide(known)) {
                verdicts.add(known.testOnly() ? new Verdict.TestOnly(verdict) : verdict);
            }
        }
        return verdicts;
    }

    private List<Verdict> decide(SensitiveClass known) {
        if (allDone || (!forEach.isEmpty() && done.containsAll(forEach.keySet()))) {
            return List.of(new Verdict.Skipped(known.name(), Scope.ALL));
        }
        if (done.isEmpty() && (forEach.isEmpty() || !known.isPerRecipient())) {
            Truth truth = forNobody.evaluate(known.when());
            allDone = stops(known, truth);
            return List.of(verdict(known, truth, Scope.ALL, forNobody));
        }
        return eachRecipient(known);
    }

    private static boolean stops(SensitiveClass known, Truth truth) {
        return known.stop() && !known.testOnly() && truth == Truth.YES;
    }

    private List<Verdict> eachRecipient(SensitiveClass known) {
        Map<Truth, List<Address>> groups = new EnumMap<>(Truth.class);
        List<Verdict> verdicts = new ArrayList<>();
        Set<Address> before = Set.copyOf(done);
        forEach.forEach(
                (recipient, evaluation) -> {
                    if (!before.contains(recipient)) {
                        Truth truth = evaluation.evaluate(known.when());
                        groups.computeIfAbsent(truth, absent -> new ArrayList<>()).add(recipient);
                        if (stops(known, truth)) {
                            done.add(recipient);
                        }
                    }
                });
        groups.forEach(
                (truth, group) -> {
                    boolean all = group.size() == forEach.size();
                    Evaluation first = forEach.getOrDefault(group.get(0), forNobody);
                    verdicts.add(verdict(known, truth, all ? Scope.ALL : Scope.of(group), first));
                });
        if (!before.isEmpty()) {
            verdicts.add(new Verdict.Skipped(known.name(), Scope.of(before)));
        }
        return verdicts;
    }

    private Verdict verdict(SensitiveClass known, Truth truth, Scope scope, Evaluation evaluation) {
        return switch (truth) {
            case YES -> new Verdict.Applies(known.name(), scope, evaluation.evidence(known.when()));
            case NO -> new Verdict.DoesNotApply(known.name(), scope);
            case UNKNOWN -> new Verdict.Undecidable(known.name(), scope, observed.incomplete());
        };
    }
}
