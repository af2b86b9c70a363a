package org.signet.sandbox.smtp;

import org.signet.sandbox.mailbox.Mailbox;

import java.time.Clock;
import java.util.Optional;

/** What all sessions of one receiving server share. */
record SmtpServer(SmtpHost host, SmtpLimits limits, Faults faults, Mailbox mailbox, Clock clock) {
    boolean strikes(Fault.Kind kind) {
        return faults.strikes(host.domain(), kind);
    }

    Optional<Reply> refusalByFault(Fault.Stage stage) {
        // RFC 5321 §4.2.4: at the greeting a server says 421 or 554
        boolean greeting = stage == Fault.Stage.CONNECT;
        if (faults.strikes(host.domain(), Fault.Kind.TEMPFAIL, stage)) {
            return Optional.of(Reply.of(greeting ? 421 : 451, "4.3.0 Temporary failure as asked"));
        }
        if (faults.strikes(host.domain(), Fault.Kind.PERMFAIL, stage)) {
            return Optional.of(Reply.of(greeting ? 554 : 550, "5.3.0 Permanent failure as asked"));
        }
        return Optional.empty();
    }
}
