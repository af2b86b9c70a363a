package org.signet.smime.certificate;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/**
 * A mail address in the form in which two of them are compared.
 *
 * <p>The domain is compared without regard to case, and in its ASCII form. So is the local part,
 * although RFC 5280 §7.5 compares that exactly: mail servers in use, James among them, do not tell
 * {@code Bob} from {@code bob}, and people write either.
 */
public record Mailbox(String localPart, String domain) {
    public Mailbox {
        localPart = localPart.toLowerCase(Locale.ROOT);
        domain = domain.toLowerCase(Locale.ROOT);
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

    private static Optional<String> ascii(String domain) {
        String name = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        try {
            return Optional.of(IDN.toASCII(name, IDN.ALLOW_UNASSIGNED));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return localPart + "@" + domain;
    }
}
