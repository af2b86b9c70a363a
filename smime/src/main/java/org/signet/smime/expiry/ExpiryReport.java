package org.signet.smime.expiry;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What deserves attention at a moment.
 *
 * @param watched how many certificates and lists there are
 * @param next when the first of what has no successor ends, or ended; lists do not count
 */
public record ExpiryReport(List<Finding> findings, int watched, Optional<Instant> next) {
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_NAMES = 3;

    /** How bad it is. */
    public enum State {
        /** Nothing to do. */
        SOUND,
        /** All works now, but not for long, or not for everybody. */
        ATTENTION,
        /** Somebody cannot sign, or nobody knows. */
        BROKEN
    }

    public ExpiryReport {
        findings = List.copyOf(findings);
    }

    public State state() {
        if (findings.isEmpty()) {
            return State.SOUND;
        }
        return findings.stream().anyMatch(ExpiryReport::breaks) ? State.BROKEN : State.ATTENTION;
    }

    private static boolean breaks(Finding finding) {
        return switch (finding) {
            case Finding.Unreadable unreadable -> true;
            case Finding.Expired(Watched what, long daysAgo) ->
                    what.kind() == Watched.Kind.SIGNING_KEY;
            case Finding.Expiring expiring -> false;
        };
    }

    /** How many findings there are of a kind. */
    public int count(Class<? extends Finding> kind) {
        return (int) findings.stream().filter(kind::isInstance).count();
    }

    /** Such as {@code 1 expired, 2 expire soon, 0 unreadable}. */
    public String summary() {
        return "%d expired, %d expire soon, %d unreadable"
                .formatted(
                        count(Finding.Expired.class),
                        count(Finding.Expiring.class),
                        count(Finding.Unreadable.class));
    }

    /** One line for each finding, and one that counts those beyond the limit. */
    public List<String> lines(int most) {
        Stream<String> first = findings.stream().limit(most).map(ExpiryReport::line);
        return findings.size() <= most
                ? first.toList()
                : Stream.concat(first, Stream.of("and " + (findings.size() - most) + " more"))
                        .toList();
    }

    private static String line(Finding finding) {
        return switch (finding) {
            case Finding.Unreadable(var file, String why) -> harmless(why);
            case Finding.Expired(Watched what, long daysAgo) ->
                    line(what, "expired", days(daysAgo) + " ago");
            case Finding.Expiring(Watched what, long daysLeft) ->
                    line(what, "expires", "in " + days(daysLeft));
        };
    }

    private static String days(long days) {
        return days == 0 ? "less than a day" : days + (days == 1 ? " day" : " days");
    }

    private static String line(Watched what, String verb, String when) {
        return "%s of %s (%s) %s %s, on %s; SHA-256 %s; %s"
                .formatted(
                        what.kind().text(),
                        harmless(names(what)),
                        harmless(what.subject()),
                        verb,
                        when,
                        what.until().atZone(ZoneOffset.UTC).toLocalDate(),
                        what.fingerprint(),
                        harmless(what.file().toString()));
    }

    private static String names(Watched what) {
        return switch (what.kind()) {
            case AUTHORITY, REVOCATION_LIST -> "an authority";
            case SIGNING_KEY, RECIPIENT -> {
                String first =
                        String.join(
                                ", ", what.names().stream().sorted().limit(MOST_NAMES).toList());
                int more = what.names().size() - MOST_NAMES;
                yield first.isEmpty()
                        ? "nobody by name"
                        : first + (more > 0 ? " and " + more + " more" : "");
            }
        };
    }

    /** Names in certificates are written by strangers, and are read in logs and mail programs. */
    private static String harmless(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_TEXT)
                .map(c -> isHarmless(c) ? c : '?')
                .forEach(clean::appendCodePoint);
        return text.codePointCount(0, text.length()) > LONGEST_TEXT ? clean + "..." : clean + "";
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
