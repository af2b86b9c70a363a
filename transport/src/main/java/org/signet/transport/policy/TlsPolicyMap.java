package org.signet.transport.policy;

import org.signet.transport.dns.DomainName;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The operator's exceptions for single destinations.
 *
 * <pre>{@code
 * # destination          level      options
 * example.com            dane-only                    # contract of May
 * .example.com           encrypt                      # all names below it, not itself
 * old.example            may        until=2027-01-31  # they get a new server
 * bank.example           verify     names=mx.bank.example,bank.example
 * legacy.example         encrypt    tls=1.0           # TLS 1.0 and newer
 * [relay.example]:587    verify                       # a gateway, on this port
 * [192.0.2.7]            encrypt                      # a gateway, on any port
 * }</pre>
 *
 * <p>One destination a line. A domain is that of the recipients, not of their mail hosts; it is
 * written with ASCII or other letters. The most specific line counts: a domain before {@code
 * .parent}, the longer parent before the shorter, a gateway with port before one without. Lines
 * past their {@code until} are as if they were not there. A {@code #} begins a comment at the start
 * of a line and behind white space.
 */
public final class TlsPolicyMap {
    /** No exceptions. */
    public static final TlsPolicyMap EMPTY = new TlsPolicyMap("", List.of());

    /** What was found: the line that counts, and more specific ones that no longer do. */
    record Match(Optional<TlsPolicyLine> line, List<TlsPolicyLine> expired) {}

    private final String source;
    private final Map<String, TlsPolicyLine> lines = new LinkedHashMap<>();

    TlsPolicyMap(String source, List<TlsPolicyLine> lines) {
        this.source = source;
        lines.forEach(line -> this.lines.put(line.pattern(), line));
    }

    /**
     * Reads a map.
     *
     * @param source names where the text comes from in messages
     * @param spoken the versions of TLS that can be asked for
     */
    public static TlsPolicyMap parse(String source, String text, Set<TlsVersion> spoken)
            throws TlsPolicyException {
        return new TlsPolicyMap(source, new TlsPolicyParser(source, spoken).parse(text));
    }

    /** Returns how many lines there are. */
    public int size() {
        return lines.size();
    }

    String source() {
        return source;
    }

    List<TlsPolicyLine> expired(LocalDate today) {
        return lines.values().stream().filter(line -> line.isExpired(today)).toList();
    }

    Match find(NextHop nextHop, LocalDate today) {
        List<TlsPolicyLine> expired = new ArrayList<>();
        for (String pattern : patterns(nextHop)) {
            TlsPolicyLine line = lines.get(pattern);
            if (line != null && line.isExpired(today)) {
                expired.add(line);
            } else if (line != null) {
                return new Match(Optional.of(line), expired);
            }
        }
        return new Match(Optional.empty(), expired);
    }

    /** All patterns that would match, the most specific first. */
    private static List<String> patterns(NextHop nextHop) {
        return switch (nextHop) {
            case NextHop.Gateway gateway ->
                    List.of(
                            "[" + gateway.host() + "]:" + gateway.port(),
                            "[" + gateway.host() + "]");
            case NextHop.Domain domain -> ofDomain(domain.name());
        };
    }

    private static List<String> ofDomain(DomainName name) {
        List<String> patterns = new ArrayList<>();
        patterns.add(name.text());
        for (int dot = name.text().indexOf('.'); dot >= 0; ) {
            patterns.add(name.text().substring(dot));
            dot = name.text().indexOf('.', dot + 1);
        }
        return patterns;
    }
}
