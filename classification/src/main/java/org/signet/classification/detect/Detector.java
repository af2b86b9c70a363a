package org.signet.classification.detect;

import org.signet.classification.policy.Condition;
import org.signet.classification.policy.Condition.Keywords;
import org.signet.classification.policy.Policy;
import org.signet.classification.policy.SensitiveClass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A policy made ready for scanning; immutable, and shared by all threads. */
public final class Detector {
    /** Who wants to know of a word: a keyword condition, or nobody but the card check. */
    record Use(int condition, int word, boolean wholeWord) {
        static final int CARD_EVIDENCE = -1;
    }

    private final List<Keywords> conditions;
    private final KeywordAutomaton automaton;
    private final List<String> words;
    private final List<List<Use>> uses;

    private Detector(List<Keywords> conditions, Map<String, List<Use>> byWord) {
        this.conditions = List.copyOf(conditions);
        this.words = List.copyOf(byWord.keySet());
        this.uses = byWord.values().stream().map(List::copyOf).toList();
        this.automaton = KeywordAutomaton.of(words);
    }

    public static Detector of(Policy policy) {
        List<Keywords> conditions = new ArrayList<>();
        for (SensitiveClass known : policy.classes()) {
            collect(known.when(), conditions);
        }
        Map<String, List<Use>> byWord = new LinkedHashMap<>();
        for (int i = 0; i < conditions.size(); i++) {
            Keywords condition = conditions.get(i);
            for (int j = 0; j < condition.words().size(); j++) {
                byWord.computeIfAbsent(condition.words().get(j), word -> new ArrayList<>())
                        .add(new Use(i, j, condition.wholeWord()));
            }
        }
        for (String word : CardEvidence.WORDS) {
            byWord.computeIfAbsent(word, absent -> new ArrayList<>())
                    .add(new Use(Use.CARD_EVIDENCE, 0, true));
        }
        return new Detector(conditions, byWord);
    }

    private static void collect(Condition condition, List<Keywords> into) {
        switch (condition) {
            case Condition.All all -> all.of().forEach(child -> collect(child, into));
            case Condition.Any any -> any.of().forEach(child -> collect(child, into));
            case Condition.Not not -> collect(not.of(), into);
            case Keywords keywords -> into.add(keywords);
            case Condition.PaymentCard card -> {}
            case Condition.FactIs fact -> {}
        }
    }

    /** Begins the scan of one message. */
    public Scan scan() {
        return new Scan(this);
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
