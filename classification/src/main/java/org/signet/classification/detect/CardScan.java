package org.signet.classification.detect;

import org.signet.classification.policy.Condition.Confidence;
import org.signet.classification.text.Place;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/**
 * Finds payment card numbers while a text goes by.
 *
 * <p>Keeps the last few runs of digits. Where a run ends, it looks whether that run, or that run
 * and those before it in the groups of a printed card, are a card number that stands alone.
 * Evidence may come before or after the number, so a number waits until the window behind it has
 * gone by.
 */
final class CardScan {
    /** So far before any text that no window reaches it. */
    private static final int NONE = Integer.MIN_VALUE;

    private final Counted low = new Counted();
    private final Counted high = new Counted();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final DigitRuns runs = new DigitRuns();
    private Place place = new Place("", Place.Field.BODY);
    private char[] text = {};
    private int latestEvidence = NONE;
    private long work;

    /** A number whose evidence has not been found yet. */
    private record Waiting(long value, int start, int end) {}

    void begin(Place where, char[] characters) {
        place = where;
        text = characters;
        latestEvidence = NONE;
        runs.clear();
    }

    /** Takes the digit at this offset. Offsets rise. */
    void digit(int at) {
        boolean last = at + 1 == text.length || !isDigit(text[at + 1]);
        runs.extend(at);
        if (last) {
            runs.close(text, at + 1);
            check(at + 1);
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void check(int end) {
        int expiry = Expiry.endingWith(runs, text);
        if (expiry >= 0) {
            evidence(expiry, end);
        }
        for (int groups : CardShape.GROUPS) {
            work++;
            if (CardShape.matches(runs, groups)) {
                int start = runs.start(groups - 1);
                String digits = runs.digits(text, groups);
                if (CardNumber.isCard(digits)
                        && CardShape.standsAlone(text, start, end)
                        && !Iban.covers(text, start, end)) {
                    found(new Waiting(CardNumber.value(digits), start, end));
                }
            }
        }
    }

    private void found(Waiting card) {
        low.add(card.value(), new Spot(place, card.start()));
        if (latestEvidence >= card.start() - CardEvidence.WINDOW) {
            high.add(card.value(), new Spot(place, card.start()));
        } else {
            forgetBefore(card.start());
            waiting.add(card);
        }
    }

    /** Drops the numbers whose window ends before an offset. */
    private void forgetBefore(int offset) {
        while (!waiting.isEmpty() && waiting.element().end() + CardEvidence.WINDOW < offset) {
            waiting.remove();
        }
    }

    /** Takes a word or date that makes numbers near it more likely; the ends rise. */
    void evidence(int start, int end) {
        latestEvidence = Math.max(latestEvidence, start);
        forgetBefore(end);
        for (Waiting card : waiting) {
            work++;
            if (start >= card.start() - CardEvidence.WINDOW) {
                high.add(card.value(), new Spot(place, card.start()));
            }
        }
        waiting.removeIf(card -> start >= card.start() - CardEvidence.WINDOW);
    }

    void end() {
        waiting.clear();
        text = new char[0];
    }

    long work() {
        return work;
    }

    Map<Confidence, Tally> tallies() {
        Map<Confidence, Tally> tallies = new EnumMap<>(Confidence.class);
        int best = high.isEmpty() ? Confidence.LOW.percent() : Confidence.HIGH.percent();
        tallies.put(Confidence.LOW, low.tally(best));
        tallies.put(Confidence.MEDIUM, high.tally(Confidence.HIGH.percent()));
        tallies.put(Confidence.HIGH, high.tally(Confidence.HIGH.percent()));
        return tallies;
    }
}
