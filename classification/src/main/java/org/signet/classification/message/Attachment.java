package org.signet.classification.message;

import org.signet.classification.text.Fact;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * An attached file, or a file inside one.
 *
 * @param part where it stands, see {@link org.signet.classification.text.Place}
 * @param name its decoded name; empty if it has none
 * @param declared the media type that the message claims; empty inside archives
 * @param type what it is by its content
 * @param bytes its size after transfer decoding or unpacking, as far as it was read
 * @param facts what was noticed about this file
 */
public record Attachment(
        String part, String name, String declared, FileType type, long bytes, Set<Fact> facts) {
    private static final int LONGEST_EXTENSION = 16;

    public Attachment {
        facts = facts.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(facts));
    }

    public String extension() {
        return extension(name);
    }

    /** The last extension of a file name in lower case; empty if there is none. */
    public static String extension(String name) {
        String base = name.strip();
        int slash = Math.max(base.lastIndexOf('/'), base.lastIndexOf('\\'));
        int dot = base.lastIndexOf('.');
        if (dot <= slash || base.length() - dot > LONGEST_EXTENSION) {
            return "";
        }
        return base.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
