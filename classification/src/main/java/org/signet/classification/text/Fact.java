package org.signet.classification.text;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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

    /** A part is of a kind that is not read, such as a picture or an archive of a rare format. */
    UNREAD,

    /** A file wants a password: Office, OpenDocument, PDF, ZIP, 7z, RAR. */
    PASSWORD_PROTECTED,

    /** A file is a program or a script by its content, or by a name that starts one. */
    EXECUTABLE,

    /** The content of a file contradicts its name. */
    TYPE_MISMATCH,

    /** A file is broken, or its parser failed: what stands in it is not known. */
    PARSER_FAILED,

    /** Text is there that a style hides from people; it was read all the same. */
    HIDDEN_TEXT;

    /** The facts after which what was not found may still be there. */
    public static final Set<Fact> INCOMPLETE =
            Set.copyOf(EnumSet.of(LIMIT_EXCEEDED, UNDECODABLE, PARSER_FAILED));

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
