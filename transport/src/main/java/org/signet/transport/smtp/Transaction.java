package org.signet.transport.smtp;

import org.signet.transport.policy.Reason;
import org.signet.transport.smtp.Envelope.Recipient;
import org.signet.transport.smtp.RecipientResult.Accepted;
import org.signet.transport.smtp.RecipientResult.Refused;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One message to some recipients: MAIL, RCPT, and the content by BDAT or DATA.
 *
 * <p>A server that offers both PIPELINING and CHUNKING and has taken a message over this connection
 * before gets all of it in one flight (RFC 2920 §3.1, RFC 3030 §2): one round trip. If it refuses
 * all recipients it must refuse the content as well. Should it say that it took it, nobody is there
 * that it took it for.
 */
final class Transaction {
    /** Above this the replies to the envelope are awaited, lest all of it was sent for nothing. */
    private static final long MOST_AT_ONCE = 256 * 1024;

    private final Wire wire;
    private final Session session;
    private final SmtpSettings settings;
    private final Envelope envelope;
    private final OutgoingMessage message;
    private final Body body;
    private final Pipeline pipeline;
    private final Map<Recipient, RecipientResult> results = new LinkedHashMap<>();
    private final List<Recipient> accepted = new ArrayList<>();
    private final List<Recipient> postponed = new ArrayList<>();
    private boolean mailTaken;
    private boolean go;
    private boolean concluded;
    private boolean clean;

    Transaction(
            Wire wire,
            Session session,
            SmtpSettings settings,
            Envelope envelope,
            OutgoingMessage message,
            String prefix) {
        this.wire = wire;
        this.session = session;
        this.settings = settings;
        this.envelope = envelope;
        this.message = message;
        this.body = new Body(wire, message, prefix);
        this.pipeline =
                new Pipeline(wire, settings.timeout(), session.extensions().offers("PIPELINING"));
    }

    Map<Recipient, RecipientResult> results() {
        return results;
    }

    /** Those that the server wants in a transaction of their own. */
    List<Recipient> postponed() {
        return postponed;
    }

    /** Whether the message was written to its end and no reply to it came. */
    boolean isUncertain() {
        return body.isComplete() && !concluded && !isRefusedThroughout();
    }

    /** A server that has refused MAIL or every recipient has nobody to deliver to. */
    private boolean isRefusedThroughout() {
        return results.size() == envelope.recipients().size();
    }

    /** Whether the server's state is that of a fresh session. */
    boolean isClean() {
        return clean;
    }

    /**
     * Runs it.
     *
     * @param resetFirst whether an earlier transaction ended so that it must be forgotten
     * @param atOnce whether the content may go along with the envelope
     */
    void run(boolean resetFirst, boolean atOnce) throws SmtpException {
        if (resetFirst) {
            pipeline.say("RSET\r\n", Transaction::heardReset);
        }
        Extensions offered = session.extensions();
        if (offered.offers("PIPELINING") && offered.offers("CHUNKING")) {
            chunked(atOnce && body.octets() <= MOST_AT_ONCE);
        } else {
            data();
        }
    }

    private static void heardReset(SmtpReply reply) throws SmtpException {
        if (!reply.isPositive()) {
            throw Session.refused(Reason.CONNECTION_LOST, reply);
        }
    }

    private void chunked(boolean atOnce) throws SmtpException {
        sayEnvelope();
        if (!atOnce) {
            pipeline.hearAll();
            if (accepted.isEmpty()) {
                return;
            }
        }
        wire.put("BDAT " + body.octets() + " LAST\r\n");
        try {
            body.writeExact();
        } catch (SmtpException e) {
            throw lastWords(e);
        }
        pipeline.expect(reply -> heardEnd(reply, atOnce), settings.finalTimeout());
        pipeline.hearAll();
    }

    private void data() throws SmtpException {
        sayEnvelope();
        if (isRefusedThroughout()) {
            return;
        }
        pipeline.say("DATA\r\n", this::heardData);
        pipeline.hearAll();
        if (!go) {
            return;
        }
        if (accepted.isEmpty()) {
            // RFC 2920 §3.1: a server that goes on without recipients gets an empty message.
            pipeline.say(".\r\n", Transaction::requireFinal);
            pipeline.hearAll();
            return;
        }
        try {
            body.writeStuffed();
        } catch (SmtpException e) {
            throw lastWords(e);
        }
        pipeline.expect(reply -> heardEnd(reply, false), settings.finalTimeout());
        pipeline.hearAll();
    }

    private void sayEnvelope() throws SmtpException {
        Commands commands = new Commands(session.extensions());
        pipeline.say(commands.mail(envelope, message, body.octets()), this::heardMail);
        for (Recipient recipient : envelope.recipients()) {
            if (!isRefusedThroughout()) {
                pipeline.say(commands.rcpt(recipient), reply -> heardRcpt(recipient, reply));
            }
        }
    }

    private void heardMail(SmtpReply reply) throws SmtpException {
        requireFinal(reply);
        mailTaken = reply.isPositive();
        if (!mailTaken) {
            envelope.recipients().forEach(recipient -> refuse(recipient, reply));
        }
    }

    /** A reply of another kind says that both sides are out of step. */
    private static void requireFinal(SmtpReply reply) throws SmtpException {
        if (reply.code() / 100 == 3) {
            throw Session.refused(Reason.REPLY_MALFORMED, reply);
        }
    }

    private void heardRcpt(Recipient recipient, SmtpReply reply) throws SmtpException {
        requireFinal(reply);
        if (!mailTaken) {
            return;
        }
        if (reply.isPositive()) {
            accepted.add(recipient);
        } else if (reply.saysTooManyRecipients() && !accepted.isEmpty()) {
            postponed.add(recipient);
        } else {
            refuse(recipient, reply);
        }
    }

    private void refuse(Recipient recipient, SmtpReply reply) {
        results.put(recipient, new Refused(reply));
    }

    private void heardData(SmtpReply reply) throws SmtpException {
        go = reply.code() == 354;
        if (!go && reply.code() < 400) {
            throw Session.refused(Reason.REPLY_MALFORMED, reply);
        }
        if (!go) {
            accepted.forEach(recipient -> refuse(recipient, reply));
        }
    }

    private void heardEnd(SmtpReply reply, boolean atOnce) throws SmtpException {
        requireFinal(reply);
        concluded = true;
        if (atOnce && !accepted.isEmpty() && reply.saysBadSequence()) {
            throw Session.refused(Reason.PIPELINE_REFUSED, reply);
        }
        clean = reply.isPositive() && !accepted.isEmpty();
        for (Recipient recipient : accepted) {
            results.put(recipient, reply.isPositive() ? new Accepted(reply) : new Refused(reply));
        }
    }

    /** A server that stops listening in the middle may have said why. */
    private SmtpException lastWords(SmtpException e) {
        if (e.reason() != Reason.CONNECTION_LOST) {
            return e;
        }
        try {
            pipeline.expect(reply -> heardCutOff(reply), settings.timeout());
            pipeline.hearAll();
            return e;
        } catch (SmtpException said) {
            return said.reply().isPresent() ? said : e;
        }
    }

    private void heardCutOff(SmtpReply reply) throws SmtpException {
        if (reply.isPermanentFailure()) {
            accepted.forEach(recipient -> refuse(recipient, reply));
        }
        throw Session.refused(Reason.CONNECTION_LOST, reply);
    }
}
