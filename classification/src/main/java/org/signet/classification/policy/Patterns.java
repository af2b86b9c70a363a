package org.signet.classification.policy;

import org.signet.classification.pattern.LinearPattern;
import org.signet.classification.pattern.PatternRefusedException;

import java.util.ArrayList;
import java.util.List;

/** Reads regular expressions and file name patterns from the policy file. */
final class Patterns {
    private static final String REGEX =
            "a regular expression of 1 to "
                    + LinearPattern.MAX_LENGTH
                    + " characters, without look-around and back references, repeating at most "
                    + LinearPattern.MAX_REPEAT
                    + " times, that does not match the empty text";
    private static final String GLOB =
            "a file name, in which * is any text and ? any character, of 1 to "
                    + LinearPattern.MAX_LENGTH / 4
                    + " characters";

    private Patterns() {}

    static LinearPattern regex(PolicyNode node) throws PolicyException {
        try {
            return LinearPattern.compile(node.text(REGEX));
        } catch (PatternRefusedException e) {
            throw node.refuse("the expression is refused: " + e.why(), REGEX);
        }
    }

    static List<LinearPattern> oneOrMore(PolicyNode node) throws PolicyException {
        List<LinearPattern> patterns = new ArrayList<>();
        for (PolicyNode child : node.isScalar() ? List.of(node) : node.list(REGEX)) {
            patterns.add(regex(child));
        }
        return patterns;
    }

    /** A pattern for exactly this text. */
    static LinearPattern literal(PolicyNode node, String text) throws PolicyException {
        StringBuilder regex = new StringBuilder();
        text.codePoints()
                .forEach(
                        c -> {
                            if (!Character.isLetterOrDigit(c) && c > ' ' && c < 0x7F) {
                                regex.append('\\');
                            }
                            regex.appendCodePoint(c);
                        });
        try {
            return LinearPattern.compile(regex.toString());
        } catch (PatternRefusedException e) {
            throw node.refuse("the marker is refused: " + e.why(), "a text such as [encrypt]");
        }
    }

    static List<LinearPattern> globs(PolicyNode node) throws PolicyException {
        List<LinearPattern> patterns = new ArrayList<>();
        for (PolicyNode child : node.isScalar() ? List.of(node) : node.list(GLOB)) {
            try {
                patterns.add(LinearPattern.glob(child.text(GLOB)));
            } catch (PatternRefusedException e) {
                throw child.refuse("the pattern is refused: " + e.why(), GLOB);
            }
        }
        return patterns;
    }
}
