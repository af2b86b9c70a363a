package org.signet.transport.smtp;

import org.signet.transport.smtp.Envelope.Recipient;

/**
 * Writes MAIL and RCPT, with the parameters that the server offers to understand, and no others.
 */
final class Commands {
    private final Extensions offered;

    Commands(Extensions offered) {
        this.offered = offered;
    }

    String mail(Envelope envelope, OutgoingMessage message, long octets) {
        StringBuilder command = new StringBuilder("MAIL FROM:<" + envelope.sender() + ">");
        if (offered.offers("SIZE")) {
            command.append(" SIZE=").append(octets);
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

    String rcpt(Recipient recipient) {
        StringBuilder command = new StringBuilder("RCPT TO:<" + recipient.address() + ">");
        if (offered.offers("DSN")) {
            recipient.notifyOf().ifPresent(events -> command.append(" NOTIFY=").append(events));
            recipient.originalRecipient().ifPresent(to -> command.append(" ORCPT=").append(to));
        }
        return command.append("\r\n").toString();
    }
}
