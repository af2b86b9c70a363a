package org.signet.classification.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something about how far a message could be read; each is a condition that a class can ask for.
 */
public enum Fact {
    /** A limit of the policy ended the reading before the end of the message. */
    LIMIT_EXCEEDED,

    /**
     * Text is there, but its transfer encoding, character set or MIME structure is not readable.
     */
    UNDECODABLE,

    /** A part is encrypted: S/MIME enveloped data, PGP/MIME, or a PGP block inside text. */
    ENCRYPTED,

    /**
     * A part is of a kind that is not read: PDF, office document, archive, picture, signed blob.
     */
    UNREAD;

    /** The name in policy files, verdicts and logs, such as {@code limit-exceeded}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Fact> of(String code) {
        for (Fact fact : values()) {
            if (fact.code().equals(code)) {
                return Optional.of(fact);
            }
        }
        return Optional.empty();
    }

    public static List<String> codes() {
        List<String> codes = new ArrayList<>();
        for (Fact fact : values()) {
            codes.add(fact.code());
        }
        return codes;
    }
}
