package org.signet.classification.message;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who sends a message, and to whom (RFC 5321 §2.3.1).
 *
 * @param sender empty for the null sender
 * @param recipients all of them, before the mail is split
 * @param local whether a domain is one's own; asked only where the policy lists no domains itself
 */
public record Envelope(
        Optional<Address> sender, List<Address> recipients, Predicate<String> local) {
    /** Nothing is known about sender and recipients. */
    public static final Envelope UNKNOWN =
            new Envelope(Optional.empty(), List.of(), domain -> false);

    public Envelope {
        recipients = List.copyOf(recipients);
    }
}
