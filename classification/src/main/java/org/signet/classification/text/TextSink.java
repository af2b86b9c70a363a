package org.signet.classification.text;

/** Takes the texts of a message, one after the other. */
@FunctionalInterface
public interface TextSink {
    /**
     * Takes one text.
     *
     * @param text in the form of {@link Normaliser}; nothing of it belongs to the next text
     */
    void accept(Place place, CharSequence text);
}
