package org.signet.portal.message;

/**
 * How much of a message is looked at.
 *
 * @param parts leaves of the MIME tree
 * @param depth multiparts inside multiparts
 * @param textBytes decoded bytes of text that are displayed
 */
public record Bounds(int parts, int depth, int textBytes) {
    /** A thousand parts, twenty levels, two mebibytes of text. */
    public static final Bounds STANDARD = new Bounds(1000, 20, 2 * 1024 * 1024);

    public Bounds {
        if (parts < 1 || depth < 1 || textBytes < 1) {
            throw new IllegalArgumentException("bounds below one");
        }
    }

    /** The bound that a message goes beyond. */
    public enum Name {
        PARTS,
        DEPTH,
        HEADER_FIELDS,
        STRUCTURE
    }
}
