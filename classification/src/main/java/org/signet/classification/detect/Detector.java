package org.signet.classification.detect;

import org.signet.classification.policy.Condition;
import org.signet.classification.policy.Condition.Keywords;
import org.signet.classification.policy.Condition.Leaf;
import org.signet.classification.policy.Policy;
import org.signet.classification.policy.SensitiveClass;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.SensitiveTypes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A policy made ready for scanning; immutable, and shared by all threads. */
public final class Detector {
    /** Which keyword condition wants to know of a word. */
    record Use(int condition, int word, boolean wholeWord) {}

    private final List<Keywords> conditions;
    private final KeywordAutomaton automaton;
    private final List<String> words;
    private final List<List<Use>> uses;
    private final TypeDetector types;

    private Detector(List<Keywords> conditions, Map<String, List<Use>> byWord, TypeDetector types) {
        this.conditions = List.copyOf(conditions);
        this.words = List.copyOf(byWord.keySet());
        this.uses = byWord.values().stream().map(List::copyOf).toList();
        this.types = types;
        this.automaton = KeywordAutomaton.of(words);
    }

    public static Detector of(Policy policy) {
        List<Keywords> conditions = new ArrayList<>();
        Map<String, SensitiveType> types = new LinkedHashMap<>();
        for (SensitiveClass known : policy.classes()) {
            SensitiveClass.forEachLeaf(known.when(), leaf -> collect(leaf, conditions, types));
        }
        Map<String, List<Use>> byWord = new LinkedHashMap<>();
        for (int i = 0; i < conditions.size(); i++) {
            Keywords condition = conditions.get(i);
            for (int j = 0; j < condition.words().size(); j++) {
                byWord.computeIfAbsent(condition.words().get(j), word -> new ArrayList<>())
                        .add(new Use(i, j, condition.wholeWord()));
            }
        }
        return new Detector(conditions, byWord, TypeDetector.of(types.values()));
    }

    private static void collect(Leaf leaf, List<Keywords> words, Map<String, SensitiveType> types) {
        switch (leaf) {
            case Keywords keywords -> words.add(keywords);
            case Condition.PaymentCard card -> collect(Findings.PAYMENT_CARD, types);
            case Condition.Types asked -> asked.ids().forEach(id -> collect(id, types));
            default -> {}
        }
    }

    private static void collect(String id, Map<String, SensitiveType> types) {
        SensitiveTypes.named(id).ifPresent(type -> types.put(id, type));
    }

    /** Begins the scan of one message. */
    public Scan scan() {
        return new Scan(this);
    }

    TypeDetector types() {
        return types;
    }

    List<Keywords> conditions() {
        return conditions;
    }

    KeywordAutomaton automaton() {
        return automaton;
    }

    int lengthOf(int word) {
        return words.get(word).length();
    }

    List<Use> usesOf(int word) {
        return uses.get(word);
    }
}
