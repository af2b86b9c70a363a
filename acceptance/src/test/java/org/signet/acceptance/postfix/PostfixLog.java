package org.signet.acceptance.postfix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what became of each recipient from Postfix's log. */
final class PostfixLog {
    private static final Pattern LINE = Pattern.compile(".* postfix/\\w+\\[(\\d+)\\]: (.*)");
    private static final Pattern TLS =
            Pattern.compile("(\\w+) TLS connection (?:established|reused) to (\\S+):25: .*");
    private static final Pattern TRY =
            Pattern.compile(
                    "\\w+: to=<([^>]+(?<!@sender\\.test))>, relay=(\\S+), .*dsn=([0-9.]+), status=(\\w+) \\((.*)\\)");
    private static final Pattern RECORD =
            Pattern.compile("DNSSEC-signed TLSA record: _25\\._tcp\\.[^.]+\\.([^:]+): .*");
    private static final String PANIC = "panic: ";
    private static final Pattern HOST = Pattern.compile("[\\w.-]+\\[[0-9a-f.:]+\\](:25)?");

    private PostfixLog() {}

    /** Returns the tries of each recipient in order. */
    static Map<String, List<Result>> tries(List<String> log) {
        Map<String, List<Result>> tries = new HashMap<>();
        Map<String, Map<String, String>> levels = new HashMap<>();
        for (String text : log) {
            Matcher line = LINE.matcher(text);
            if (!line.matches()) {
                continue;
            }
            // A process of Postfix makes one delivery at a time, so what it logged before its
            // result belongs to it.
            Map<String, String> ofProcess =
                    levels.computeIfAbsent(line.group(1), process -> new HashMap<>());
            Matcher record = RECORD.matcher(line.group(2));
            Matcher tls = TLS.matcher(line.group(2));
            Matcher aTry = TRY.matcher(line.group(2));
            if (tls.matches()) {
                ofProcess.put(tls.group(2), tls.group(1).toLowerCase(Locale.ROOT));
            } else if (aTry.matches()) {
                tries.computeIfAbsent(aTry.group(1), to -> new ArrayList<>())
                        .add(result(aTry, ofProcess));
                ofProcess.clear();
            } else if (record.matches()) {
                ofProcess.put(PANIC, Trial.recipient(Way.DANE, record.group(1)));
            } else if (line.group(2).startsWith(PANIC) && ofProcess.containsKey(PANIC)) {
                tries.computeIfAbsent(ofProcess.get(PANIC), to -> new ArrayList<>())
                        .add(Result.failed("crashed", line.group(2)));
            }
        }
        return tries;
    }

    private static Result result(Matcher aTry, Map<String, String> levels) {
        String relay = aTry.group(2).replaceAll(":25$", "");
        return switch (aTry.group(4)) {
            case "sent" ->
                    Result.delivered(
                            levels.getOrDefault(relay, "plain"),
                            relay.substring(0, relay.indexOf('[')));
            case "deferred", "bounced" ->
                    Result.failed(aTry.group(4), aTry.group(3) + " " + plain(aTry.group(5)));
            default -> throw new IllegalStateException("Status " + aTry.group(4));
        };
    }

    /** Takes the names and addresses of the laboratory out of a text. */
    private static String plain(String text) {
        return HOST.matcher(text)
                .replaceAll("host")
                .replaceAll("[\\w.-]+\\.test(:25)?", "host")
                .replace("host host", "host")
                .replaceFirst("Host or domain name not found\\. (Name service error) .*?: ", "$1: ")
                .replaceFirst(" \\(in reply to .*", "");
    }
}
