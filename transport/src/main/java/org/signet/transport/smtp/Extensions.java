package org.signet.transport.smtp;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What a server's reply to EHLO offers (RFC 5321 §4.1.1.1). */
record Extensions(Map<String, String> keywords) {
    private static final Pattern LIMIT = Pattern.compile("([A-Za-z0-9-]+)=([1-9]\\d{0,5})");

    static final Extensions NONE = new Extensions(Map.of());

    Extensions {
        keywords = Map.copyOf(keywords);
    }

    static Extensions of(SmtpReply reply) {
        Map<String, String> keywords = new HashMap<>();
        List<String> lines = reply.lines();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            int space = line.indexOf(' ');
            String keyword = space < 0 ? line : line.substring(0, space);
            keywords.putIfAbsent(
                    keyword.toUpperCase(Locale.ROOT),
                    space < 0 ? "" : line.substring(space + 1).strip());
        }
        return new Extensions(keywords);
    }

    boolean offers(String keyword) {
        return keywords.containsKey(keyword);
    }

    /** Returns the words behind a keyword. */
    List<String> words(String keyword) {
        String words = keywords.getOrDefault(keyword, "").strip();
        return words.isEmpty() ? List.of() : List.of(words.split("\\s+"));
    }

    /**
     * Returns a limit that the server names, such as {@code MAILMAX}; one that cannot be read is
     * none (RFC 9422 §3).
     */
    OptionalInt limit(String name) {
        return words("LIMITS").stream()
                .map(LIMIT::matcher)
                .filter(word -> word.matches() && word.group(1).equalsIgnoreCase(name))
                .mapToInt(word -> Integer.parseInt(word.group(2)))
                .findFirst();
    }

    /** Returns the limit of SIZE, if there is one (RFC 1870 §4). */
    Optional<Long> mostOctets() {
        String limit = keywords.getOrDefault("SIZE", "");
        return limit.matches("[1-9]\\d{0,17}")
                ? Optional.of(Long.valueOf(limit))
                : Optional.empty();
    }
}
