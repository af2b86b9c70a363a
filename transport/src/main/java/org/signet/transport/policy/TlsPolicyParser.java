package org.signet.transport.policy;

import org.signet.transport.dns.DomainName;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of a policy file; {@link TlsPolicyMap} says how it is written. */
final class TlsPolicyParser {
    private static final int MOST_LINES = 100_000;
    private static final int MOST_IN_LINE = 4_096;
    private static final Pattern WORD = Pattern.compile("[^ \\t]+");
    private static final Pattern COMMENT = Pattern.compile("(?:^|[ \\t])#(.*)$");
    private static final Pattern GATEWAY =
            Pattern.compile("\\[([^\\[\\]]{1,255})](?::(\\d{1,5}))?");
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final String DESTINATIONS =
            "a domain such as example.com, .example.com for all below it, [gateway] or"
                    + " [gateway]:port";
    private static final String OPTIONS = "names=…, until=YYYY-MM-DD, tls=…";

    /** A word and where it begins, counted from 1. */
    private record Word(String text, int column) {}

    private final String source;
    private final Set<TlsVersion> spoken;
    private int number;

    TlsPolicyParser(String source, Set<TlsVersion> spoken) {
        this.source = source;
        this.spoken = spoken;
    }

    List<TlsPolicyLine> parse(String text) throws TlsPolicyException {
        Map<String, TlsPolicyLine> lines = new HashMap<>();
        List<TlsPolicyLine> inOrder = new ArrayList<>();
        String content = text.startsWith("\ufeff") ? text.substring(1) : text;
        for (String raw : content.split("\\r?\\n", -1)) {
            number++;
            if (number > MOST_LINES || raw.length() > MOST_IN_LINE) {
                throw refuse(
                        0,
                        "there is too much in it",
                        MOST_LINES + " lines of " + MOST_IN_LINE + " characters");
            }
            Optional<TlsPolicyLine> read = line(raw);
            if (read.isPresent()) {
                TlsPolicyLine other = lines.putIfAbsent(read.get().pattern(), read.get());
                if (other != null) {
                    throw refuse(
                            1,
                            "'" + read.get().pattern() + "' is in line " + other.number() + " too",
                            "one line for each destination");
                }
                inOrder.add(read.get());
            }
        }
        return inOrder;
    }

