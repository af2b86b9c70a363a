package org.signet.sandbox.smtp;

import org.signet.sandbox.mailbox.Arrival;
import org.signet.sandbox.mailbox.Envelope;
import org.signet.sandbox.mailbox.ReceivedMail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One mail from MAIL to the end of its content. */
final class MailTransaction {
    private final SmtpServer server;
    private final Command.Mail mail;
    private final List<Envelope.Recipient> recipients = new ArrayList<>();
    private final Content content;
    private boolean chunked;

    MailTransaction(SmtpServer server, Command.Mail mail) {
        this.server = server;
        this.mail = mail;
        this.content = new Content(server.limits().messageOctets());
    }

    Reply rcpt(Command.Rcpt rcpt) {
        if (chunked) {
            return Reply.of(503, "5.5.1 RCPT comes before BDAT");
        }
        SmtpHost host = server.host();
        Optional<Reply> refusal =
                server.refusalByFault(Fault.Stage.RCPT)
                        .or(
                                () ->
                                        EsmtpRules.refusal(
                                                rcpt,
                                                host.domain(),
                                                EsmtpRules.utf8(mail.parameters())));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (recipients.size() >= server.limits().recipients()) {
            return Reply.of(452, "4.5.3 Too many recipients");
        }
        MailPath path = rcpt.recipient();
        recipients.add(
                new Envelope.Recipient(
                        path.domain().isEmpty()
                                ? path.localPart() + "@" + host.domain()
                                : path.address(),
                        words(rcpt.parameters())));
        return Reply.of(250, "2.1.5 OK");
    }

    /** Why the content cannot begin, if it cannot. */
    Optional<Reply> refusalOfData() {
        if (chunked) {
            return Optional.of(Reply.of(503, "5.5.1 DATA and BDAT do not mix"));
        }
        return refusalWithoutRecipients();
    }

    private Optional<Reply> refusalWithoutRecipients() {
        return recipients.isEmpty()
                ? Optional.of(Reply.of(554, "5.5.1 No valid recipients"))
                : Optional.empty();
    }

    /** Reads the content up to the line with a single dot (RFC 5321 §4.5.2). */
    Reply data(Wire wire, Supplier<Arrival> arrival) throws IOException {
        dropIfWanted(wire);
        boolean atLineStart = true;
        boolean complete = false;
        while (!complete) {
            int octet = require(wire.read());
            if (atLineStart && octet == '.') {
                octet = require(wire.read());
                complete = octet == '\r' && wire.skipIf('\n');
            }
            if (!complete) {
                content.write(octet);
                atLineStart = octet == '\r' && wire.skipIf('\n');
                if (atLineStart) {
                    content.write('\n');
                }
            }
        }
        return accept(arrival);
    }

    /** Reads one chunk (RFC 3030 §2); the octets have to be read also when they are refused. */
    Reply bdat(Command.Bdat chunk, Wire wire, Supplier<Arrival> arrival) throws IOException {
        Optional<Reply> refusal = refusalWithoutRecipients();
        if (refusal.isPresent()) {
            wire.skip(chunk.octets());
            return refusal.get();
        }
        if (!chunked) {
            dropIfWanted(wire);
        }
        chunked = true;
        wire.transfer(chunk.octets(), content);
        return chunk.last()
                ? accept(arrival)
                : Reply.of(250, "2.0.0 " + chunk.octets() + " octets received");
    }

    private void dropIfWanted(Wire wire) throws IOException {
        if (server.strikes(Fault.Kind.DROP_IN_DATA)) {
            require(wire.read());
            throw new Connection.Dropped();
        }
    }

    private Reply accept(Supplier<Arrival> arrival) {
        Optional<Reply> refusal =
                content.refusal().or(() -> server.refusalByFault(Fault.Stage.DATA));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Envelope envelope =
                new Envelope(mail.sender().address(), words(mail.parameters()), recipients);
        ReceivedMail kept = server.mailbox().add(arrival.get(), envelope, content.octets());
        return Reply.of(250, "2.0.0 Kept as " + kept.id());
    }

    private static List<String> words(List<Parameter> parameters) {
        return parameters.stream().map(Parameter::toString).toList();
    }

    private static int require(int octet) throws IOException {
        if (octet < 0) {
            throw new Connection.Dropped();
        }
        return octet;
    }
}
