package org.signet.transport.smtp;

import org.signet.transport.policy.Reason;

import java.util.Optional;

/** Ends a connection early; never leaves this package. */
final class SmtpException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient Optional<SmtpReply> reply;

    SmtpException(Reason reason, String detail) {
        this(reason, detail, Optional.empty());
    }

    SmtpException(Reason reason, String detail, Optional<SmtpReply> reply) {
        super(detail);
        this.reason = reason;
        this.reply = reply;
    }

    Reason reason() {
        return reason;
    }

    Optional<SmtpReply> reply() {
        return reply;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
