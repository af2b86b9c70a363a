package org.signet.smime.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When, by whom and why a certificate was marked.
 *
 * @param why may be empty
 */
public record Note(Instant at, String who, String why) {
    /** How many characters the reason may have. */
    public static final int LONGEST = 200;

    public Note {
        if (who.isBlank() || who.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("whoever marks a certificate has a name, one word");
        }
        if (why.length() > LONGEST || why.codePoints().anyMatch(Note::endsLineOrHides)) {
            throw new IllegalArgumentException(
                    "the reason is one line of at most " + LONGEST + " characters");
        }
    }

    /** A second line would be another mark, and what cannot be seen is no reason. */
    private static boolean endsLineOrHides(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    true;
            default -> false;
        };
    }

    /** What stands behind the fingerprint. */
    String text() {
        return (at.truncatedTo(ChronoUnit.SECONDS) + " " + who + ": " + why).strip();
    }
}
