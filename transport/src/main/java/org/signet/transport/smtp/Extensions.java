package org.signet.transport.smtp;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a server's reply to EHLO offers (RFC 5321 §4.1.1.1). */
record Extensions(Map<String, String> keywords) {
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

    /** Returns the limit of SIZE, if there is one (RFC 1870 §4). */
    Optional<Long> mostOctets() {
        String limit = keywords.getOrDefault("SIZE", "");
        return limit.matches("[1-9]\\d{0,17}")
                ? Optional.of(Long.valueOf(limit))
                : Optional.empty();
    }
}
