package org.signet.classification.verdict;

import org.signet.classification.text.Fact;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether a message is one of a class. */
public sealed interface Verdict {
    String className();

    /** The stable code for logs, metrics and output. */
    String code();

    /** The message is one of the class. */
    record Applies(String className, List<Evidence> evidence) implements Verdict {
        public Applies {
            evidence = List.copyOf(evidence);
        }

        @Override
        public String code() {
            return "applies";
        }
    }

    /** The message was read as far as the class asks, and is not one of it. */
    record DoesNotApply(String className) implements Verdict {
        @Override
        public String code() {
            return "does-not-apply";
        }
    }

    /** The message could not be read far enough to say. */
    record Undecidable(String className, Set<Fact> because) implements Verdict {
        public Undecidable {
            if (because.isEmpty()) {
                throw new IllegalArgumentException("Undecidable needs a reason");
            }
            because = Set.copyOf(EnumSet.copyOf(because));
        }

        @Override
        public String code() {
            return "undecidable";
        }
    }
}
