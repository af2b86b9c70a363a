package org.signet.transport.smtp;

import org.signet.transport.policy.Reason;

import java.util.Optional;

/** What became of the attempt to open a connection. */
public sealed interface Opening {
    /** It stands, protected as the policy demands, and the caller must close it. */
    record Ready(SmtpConnection connection) implements Opening {}

    /** There is none; no mail data was sent, not even an address. */
    record Failed(Reason reason, String detail, Optional<SmtpReply> reply, TlsFacts tls)
            implements Opening {}
}
