package org.signet.mailets;

import jakarta.mail.MessagingException;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The two parameters that James itself reads of every mailet: in one that protects mail, what to do
 * after an exception must not be to go on as if nothing had to be done.
 */
final class FailClosed {
    private static final String ON_MAILET_EXCEPTION = "onMailetException";
    private static final String ON_MATCH_EXCEPTION = "onMatchException";
    static final Set<String> NAMES = Set.of(ON_MAILET_EXCEPTION, ON_MATCH_EXCEPTION);

    private FailClosed() {}

    static void check(Parameters parameters) throws MessagingException {
        refuse(parameters, ON_MAILET_EXCEPTION, "ignore", "error, propagate, or a processor");
        refuse(parameters, ON_MATCH_EXCEPTION, "nomatch", "error, matchall, or a processor");
    }

    private static void refuse(Parameters parameters, String name, String wrong, String allowed)
            throws MessagingException {
        Optional<String> value = parameters.optional(name);
        if (value.isPresent() && value.get().toLowerCase(Locale.ROOT).equals(wrong)) {
            throw parameters.refuse(
                    name,
                    value.get(),
                    "a mail that could not be protected would go on unprotected",
                    allowed);
        }
    }
}
