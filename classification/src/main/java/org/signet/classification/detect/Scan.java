package org.signet.classification.detect;

import org.signet.classification.policy.Condition.Keywords;
import org.signet.classification.text.Place;
import org.signet.classification.text.TextSink;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The scan of one message: takes its texts, and then tells what stands in them. */
public final class Scan implements TextSink {
    private final Detector detector;
    private final WordTally[] words;
    private final TypeScan values;
    private final Map<String, TypeTally> types = new HashMap<>();
    private long work;

    Scan(Detector detector) {
        this.detector = detector;
        this.values = detector.types().scan();
        this.words = new WordTally[detector.conditions().size()];
        for (int i = 0; i < words.length; i++) {
            words[i] = new WordTally();
        }
    }

    @Override
    public void accept(Place place, CharSequence text) {
        char[] characters = characters(text);
        KeywordAutomaton automaton = detector.automaton();
        int state = automaton.start();
        for (int i = 0; i < characters.length; i++) {
            state = automaton.step(state, characters[i]);
            int ending = automaton.firstEnding(state);
            if (ending != 0) {
                words(ending, place, characters, i + 1);
            }
        }
        values.accept(
                characters,
                finding ->
                        types.computeIfAbsent(finding.type(), type -> new TypeTally())
                                .add(finding, place));
        work += characters.length;
    }

    private static char[] characters(CharSequence text) {
        if (text instanceof StringBuilder builder) {
            char[] characters = new char[builder.length()];
            builder.getChars(0, builder.length(), characters, 0);
            return characters;
        }
        return text.toString().toCharArray();
    }

    /** Takes all words that end at the same place. */
    private void words(int firstEnding, Place place, char[] text, int end) {
        KeywordAutomaton automaton = detector.automaton();
        for (int state = firstEnding; state != 0; state = automaton.nextEnding(state)) {
            work++;
            int word = automaton.word(state);
            int start = end - detector.lengthOf(word);
            for (Detector.Use use : detector.usesOf(word)) {
                if (use.wholeWord() && !WordBoundary.isWhole(text, start, end)) {
                    continue;
                }
                Keywords condition = detector.conditions().get(use.condition());
                if (condition.in().contains(place.field())) {
                    words[use.condition()].add(use.word(), place, start);
                }
            }
        }
    }

    /**
     * Steps taken so far: one for each character, one for each word that ended at one, one for each
     * check of a number. It does not depend on the machine.
     */
    public long work() {
        return work + values.work();
    }

    public Findings findings() {
        Map<Keywords, Tally> found = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i++) {
            found.put(detector.conditions().get(i), words[i].tally());
        }
        return new Findings(found, Map.copyOf(types));
    }
}
