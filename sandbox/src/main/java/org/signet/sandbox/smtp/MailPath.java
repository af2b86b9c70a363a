package org.signet.sandbox.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path in angle brackets, its source route taken off (RFC 5321 §4.1.2).
 *
 * @param localPart the part before the last at sign; empty in the null path
 * @param domain the part after it in its spelling; empty in the null path and for postmaster
 */
record MailPath(String localPart, String domain) {
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\x80-\\x{10FFFF}-]+";
    private static final String QUOTED =
            "\"(?:[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E\\x80-\\x{10FFFF}]|\\\\[\\x20-\\x7E])*\"";
    private static final String LABEL =
            "[A-Za-z0-9\\x80-\\x{10FFFF}](?:[A-Za-z0-9\\x80-\\x{10FFFF}-]*[A-Za-z0-9\\x80-\\x{10FFFF}])?";
    private static final String DOMAIN = LABEL + "(?:\\." + LABEL + ")*";
    private static final String LITERAL = "\\[[\\x21-\\x5A\\x5E-\\x7E]+]";
    private static final Pattern PATH =
            Pattern.compile(
                    "<(?:@[^:<>\"]+:)?(%s(?:\\.%s)*|%s)@(%s|%s)>"
                            .formatted(ATOM, ATOM, QUOTED, DOMAIN, LITERAL));
    private static final int MAX_LOCAL_PART = 64;
    private static final int MAX_PATH = 256;

    /** Returns where the path that {@code text} begins with ends; -1 if it begins with none. */
    static int end(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (i == 0 && c != '<') {
                return -1;
            } else if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '>' && !quoted) {
                return i + 1;
            }
        }
        return -1;
    }

    static Optional<MailPath> parse(String path) {
        if (path.equals("<>")) {
            return Optional.of(new MailPath("", ""));
        }
        if (path.equalsIgnoreCase("<postmaster>")) {
            return Optional.of(new MailPath(path.substring(1, path.length() - 1), ""));
        }
        if (octets(path) > MAX_PATH) {
            return Optional.empty();
        }
        Matcher matcher = PATH.matcher(path);
        return matcher.matches() && octets(matcher.group(1)) <= MAX_LOCAL_PART
                ? Optional.of(new MailPath(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    boolean isNull() {
        return localPart.isEmpty();
    }

    boolean isAscii() {
        return (localPart + domain).chars().allMatch(c -> c < 0x80);
    }

    /** The address without brackets. */
    String address() {
        return domain.isEmpty() ? localPart : localPart + "@" + domain;
    }
}
