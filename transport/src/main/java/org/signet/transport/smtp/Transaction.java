package org.signet.transport.smtp;

import org.signet.transport.policy.Reason;
import org.signet.transport.smtp.Envelope.Recipient;
import org.signet.transport.smtp.RecipientResult.Accepted;
import org.signet.transport.smtp.RecipientResult.Refused;
import org.signet.transport.smtp.RecipientResult.Unsendable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One MAIL, RCPT, DATA over a connection that is protected as it must be. */
final class Transaction {
    private final Wire wire;
    private final Session session;
    private final Envelope envelope;
    private final OutgoingMessage message;
    private final String prefix;
    private final Map<Recipient, RecipientResult> results = new LinkedHashMap<>();
    private boolean uncertain;

    /**
     * @param prefix a header field to write before the message, with its line end, or nothing
     */
    Transaction(
            Wire wire, Session session, Envelope envelope, OutgoingMessage message, String prefix) {
        this.wire = wire;
        this.session = session;
        this.envelope = envelope;
        this.message = message;
        this.prefix = prefix;
    }

    Map<Recipient, RecipientResult> results() {
        return results;
    }

    /** Whether the message was written to its end and no reply came. */
    boolean isUncertain() {
        return uncertain;
    }

    void run() throws SmtpException {
        Optional<Unsendable> unsendable = unsendable();
        if (unsendable.isPresent()) {
            envelope.recipients().forEach(r -> results.put(r, unsendable.get()));
        } else if (session.extensions().offers("PIPELINING")) {
            pipelined();
        } else {
            stepwise();
        }
    }

    private Optional<Unsendable> unsendable() {
        Extensions offered = session.extensions();
        if (envelope.needsSmtpUtf8() && !offered.offers("SMTPUTF8")) {
            return no(Reason.NEEDS_SMTPUTF8, "an address is not ASCII, the server has no SMTPUTF8");
        }
        if (message.isEightBit() && !offered.offers("8BITMIME")) {
            return no(
                    Reason.NEEDS_8BITMIME,
                    "the message is 8-bit, the server has no 8BITMIME, and it is not converted");
        }
        Optional<Long> most = offered.mostOctets();
        if (most.isPresent() && octets() > most.get()) {
            return no(
                    Reason.MESSAGE_TOO_BIG,
                    "the message has " + octets() + " octets, the server takes " + most.get());
        }
        return Optional.empty();
    }

    private static Optional<Unsendable> no(Reason reason, String detail) {
        return Optional.of(new Unsendable(reason, detail));
    }

    private long octets() {
        return message.octets() + prefix.length();
    }

    private String mailCommand() {
        Extensions offered = session.extensions();
        StringBuilder command = new StringBuilder("MAIL FROM:<" + envelope.sender() + ">");
        if (offered.offers("SIZE")) {
            command.append(" SIZE=").append(octets());
        }
        if (message.isEightBit()) {
            command.append(" BODY=8BITMIME");
        }
        if (offered.offers("SMTPUTF8") && (envelope.needsSmtpUtf8() || message.eightBitHeader())) {
            command.append(" SMTPUTF8");
        }
        if (offered.offers("DSN")) {
            envelope.ret().ifPresent(ret -> command.append(" RET=").append(ret));
            envelope.envelopeId().ifPresent(id -> command.append(" ENVID=").append(id));
        }
        return command.append("\r\n").toString();
    }

    private String rcptCommand(Recipient recipient) {
        String notify =
                session.extensions().offers("DSN")
                        ? recipient.notifyOf().map(value -> " NOTIFY=" + value).orElse("")
                        : "";
        return "RCPT TO:<" + recipient.address() + ">" + notify + "\r\n";
    }

    /** All commands at once, then all replies (RFC 2920 §3.1). */
    private void pipelined() throws SmtpException {
        StringBuilder commands = new StringBuilder(mailCommand());
        envelope.recipients().forEach(recipient -> commands.append(rcptCommand(recipient)));
        wire.write(commands.append("DATA\r\n").toString());
        SmtpReply mail = wire.read();
        List<Recipient> accepted = new ArrayList<>();
        for (Recipient recipient : envelope.recipients()) {
            SmtpReply reply = wire.read();
            note(recipient, mail.isPositive() ? reply : mail, accepted);
        }
        afterData(wire.read(), accepted);
    }

    private void stepwise() throws SmtpException {
        wire.write(mailCommand());
        SmtpReply mail = wire.read();
        List<Recipient> accepted = new ArrayList<>();
        for (Recipient recipient : envelope.recipients()) {
            if (mail.isPositive()) {
                wire.write(rcptCommand(recipient));
                note(recipient, wire.read(), accepted);
            } else {
                note(recipient, mail, accepted);
            }
        }
        if (!accepted.isEmpty()) {
            wire.write("DATA\r\n");
            afterData(wire.read(), accepted);
        }
    }

    private void note(Recipient recipient, SmtpReply reply, List<Recipient> accepted) {
        if (reply.isPositive()) {
            accepted.add(recipient);
        } else {
            results.put(recipient, new Refused(reply));
        }
    }

    private void afterData(SmtpReply data, List<Recipient> accepted) throws SmtpException {
        if (data.code() != 354) {
            accepted.forEach(recipient -> results.put(recipient, new Refused(data)));
            return;
        }
        if (accepted.isEmpty()) {
            // RFC 2920 §3.1: a server that goes on without recipients gets an empty message.
            wire.write(".\r\n");
            wire.read();
            return;
        }
        write();
        uncertain = true;
        SmtpReply last = wire.read();
        uncertain = false;
        for (Recipient recipient : accepted) {
            results.put(recipient, last.isPositive() ? new Accepted(last) : new Refused(last));
        }
    }

    private void write() throws SmtpException {
        DotStuffing body = new DotStuffing(wire.data());
        try {
            body.write(prefix.getBytes(StandardCharsets.US_ASCII));
            message.content().writeTo(body);
            body.end();
        } catch (Wire.WireException e) {
            throw wire.lost(e);
        } catch (IOException e) {
            // The connection ends here without the final dot, so that no part is taken for all.
            throw new SmtpException(Reason.MESSAGE_UNREADABLE, String.valueOf(e.getMessage()));
        }
    }
}
