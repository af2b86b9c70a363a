package org.signet.classification.text;

import java.util.Arrays;

/** A normalised text that knows which characters of the original each of its own came from. */
public final class TracedText {
    private final CharSequence original;
    private final CharSequence text;
    private final int[] origins;

    TracedText(CharSequence original, CharSequence text, int[] origins) {
        this.original = original;
        this.text = text;
        this.origins = Arrays.copyOf(origins, text.length());
    }

    /** The text in the form of {@link Normaliser}. */
    public CharSequence text() {
        return text;
    }

    /** Where in the original a span begins that begins here in the text. */
    public int start(int start) {
        return start < origins.length ? origins[start] : original.length();
    }

    /** Where in the original a span ends that ends here in the text and is not empty. */
    public int end(int end) {
        int last = origins[end - 1];
        return last + Character.charCount(Character.codePointAt(original, last));
    }
}
