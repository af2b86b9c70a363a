package org.signet.transport.dns;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name in the DNS: lower case, A-labels, without the dot at the end; the root is the empty text.
 *
 * <p>Only letters, digits, hyphen and underscore are allowed in a label. That is narrower than the
 * DNS itself and keeps everything that could break a log line, a header or a command out of names
 * that come from outside.
 */
public record DomainName(String text) {
    public static final DomainName ROOT = new DomainName("");

    private static final int MOST_OCTETS = 253;
    private static final Pattern LABELS =
            Pattern.compile("[a-z0-9_-]{1,63}(?:\\.[a-z0-9_-]{1,63})*");

    public DomainName {
        if (!text.isEmpty() && (text.length() > MOST_OCTETS || !LABELS.matcher(text).matches())) {
            throw new IllegalArgumentException(
                    "'" + printable(text) + "' is not a domain name in lower case without end dot");
        }
    }

    /** Reads a name in any case, with or without the dot at the end, also with non-ASCII labels. */
    public static DomainName of(String text) {
        return tryParse(text)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "'" + printable(text) + "' is not a domain name"));
    }

    /** As {@link #of}, but empty where the text is no domain name. */
    public static Optional<DomainName> tryParse(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (name.isEmpty()) {
            return text.equals(".") ? Optional.of(ROOT) : Optional.empty();
        }
        try {
            return Optional.of(new DomainName(InternationalName.toAscii(name)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public boolean isRoot() {
        return text.isEmpty();
    }

    /** Puts labels before this name, such as {@code _25._tcp}. */
    public DomainName below(String labels) {
        return of(isRoot() ? labels : labels + "." + text);
    }

    private static String printable(String text) {
        String shown = text.length() > MOST_OCTETS ? text.substring(0, MOST_OCTETS) : text;
        return shown.replaceAll("[^\\x20-\\x7e]", "?");
    }

    @Override
    public String toString() {
        return isRoot() ? "." : text;
    }
}
