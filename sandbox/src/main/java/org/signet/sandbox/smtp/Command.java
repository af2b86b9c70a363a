package org.signet.sandbox.smtp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A command line, parsed (RFC 5321 §4.1.1). */
sealed interface Command {
    record Hello(boolean extended, String client) implements Command {}

    record Mail(MailPath sender, List<Parameter> parameters) implements Command {
        public Mail {
            parameters = List.copyOf(parameters);
        }
    }

    record Rcpt(MailPath recipient, List<Parameter> parameters) implements Command {
        public Rcpt {
            parameters = List.copyOf(parameters);
        }
    }

    record Data() implements Command {}

    record Bdat(long octets, boolean last) implements Command {}

    record StartTls() implements Command {}

    record Rset() implements Command {}

    record Noop() implements Command {}

    record Vrfy() implements Command {}

    record Help() implements Command {}

    record Quit() implements Command {}

    /** A known verb with arguments that break its syntax. */
    record Malformed(String expected) implements Command {}

    /** A verb that this server does not have. */
    record Unknown() implements Command {}

    static Command parse(String line) {
        int space = line.indexOf(' ');
        String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        // RFC 5321 §4.1.1: trailing white space is tolerated
        String rest = space < 0 ? "" : line.substring(space + 1).stripTrailing();
        return switch (verb) {
            case "EHLO" -> hello(true, rest);
            case "HELO" -> hello(false, rest);
            case "MAIL" -> transaction("FROM:", rest, Mail::new);
            case "RCPT" -> transaction("TO:", rest, Rcpt::new);
            case "DATA" -> bare(rest, "DATA", new Data());
            case "BDAT" -> bdat(rest);
            case "STARTTLS" -> bare(rest, "STARTTLS", new StartTls());
            case "RSET" -> bare(rest, "RSET", new Rset());
            case "QUIT" -> bare(rest, "QUIT", new Quit());
            case "NOOP" -> new Noop();
            case "VRFY" -> new Vrfy();
            case "HELP" -> new Help();
            default -> new Unknown();
        };
    }

    private static Command bare(String rest, String verb, Command command) {
        return rest.isEmpty() ? command : new Malformed(verb + " without argument");
    }

    private static Command hello(boolean extended, String client) {
        boolean printable = client.chars().allMatch(c -> c > ' ' && c != 0x7F);
        return client.isEmpty() || client.length() > 255 || !printable
                ? new Malformed((extended ? "EHLO" : "HELO") + " and one host name")
                : new Hello(extended, client);
    }

    /** Makes MAIL or RCPT of a path and its parameters. */
    @FunctionalInterface
    interface Maker {
        Command make(MailPath path, List<Parameter> parameters);
    }

    private static Command transaction(String keyword, String rest, Maker maker) {
        Malformed malformed = new Malformed(keyword + "<address> and parameters");
        if (!rest.regionMatches(true, 0, keyword, 0, keyword.length())) {
            return malformed;
        }
        String path = rest.substring(keyword.length());
        int end = MailPath.end(path);
        if (end < 0) {
            return malformed;
        }
        Optional<MailPath> parsed = MailPath.parse(path.substring(0, end));
        Optional<List<Parameter>> parameters = Parameter.parseAll(path.substring(end));
        return parsed.isPresent() && parameters.isPresent()
                ? maker.make(parsed.get(), parameters.get())
                : malformed;
    }

    private static Command bdat(String rest) {
        // RFC 3030 §2: BDAT SP chunk-size [SP "LAST"]
        String[] words = rest.split(" ", -1);
        boolean last = words.length == 2 && words[1].equalsIgnoreCase("LAST");
        boolean number = words[0].matches("[0-9]{1,18}");
        return number && (words.length == 1 || last)
                ? new Bdat(Long.parseLong(words[0]), last)
                : new Malformed("BDAT size [LAST]");
    }
}
