package org.signet.transport.delivery;

import org.signet.transport.policy.Reason;
import org.signet.transport.smtp.TlsFacts;

import java.util.Optional;

/** What became of one recipient. */
public sealed interface Outcome {
    /**
     * Accepted by {@code relay}, over a connection protected as {@code tls} says.
     *
     * @param use which message of its connection it was, from 1
     */
    record Delivered(String relay, TlsFacts tls, String reply, int use) implements Outcome {}

    /** Not now. */
    record Temporary(Failure failure) implements Outcome {}

    /** Never. */
    record Permanent(Failure failure) implements Outcome {}

    /**
     * Why a recipient was not reached.
     *
     * @param status the enhanced status code, of the other server's reply if there is one
     * @param text names host and cause, for the sender and the operator
     * @param smtpCode the code of the other server's reply
     * @param smtpReply what the other server said, code and words, if it was that
     * @param relay the host that the failure is about, empty where there is none
     */
    record Failure(
            Reason reason,
            String status,
            String text,
            Optional<Integer> smtpCode,
            Optional<String> smtpReply,
            String relay) {
        /** A failure that is not a server's refusal. */
        public Failure(
                Reason reason,
                String status,
                String text,
                Optional<Integer> smtpCode,
                String relay) {
            this(reason, status, text, smtpCode, Optional.empty(), relay);
        }

        public Failure {
            text = text.replaceAll("[^\\x20-\\x7e]", "?");
        }
    }
}
