package org.signet.sandbox.mailbox;

import java.util.List;

/**
 * What the client said beside the content (RFC 5321 §2.3.1).
 *
 * @param sender the reverse path without brackets; empty for a bounce
 * @param parameters the parameters of MAIL as the client wrote them, such as {@code SIZE=1000}
 * @param recipients the accepted recipients in the order of the RCPT commands
 */
public record Envelope(String sender, List<String> parameters, List<Recipient> recipients) {
    public Envelope {
        parameters = List.copyOf(parameters);
        recipients = List.copyOf(recipients);
    }

    /** One accepted recipient with the parameters of its RCPT command, such as NOTIFY. */
    public record Recipient(String address, List<String> parameters) {
        public Recipient {
            parameters = List.copyOf(parameters);
        }
    }

    /** The addresses of all recipients. */
    public List<String> addresses() {
        return recipients.stream().map(Recipient::address).toList();
    }
}
