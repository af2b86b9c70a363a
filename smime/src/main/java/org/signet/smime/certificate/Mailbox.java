package org.signet.smime.certificate;

import org.jspecify.annotations.Nullable;

import java.net.IDN;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A mail address in the form in which two of them are compared.
 *
 * <p>The domain is compared without regard to case, and in its ASCII form. So is the local part,
 * although RFC 5280 §7.5 compares that exactly: mail servers in use, James among them, do not tell
 * {@code Bob} from {@code bob}, and people write either.
 *
 * @param written the local part as it was written, for where that must be told from others
 */
public record Mailbox(String localPart, String domain, String written) {
    // ß, ẞ, final sigma and the two joiners
    private static final String DIFFERENT_IN_IDNA2003 = "\u00df\u1e9e\u03c2\u200c\u200d";

    public Mailbox {
        localPart = localPart.toLowerCase(Locale.ROOT);
        domain = domain.toLowerCase(Locale.ROOT);
    }

    /** An address whose local part is written like this. */
    public Mailbox(String localPart, String domain) {
        this(localPart, domain, localPart);
    }

    /** Reads {@code local@domain}; nothing if it is not of that form. */
    public static Optional<Mailbox> parse(String text) {
        String address = text.strip();
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1) {
            return Optional.empty();
        }
        return ascii(address.substring(at + 1))
                .map(domain -> new Mailbox(address.substring(0, at), domain));
    }

    /**
     * The JDK writes A-labels by IDNA2003, where {@code ß} becomes {@code ss}: the domain of
     * another owner (RFC 5891). Such a name has no address here unless it is given as A-label.
     */
    private static Optional<String> ascii(String domain) {
        if (domain.chars().anyMatch(c -> DIFFERENT_IN_IDNA2003.indexOf(c) >= 0)) {
            return Optional.empty();
        }
        String name = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        try {
            return Optional.of(IDN.toASCII(name, IDN.ALLOW_UNASSIGNED));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Two are equal however they are written. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Mailbox box
                && localPart.equals(box.localPart)
                && domain.equals(box.domain);
    }

    @Override
    public int hashCode() {
        return Objects.hash(localPart, domain);
    }

    @Override
    public String toString() {
        return localPart + "@" + domain;
    }
}
