package org.signet.classification.text;

import java.util.Locale;
import java.util.Optional;

/**
 * Where in a message a text stands.
 *
 * @param part the part number as IMAP counts it (RFC 9051 §6.4.5), such as {@code 2.1}; empty for
 *     the header of the message itself. A file inside an attachment has the number of that and its
 *     own: {@code 2>3} is the third file in the archive that is part 2.
 */
public record Place(String part, Field field) {
    /** What of the part the text is. */
    public enum Field {
        BODY,

        /** The text of an attached file, or of a file inside one. */
        ATTACHMENT,
        SUBJECT,
        HEADER,
        FILE_NAME;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The place of a file inside the file that stands here. */
    public Place inside(int index) {
        return new Place(part + ">" + index, Field.ATTACHMENT);
    }

    /** Reads what {@link #toString} writes. */
    public static Optional<Place> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(0, slash).chars().allMatch(Place::isOfPartNumber)) {
            return Optional.empty();
        }
        for (Field field : Field.values()) {
            if (field.code().equals(text.substring(slash + 1))) {
                return Optional.of(new Place(text.substring(0, slash), field));
            }
        }
        return Optional.empty();
    }

    private static boolean isOfPartNumber(int c) {
        return c == '.' || c == '>' || (c >= '0' && c <= '9');
    }

    /** The part number and the field, such as {@code 2.1/body} or {@code /subject}. */
    @Override
    public String toString() {
        return part + "/" + field.code();
    }
}
