package org.signet.sandbox.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A parameter of MAIL or RCPT (RFC 5321 §4.1.2, esmtp-param).
 *
 * @param keyword the keyword in upper case
 * @param value the value, empty if there is none
 */
record Parameter(String keyword, String value) {
    private static final Pattern SYNTAX =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*(=[^=\\x00-\\x20\\x7F]+)?");

    /** Parses what stands behind the path: each parameter with one space before it. */
    static Optional<List<Parameter>> parseAll(String text) {
        if (text.isEmpty()) {
            return Optional.of(List.of());
        }
        if (text.charAt(0) != ' ') {
            return Optional.empty();
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String word : text.substring(1).split(" ", -1)) {
            if (!SYNTAX.matcher(word).matches()) {
                return Optional.empty();
            }
            int equals = word.indexOf('=');
            String keyword = equals < 0 ? word : word.substring(0, equals);
            parameters.add(
                    new Parameter(
                            keyword.toUpperCase(Locale.ROOT),
                            equals < 0 ? "" : word.substring(equals + 1)));
        }
        return Optional.of(parameters);
    }

    @Override
    public String toString() {
        return value.isEmpty() ? keyword : keyword + "=" + value;
    }
}
