package org.signet.transport.smtp;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One reply of a server; {@code lines} are without the code (RFC 5321 §4.2). */
public record SmtpReply(int code, List<String> lines) {
    private static final Pattern ENHANCED =
            Pattern.compile("^([245])\\.(\\d{1,3})\\.(\\d{1,3})(?:\\s|$)");
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[^\\x20-\\x7e]");
    private static final int MOST_SHOWN = 400;

    public SmtpReply {
        lines = List.copyOf(lines);
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("There is no reply code " + code);
        }
    }

    public boolean isPositive() {
        return code / 100 == 2;
    }

    public boolean isPermanentFailure() {
        return code / 100 == 5;
    }

    /** Returns the enhanced status code (RFC 3463 §2) if the reply has one of its own class. */
    public Optional<String> enhancedStatus() {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = ENHANCED.matcher(lines.get(0));
        return matcher.find() && matcher.group(1).equals(String.valueOf(code / 100))
                ? Optional.of(matcher.group().strip())
                : Optional.empty();
    }

    /** Returns the enhanced status code, or the general one of the reply's class. */
    public String status() {
        return enhancedStatus().orElse(code / 100 + ".0.0");
    }

    /** Tells whether the server closes the connection with this reply (RFC 5321 §3.8). */
    boolean isClosing() {
        return code == 421;
    }

    /**
     * Tells whether a reply to RCPT may be about the number of recipients and not about this one
     * (RFC 5321 §4.5.3.1.10).
     */
    boolean saysTooManyRecipients() {
        return (code == 452 || code == 552)
                && enhancedStatus().map(status -> status.endsWith(".5.3")).orElse(true);
    }

    /** Tells whether the server did not understand the command, or not there. */
    boolean saysBadSequence() {
        return code >= 500 && code <= 504;
    }

    /** Returns the reply on one line, shortened, in printable ASCII. */
    public String text() {
        String all = code + " " + String.join(" ", lines);
        return printable(all);
    }

    /** Returns what another side may have had a hand in, shortened, in printable ASCII. */
    static String printable(String text) {
        String shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
        return NOT_PRINTABLE.matcher(shown).replaceAll("?").strip();
    }

    static String printable(Exception e) {
        return printable(String.valueOf(e.getMessage()));
    }
}
