package org.signet.classification.policy;

import org.signet.classification.message.Importance;
import org.signet.classification.message.MessageKind;
import org.signet.classification.pattern.LinearPattern;
import org.signet.classification.text.Fact;
import org.signet.classification.text.Place;

import java.util.List;
import java.util.Locale;
import java.util.Set;

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
    record Keywords(
            Position at,
            List<String> words,
            int min,
            Count count,
            boolean wholeWord,
            Set<Place.Field> in)
            implements Leaf {
        public Keywords {
            words = List.copyOf(words);
            in = Set.copyOf(in);
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

    /** Holds when enough different values of sensitive information types occur in the text. */
    record Types(Position at, List<String> ids, int min, Confidence minConfidence) implements Leaf {
        public Types {
            ids = List.copyOf(ids);
        }

        @Override
        public String kind() {
            return "type";
        }
    }

    /** Holds when enough matches of regular expressions occur in the text. */
    record Regex(
            Position at, List<LinearPattern> patterns, int min, Count count, Set<Place.Field> in)
            implements Leaf {
        public Regex {
            patterns = List.copyOf(patterns);
            in = Set.copyOf(in);
        }

        @Override
        public String kind() {
            return "regex";
        }
    }

    /** Holds when the fact is one of the message. */
    record FactIs(Position at, Fact fact) implements Leaf {
        @Override
        public String kind() {
            return fact.code();
        }
    }

    /**
     * Holds when a field of the message's own header is there, with such a value if one is asked.
     */
    record HeaderIs(Position at, String name, List<String> words, List<LinearPattern> patterns)
            implements Leaf {
        public HeaderIs {
            words = List.copyOf(words);
            patterns = List.copyOf(patterns);
        }

        @Override
        public String kind() {
            return name.equals("subject") ? "subject" : "header";
        }
    }

    /** Holds when the sender of the envelope is one of these. */
    record Sender(Position at, Who who) implements Leaf {
        @Override
        public String kind() {
            return "sender";
        }
    }

    /** Holds when an address in the From field is one of these. */
    record From(Position at, Who who) implements Leaf {
        @Override
        public String kind() {
            return "from";
        }
    }

    /** Holds for those recipients, or for all, depending on which recipients are these. */
    record Recipients(Position at, Which which, Who who) implements Leaf {
        @Override
        public String kind() {
            return which.word();
        }
    }

    /** Holds when the message has so many recipients. */
    record RecipientCount(Position at, Range range) implements Leaf {
        @Override
        public String kind() {
            return "recipient-count";
        }
    }

    /** Holds when enough attachments are such. */
    record HasAttachment(Position at, AttachmentTest test, int min) implements Leaf {
        @Override
        public String kind() {
            return "attachment";
        }
    }

    /** Holds when the message has so many bytes. */
    record Size(Position at, Range range) implements Leaf {
        @Override
        public String kind() {
            return "size";
        }
    }

    /** Holds when the message is of one of these importances. */
    record ImportanceIs(Position at, Set<Importance> of) implements Leaf {
        public ImportanceIs {
            of = Set.copyOf(of);
        }

        @Override
        public String kind() {
            return "importance";
        }
    }

    /** Holds when the message is of one of these kinds. */
    record KindIs(Position at, Set<MessageKind> of) implements Leaf {
        public KindIs {
            of = Set.copyOf(of);
        }

        @Override
        public String kind() {
            return "kind";
        }
    }

    /** A condition that is asked of the message itself, not of other conditions. */
    sealed interface Leaf extends Condition
            permits Keywords,
                    PaymentCard,
                    Types,
                    Regex,
                    FactIs,
                    HeaderIs,
                    Sender,
                    From,
                    Recipients,
                    RecipientCount,
                    HasAttachment,
                    Size,
                    ImportanceIs,
                    KindIs {
        /** The word that the policy file uses for it. */
        String kind();
    }

    /** Which recipients a condition is about. */
    enum Which {
        /** The one for whom the class is decided: the answer may differ between recipients. */
        RECIPIENT,

        /** At least one of all; the answer is the same for all recipients. */
        ANY_RECIPIENT,

        /** Every one of all; the answer is the same for all recipients. */
        EVERY_RECIPIENT;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
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
