package org.signet.benchmarks.james;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a queue is to be filled.
 *
 * @param due when all of it becomes due, in milliseconds since 1970
 */
public record QueueFilling(int messages, int octets, long due, List<String> domains) {
    public QueueFilling {
        domains = List.copyOf(domains);
    }

    static QueueFilling parse(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines().map(line -> line.split("=", 2)).forEach(pair -> values.put(pair[0], pair[1]));
        return new QueueFilling(
                Integer.parseInt(values.getOrDefault("messages", "")),
                Integer.parseInt(values.getOrDefault("octets", "")),
                Long.parseLong(values.getOrDefault("due", "")),
                List.of(values.getOrDefault("domains", "").split(",")));
    }

    /** One {@code name=value} a line. */
    public String text() {
        return "messages=%d\noctets=%d\ndue=%d\ndomains=%s\n"
                .formatted(messages, octets, due, String.join(",", domains));
    }
}
