package org.signet.acceptance.parity;

import org.signet.testing.TestCa;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a receiving server says.
 *
 * @param greeting the first line
 * @param extensions the lines of the reply to EHLO
 * @param tls the certificates for STARTTLS, or for a connection that begins with TLS
 * @param tlsAtOnce whether the connection begins with TLS
 * @param listening how it takes connections
 * @param rules the replies that are not the usual ones; the first that fits is taken
 */
record Script(
        String greeting,
        List<String> extensions,
        Optional<TestCa.Identity> tls,
        boolean tlsAtOnce,
        List<Rule> rules,
        Listening listening) {
    /** How a server takes connections. */
    enum Listening {
        /** As usual. */
        OPEN,
        /** Nobody listens at its port. */
        DOWN,
        /** It takes no more connections, without a word. */
        FULL
    }

    /** Stands for the moment of the greeting in a rule. */
    static final String GREETING = "GREETING";

    /** Ends the connection in place of a reply. */
    static final String DROP = "drop";

    /** Says nothing more, and keeps the connection open. */
    static final String SILENCE = "silence";

    /** The end of the content, for which a reply is due as for a command. */
    static final String CONTENT = "CONTENT";

    /**
     * A reply to commands.
     *
     * @param command how the command begins; a recipient may follow the verb RCPT
     * @param reply the reply, {@link #DROP} or {@link #SILENCE}
     * @param times how often, counted over all connections
     */
    record Rule(String command, String reply, int times) {
        boolean fits(String line) {
            String[] words = command.split(" ", 2);
            return line.toUpperCase(Locale.ROOT).startsWith(words[0])
                    && (words.length == 1 || line.contains(words[1]));
        }
    }

    Script {
        extensions = List.copyOf(extensions);
        rules = List.copyOf(rules);
    }

    /** Takes everything, over a plain connection, as it is. */
    static Script accepting() {
        return new Script(
                "220 mx ESMTP",
                List.of("8BITMIME"),
                Optional.empty(),
                false,
                List.of(),
                Listening.OPEN);
    }

    static Script down() {
        return accepting().listening(Listening.DOWN);
    }

    static Script full() {
        return accepting().listening(Listening.FULL);
    }

    private Script listening(Listening other) {
        return new Script(greeting, extensions, tls, tlsAtOnce, rules, other);
    }

    Script offering(String... lines) {
        return new Script(greeting, List.of(lines), tls, tlsAtOnce, rules, listening);
    }

    /** Offers STARTTLS. */
    Script startTls(TestCa.Identity identity) {
        List<String> more = new ArrayList<>(extensions);
        more.add("STARTTLS");
        return new Script(greeting, more, Optional.of(identity), false, rules, listening);
    }

    /** Speaks TLS from the first octet on, as port 465 does. */
    Script tlsAtOnce(TestCa.Identity identity) {
        return new Script(greeting, extensions, Optional.of(identity), true, rules, listening);
    }

    Script on(String command, String reply) {
        return on(command, reply, Integer.MAX_VALUE);
    }

    Script on(String command, String reply, int times) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(new Rule(command, reply, times));
        return new Script(greeting, extensions, tls, tlsAtOnce, more, listening);
    }
}
