package org.signet.classification.types;

/**
 * Finds the values of a type that formats and tokens cannot describe. It is asked where one of a
 * few characters stands, and looks around it.
 */
public interface Finder {
    /** Stands in {@link #triggers} for the first character of a word that holds a digit. */
    char DIGITS = '0';

    /** The ASCII characters at which it wants to be asked. */
    String triggers();

    /**
     * Looks around a character. It may look a few hundred characters back and ahead; who looks
     * farther ahead says so by the result, so that no text is looked at again and again.
     *
     * @param at where the character stands
     * @return from where on it wants to be asked again: more than {@code at}
     */
    int find(char[] text, int at, Hits hits);

    /** Takes what was found. */
    @FunctionalInterface
    interface Hits {
        void add(int start, int end, Fit fit);
    }
}
