package org.signet.transport.smtp;

import org.signet.transport.policy.Reason;

import java.util.Map;
import java.util.Optional;

/** What became of one message on one connection. */
public sealed interface Attempt {
    /** The server answered for every recipient. */
    record Answered(TlsFacts tls, Map<Envelope.Recipient, RecipientResult> results)
            implements Attempt {
        public Answered {
            results = Map.copyOf(results);
        }
    }

    /**
     * The connection did not get that far.
     *
     * @param results the recipients that the server had answered for before
     * @param uncertain whether the server may have accepted the message all the same
     * @param beforeAnyReply whether the server had not answered anything of this attempt; on a
     *     connection that was used before this most often means that it had just closed it
     */
    record Broken(
            Reason reason,
            String detail,
            Optional<SmtpReply> reply,
            Map<Envelope.Recipient, RecipientResult> results,
            boolean uncertain,
            boolean beforeAnyReply,
            TlsFacts tls)
            implements Attempt {
        public Broken {
            results = Map.copyOf(results);
        }
    }
}
