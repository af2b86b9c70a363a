package org.signet.classification.policy;

import org.signet.classification.policy.Condition.Leaf;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * A named class of messages, and the condition that makes a message one of it.
 *
 * @param when the condition, with the exceptions of {@code unless} taken out
 * @param stop whether the classes after it are left out for recipients for whom it applies
 * @param testOnly whether it is decided and reported but has no effect
 */
public record SensitiveClass(
        String name,
        String description,
        Severity severity,
        boolean stop,
        boolean testOnly,
        Condition when) {
    /** How bad it is, in the words of the operator; for reports only. */
    public enum Severity {
        LOW,
        MEDIUM,
        HIGH;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the answer may differ between the recipients of a message. */
    public boolean isPerRecipient() {
        boolean[] found = {false};
        forEachLeaf(
                when,
                leaf ->
                        found[0] |=
                                leaf instanceof Condition.Recipients asked
                                        && asked.which() == Condition.Which.RECIPIENT);
        return found[0];
    }

    /** Gives out every condition of a tree that is no tree itself. */
    public static void forEachLeaf(Condition condition, Consumer<Leaf> taker) {
        switch (condition) {
            case Condition.All all -> all.of().forEach(child -> forEachLeaf(child, taker));
            case Condition.Any any -> any.of().forEach(child -> forEachLeaf(child, taker));
            case Condition.Not not -> forEachLeaf(not.of(), taker);
            case Leaf leaf -> taker.accept(leaf);
        }
    }
}
