package org.signet.classification.policy;

import org.signet.classification.text.Normaliser;

/** A word or phrase of a policy in the form in which texts are searched. */
final class Keyword {
    private static final String ALLOWED =
            "a word or phrase of 1 to " + Policy.MAX_WORD_LENGTH + " characters";

    private Keyword() {}

    static String normalised(PolicyNode node) throws PolicyException {
        String text = node.text(ALLOWED);
        if (text.length() > Policy.MAX_WORD_LENGTH) {
            throw node.refuse("the word has " + text.length() + " characters", ALLOWED);
        }
        String word = Normaliser.normalise(text).replace('\n', ' ').replace('\t', ' ').strip();
        if (word.isEmpty() || word.length() > Policy.MAX_WORD_LENGTH) {
            throw node.refuse(
                    "the word has " + word.length() + " characters that can be searched", ALLOWED);
        }
        return word;
    }
}
