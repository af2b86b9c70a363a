package org.signet.classification.detect;

import org.signet.classification.types.Finding;
import org.signet.classification.types.Fit;
import org.signet.classification.types.Rank;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Value;

import java.util.function.Consumer;

/** What has the form of a value, until the checks are made. */
final class Candidates {
    private final TypeDetector detector;
    private final SensitiveType[] types;
    private final Spans matched = new Spans();
    private final Spans found = new Spans();
    private final EvidenceHits words;
    private final EvidenceHits values;
    private final Value value = new Value();
    private final int[] tried;
    private final Results results;
    private final boolean[] byValues;
    private final boolean evidentByValues;
    private boolean nearMisses;
    private boolean tooLong;
    private int searched;
    private int state;
    private int tries;
    private long work;

    Candidates(TypeDetector detector) {
        this.detector = detector;
        this.types = detector.types().toArray(SensitiveType[]::new);
        this.words = new EvidenceHits(types.length);
        this.values = new EvidenceHits(types.length);
        this.results = new Results(detector);
        this.byValues = new boolean[types.length];
        boolean any = false;
        for (int i = 0; i < types.length; i++) {
            byValues[i] = !types[i].evidenceFormats().isEmpty();
            any |= byValues[i] && types[i].levels().alone() == 0;
        }
        this.evidentByValues = any;
        this.tried = new int[types.length];
    }

    void reportNearMisses() {
        nearMisses = true;
    }

    /** Adds what formats matched that end in a state. */
    void add(int start, int end, int state) {
        matched.add(start, end, state);
    }

    /** Adds what a token or finder found. */
    void add(int start, int end, int type, Fit fit) {
        found.add(start, end, type * 2 + (fit == Fit.CERTAIN ? 1 : 0));
    }

    int size() {
        return matched.size() + found.size();
    }

    long work() {
        return work;
    }

    /** Makes the checks, reports, and forgets. */
    void decide(char[] text, Consumer<Finding> to) {
        if (size() == 0) {
            return;
        }
        searchEvidence(text);
        for (int i = 0; i < matched.size(); i++) {
            decide(text, matched.start(i), matched.end(i), matched.mark(i));
        }
        for (int i = 0; i < found.size(); i++) {
            int type = found.mark(i) / 2;
            Fit fit = found.mark(i) % 2 == 0 ? Fit.PLAUSIBLE : Fit.CERTAIN;
            if (fit == Fit.PLAUSIBLE && !isEvident(type, found.start(i), found.end(i))) {
                continue;
            }
            tooLong = !value.take(text, found.start(i), found.end(i));
            if (fit == Fit.PLAUSIBLE) {
                fit = types[type].check().fit(value);
            }
            report(text, type, found.start(i), found.end(i), fit);
        }
        work += results.size();
        results.report(to);
        matched.clear();
        found.clear();
    }

    private void searchEvidence(char[] text) {
        matched.sort();
        found.sort();
        words.clear();
        values.clear();
        for (int i = 0; i < matched.size(); i++) {
            collectValues(text, matched.start(i), matched.end(i), matched.mark(i));
        }
        searched = 0;
        state = detector.evidence().start();
        int nextFound = 0;
        int nextMatched = 0;
        while (nextMatched < matched.size() || nextFound < found.size()) {
            Spans spans = nextFound < found.size() ? found : matched;
            if (nextFound < found.size() && nextMatched < matched.size()) {
                spans = found.start(nextFound) < matched.start(nextMatched) ? found : matched;
            }
            int index = spans == found ? nextFound++ : nextMatched++;
            int window = detector.window();
            int from = spans.start(index) - window;
            if (from > searched) {
                searched = from;
                state = detector.evidence().start();
            }
            searchWords(text, Math.min(text.length, spans.end(index) + window));
        }
    }

    private void searchWords(char[] text, int to) {
        KeywordAutomaton automaton = detector.evidence();
        int now = state;
        work += Math.max(0, to - searched);
        for (int i = searched; i < to; i++) {
            now = automaton.step(now, text[i]);
            int ending = automaton.firstEnding(now);
            if (ending != 0) {
                takeWords(text, ending, i + 1);
            }
        }
        state = now;
        searched = Math.max(searched, to);
    }

    private void takeWords(char[] text, int firstEnding, int end) {
        KeywordAutomaton automaton = detector.evidence();
        for (int state = firstEnding; state != 0; state = automaton.nextEnding(state)) {
            work++;
            int word = automaton.word(state);
            int start = end - detector.lengthOf(word);
            if (WordBoundary.isWhole(text, start, end)) {
                for (int type : detector.typesOf(word)) {
                    words.add(type, start, end);
                }
            }
        }
    }

    /** Takes values that are evidence for others, such as the expiry date of a card. */
    private void collectValues(char[] text, int start, int end, int state) {
        for (int type : detector.endings(state).evidenceFor()) {
            if (!Surroundings.isPartOfDate(text, start, end)) {
                values.add(type, start, end);
            }
        }
    }

    private void decide(char[] text, int start, int end, int state) {
        Endings endings = detector.endings(state);
        boolean evidence = words.any() || (values.any() && evidentByValues);
        if (endings.alone().length == 0 && !evidence) {
            return;
        }
        tooLong = !value.take(text, start, end);
        if (tooLong || value.isOneCharacter()) {
            return;
        }
        tries++;
        boolean alike = !value.hasGaps() || Surroundings.gapsAreAlike(text, start, end);
        for (int coded : endings.alone()) {
            int type = coded & ~Endings.ALIKE;
            if (alike || coded == type) {
                tried[type] = tries;
                work++;
                report(text, type, start, end, types[type].check().fit(value));
            }
        }
        if (evidence) {
            decideEvident(text, start, end, endings.evident(), alike);
        }
    }

    private void decideEvident(char[] text, int start, int end, int[] evident, boolean alike) {
        for (int coded : evident) {
            int type = coded & ~Endings.ALIKE;
            if ((alike || coded == type) && tried[type] != tries && isEvident(type, start, end)) {
                work++;
                report(text, type, start, end, types[type].check().fit(value));
            }
        }
    }

    private boolean isEvident(int type, int start, int end) {
        int window = types[type].window();
        return words.near(type, start, end, window)
                || (byValues[type] && values.near(type, start, end, window));
    }

    private void report(char[] text, int type, int start, int end, Fit fit) {
        SensitiveType known = types[type];
        if (fit == Fit.NO && !nearMisses) {
            return;
        }
        boolean evidence =
                (fit != Fit.CERTAIN || known.levels().alone() != known.levels().certain())
                        && isEvident(type, start, end)
                        && !(known.rank() != Rank.UNMISTAKABLE
                                && known.finder().isEmpty()
                                && Surroundings.isInAddress(text, start, end));
        int confidence = known.levels().of(fit, evidence);
        if (!evidence
                && known.rank().compareTo(Rank.CARD) < 0
                && known.finder().isEmpty()
                && Surroundings.isCrowded(text, start, end, value.length())) {
            return;
        }
        boolean nearMiss = fit == Fit.NO && evidence && !known.checksum().isEmpty();
        if (nearMiss || (confidence > 0 && !isExcluded(known))) {
            long print = tooLong ? Value.fingerprint(text, start, end) : value.fingerprint();
            results.add(type, start, end, nearMiss ? 0 : confidence, print);
        }
    }

    private boolean isExcluded(SensitiveType type) {
        return !type.exclusions().isEmpty() && type.exclusions().contains(value.toString());
    }
}
