package org.signet.classification.verdict;

import org.signet.classification.text.Fact;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether a message is one of a class, for some or all of its recipients. */
public sealed interface Verdict {
    String className();

    /** For whom. */
    Scope scope();

    /** The stable code for logs, metrics and output. */
    String code();

    /** The message is one of the class. */
    record Applies(String className, Scope scope, List<Evidence> evidence) implements Verdict {
        public Applies {
            evidence = List.copyOf(evidence);
        }

        @Override
        public String code() {
            return "applies";
        }
    }

    /** The message was read as far as the class asks, and is not one of it. */
    record DoesNotApply(String className, Scope scope) implements Verdict {
        @Override
        public String code() {
            return "does-not-apply";
        }
    }

    /** The message could not be read far enough to say. */
    record Undecidable(String className, Scope scope, Set<Fact> because) implements Verdict {
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

    /** A class before it applied and ends the processing, so this one was not asked. */
    record Skipped(String className, Scope scope) implements Verdict {
        @Override
        public String code() {
            return "skipped";
        }
    }

    /** What would be said if the class were not in test mode; it has no effect on the mail. */
    record TestOnly(Verdict what) implements Verdict {
        @Override
        public String className() {
            return what.className();
        }

        @Override
        public Scope scope() {
            return what.scope();
        }

        @Override
        public String code() {
            return "test-" + what.code();
        }
    }
}
