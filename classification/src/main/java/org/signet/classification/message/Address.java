package org.signet.classification.message;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/**
 * A mail address in the form in which addresses are compared: in lower case, an internationalised
 * domain in its ASCII form (RFC 5890 §2.3.2.1).
 *
 * @param text as it was given, for output
 * @param local the part before the last at sign
 * @param domain the part after it
 */
public record Address(String text, String local, String domain) {
    /** Reads an address; empty for the null sender, and for what has no at sign. */
    public static Optional<Address> of(String text) {
        String given = text.strip();
        String bare =
                given.startsWith("<") && given.endsWith(">")
                        ? given.substring(1, given.length() - 1)
                        : given;
        int at = bare.lastIndexOf('@');
        if (at <= 0 || at == bare.length() - 1) {
            return Optional.empty();
        }
        return Optional.of(
                new Address(
                        bare,
                        bare.substring(0, at).toLowerCase(Locale.ROOT),
                        comparableDomain(bare.substring(at + 1))));
    }

    /** A domain in lower case and ASCII, without a final dot. */
    public static String comparableDomain(String domain) {
        String plain = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        try {
            return IDN.toASCII(plain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return plain.toLowerCase(Locale.ROOT); // no host name; compared as it stands
        }
    }

    /** The form in which addresses are compared. */
    public String comparable() {
        return local + "@" + domain;
    }

    @Override
    public String toString() {
        return text;
    }
}
