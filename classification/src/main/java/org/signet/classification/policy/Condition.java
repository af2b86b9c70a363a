package org.signet.classification.policy;

import org.signet.classification.text.Fact;

import java.util.List;
import java.util.Locale;

/** One node of the boolean tree of a class. */
public sealed interface Condition {
    /** Where the policy file asks for it. */
    Position at();

    /** Holds when every one of its conditions holds. */
    record All(Position at, List<Condition> of) implements Condition {
        public All {
            of = List.copyOf(of);
        }
    }

    /** Holds when at least one of its conditions holds. */
    record Any(Position at, List<Condition> of) implements Condition {
        public Any {
            of = List.copyOf(of);
        }
    }

    /** Holds when its condition does not; undecided when that is undecided. */
    record Not(Position at, Condition of) implements Condition {}

    /** Holds when enough words or phrases of a list occur in the text. */
    record Keywords(Position at, List<String> words, int min, Count count, boolean wholeWord)
            implements Leaf {
        public Keywords {
            words = List.copyOf(words);
        }

        @Override
        public String kind() {
            return "keywords";
        }
    }

    /** Holds when enough different payment card numbers occur in the text. */
    record PaymentCard(Position at, int min, Confidence minConfidence) implements Leaf {
        @Override
        public String kind() {
            return "payment-card";
        }
    }

    /** Holds when the fact is one of the message. */
    record FactIs(Position at, Fact fact) implements Leaf {
        @Override
        public String kind() {
            return fact.code();
        }
    }

    /** A condition that is asked of the message itself, not of other conditions. */
    sealed interface Leaf extends Condition permits Keywords, PaymentCard, FactIs {
        /** The word that the policy file uses for it. */
        String kind();
    }

    /** What {@code min} of a keyword list counts. */
    enum Count {
        /** Different words of the list, however often each occurs. */
        UNIQUE,

        /** Occurrences. */
        TOTAL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How sure a number is to be what it looks like. */
    enum Confidence {
        LOW(65),
        MEDIUM(75),
        HIGH(85);

        private final int percent;

        Confidence(int percent) {
            this.percent = percent;
        }

        public int percent() {
            return percent;
        }
    }
}
