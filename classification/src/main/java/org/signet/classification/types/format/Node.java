package org.signet.classification.types.format;

import java.util.BitSet;
import java.util.List;

/** A part of a pattern. */
sealed interface Node {
    /** One character, of these columns. */
    record One(BitSet columns) implements Node {}

    /** One after the other. */
    record Sequence(List<Node> of) implements Node {
        public Sequence {
            of = List.copyOf(of);
        }
    }

    /** One of them. */
    record Choice(List<Node> of) implements Node {
        public Choice {
            of = List.copyOf(of);
        }
    }

    /** The same again and again. */
    record Repeat(Node of, int least, int most) implements Node {}

    /** The most characters that it can match. */
    static int longest(Node node) {
        return switch (node) {
            case One one -> 1;
            case Sequence sequence -> sequence.of().stream().mapToInt(Node::longest).sum();
            case Choice choice -> choice.of().stream().mapToInt(Node::longest).max().orElse(0);
            case Repeat repeat -> Math.multiplyExact(longest(repeat.of()), repeat.most());
        };
    }
}