    private Optional<TlsPolicyLine> line(String raw) throws TlsPolicyException {
        Matcher comment = COMMENT.matcher(raw);
        boolean commented = comment.find();
        String said = commented ? printable(comment.group(1).strip()) : "";
        List<Word> words = words(commented ? raw.substring(0, comment.start()) : raw);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String pattern = pattern(words.get(0));
        if (words.size() < 2) {
            throw refuse(
                    words.get(0).column() + words.get(0).text().length(),
                    "there is no level for '" + pattern + "'",
                    String.join(", ", TlsLevel.words()));
        }
        TlsLevel level = level(words.get(1));
        return Optional.of(options(words.subList(2, words.size()), pattern, level, said));
    }

    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(new Word(matcher.group(), matcher.start() + 1));
        }
        return words;
    }

    private String pattern(Word word) throws TlsPolicyException {
        if (word.text().startsWith("[")) {
            return gateway(word);
        }
        String dot = word.text().startsWith(".") ? "." : "";
        Optional<DomainName> name = DomainName.tryParse(word.text().substring(dot.length()));
        if (name.isEmpty() || name.get().isRoot()) {
            throw refuse(word.column(), shown(word) + " is no destination", DESTINATIONS);
        }
        return dot + name.get().text();
    }

    private String gateway(Word word) throws TlsPolicyException {
        Matcher matcher = GATEWAY.matcher(word.text());
        if (!matcher.matches()) {
            throw refuse(word.column(), shown(word) + " is no destination", DESTINATIONS);
        }
        String port = matcher.group(2) == null ? "" : ":" + port(word, matcher.group(2));
        Optional<String> host = host(matcher.group(1));
        if (host.isEmpty()) {
            throw refuse(
                    word.column() + 1,
                    "'" + printable(matcher.group(1)) + "' is neither a host nor an address",
                    "[relay.example], [192.0.2.7], [2001:db8::7]:587");
        }
        return "[" + host.get() + "]" + port;
    }

    private int port(Word word, String digits) throws TlsPolicyException {
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw refuse(
                    word.column() + word.text().length() - digits.length(),
                    "'" + digits + "' is no port",
                    "1 to 65535");
        }
        return port;
    }

    private static Optional<String> host(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            return DomainName.tryParse(text).filter(name -> !name.isRoot()).map(DomainName::text);
        }
        try {
            // Only an address gets here, so that nothing is looked up.
            return Optional.of(InetAddress.getByName(text).getHostAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private TlsLevel level(Word word) throws TlsPolicyException {
        Optional<TlsLevel> level = TlsLevel.of(word.text());
        if (level.isEmpty()) {
            throw refuse(
                    word.column(),
                    shown(word) + " is no level",
                    String.join(", ", TlsLevel.words()));
        }
        return level.get();
    }

    private TlsPolicyLine options(List<Word> words, String pattern, TlsLevel level, String comment)
            throws TlsPolicyException {
        Map<String, Word> options = new HashMap<>();
        for (Word word : words) {
            int equals = word.text().indexOf('=');
            String name = equals < 0 ? "" : word.text().substring(0, equals);
            if (!List.of("names", "until", "tls").contains(name)) {
                throw refuse(word.column(), shown(word) + " is no option", OPTIONS);
            }
            Word value = new Word(word.text().substring(equals + 1), word.column() + equals + 1);
            if (options.putIfAbsent(name, value) != null) {
                throw refuse(word.column(), "'" + name + "' is given twice", "each option once");
            }
        }
        Word names = options.get("names");
        Word until = options.get("until");
        Word tls = options.get("tls");
        return new TlsPolicyLine(
                pattern,
                level,
                names == null ? List.of() : names(names, level),
                tls == null ? TlsVersion.USUAL : version(tls, level),
                until == null ? Optional.empty() : Optional.of(day(until)),
                comment,
                number);
    }

    private List<DomainName> names(Word word, TlsLevel level) throws TlsPolicyException {
        if (level != TlsLevel.VERIFY) {
            throw refuse(
                    word.column(),
                    "names are not looked at by level " + level.word(),
                    "names= with level verify");
        }
        List<DomainName> names = new ArrayList<>();
        int column = word.column();
        for (String part : word.text().split(",", -1)) {
            Optional<DomainName> name = DomainName.tryParse(part);
            if (name.isEmpty() || name.get().isRoot()) {
                throw refuse(
                        column,
                        "'" + printable(part) + "' is no name",
                        "names=mx.example.com,example.com");
            }
            names.add(name.get());
            column += part.length() + 1;
        }
        return names;
    }

    private TlsVersion version(Word word, TlsLevel level) throws TlsPolicyException {
        Optional<TlsVersion> version = TlsVersion.of(word.text());
        if (version.isEmpty() || level == TlsLevel.NONE) {
            throw refuse(
                    word.column(),
                    level == TlsLevel.NONE
                            ? "there is no TLS with level none"
                            : shown(word) + " is no version of TLS",
                    "tls= with one of " + String.join(", ", TlsVersion.numbers()));
        }
        if (!spoken.contains(version.get())) {
            throw refuse(
                    word.column(),
                    "this Java does not speak TLS " + version.get().number(),
                    "versions that jdk.tls.disabledAlgorithms in java.security does not name");
        }
        return version.get();
    }

    private LocalDate day(Word word) throws TlsPolicyException {
        try {
            return LocalDate.parse(word.text());
        } catch (DateTimeParseException e) {
            throw refuse(
                    word.column(),
                    shown(word) + " is no day",
                    "until=2027-01-31, the last day on which the line counts");
        }
    }

    private TlsPolicyException refuse(int column, String why, String allowed) {
        return new TlsPolicyException(source, number, column, why, allowed);
    }

    private static String shown(Word word) {
        return "'" + printable(word.text()) + "'";
    }

    private static String printable(String text) {
        String shown = text.length() > 100 ? text.substring(0, 100) + "..." : text;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
