package org.signet.transport.smtp;

import org.signet.transport.policy.Reason;
import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.smtp.Envelope.Recipient;
import org.signet.transport.smtp.RecipientResult.Unsendable;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One connection to one server, which carries one message after another.
 *
 * <p>For one thread at a time. Between messages it costs a socket and its buffers, but no thread
 * and no timer.
 */
public final class SmtpConnection implements AutoCloseable {
    /** RFC 5321 §4.5.3.1.8: what every server must take in one transaction. */
    private static final int RECIPIENTS_AT_ONCE = 100;

    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Wire wire;
    private final Session session;
    private final Target target;
    private final TlsPolicy policy;
    private final SmtpSettings settings;
    private final String prefix;
    private final Set<String> domains = new HashSet<>();
    private int messages;
    private int transactions;
    private boolean resetFirst;
    private boolean proven;
    private boolean broken;

    SmtpConnection(
            Wire wire, Session session, Target target, TlsPolicy policy, SmtpSettings settings) {
        this.wire = wire;
        this.session = session;
        this.target = target;
        this.policy = policy;
        this.settings = settings;
        this.prefix = settings.verdictField(session.tls(), target);
        wire.rest();
    }

    public TlsFacts tls() {
        return session.tls();
    }

    /** Returns what the server showed, its own certificate first; nothing without TLS. */
    public List<X509Certificate> certificates() {
        return session.certificates();
    }

    public Target target() {
        return target;
    }

    public TlsPolicy policy() {
        return policy;
    }

    /** Returns how many messages were given to this connection. */
    public int messages() {
        return messages;
    }

    /** Tells whether another message may be sent: the dialogue is in order and no limit reached. */
    public boolean isReusable() {
        return !broken && !wire.hasUnread() && transactions < most("MAILMAX");
    }

    /**
     * Tells, without asking the server, whether it has closed the connection or said something
     * since its last reply, such as 421. A stale connection is of no use any more.
     */
    public boolean isStale() {
        broken |= broken || wire.isStale();
        return broken;
    }

    private int most(String limit) {
        return session.extensions().limit(limit).orElse(Integer.MAX_VALUE);
    }

    /**
     * Sends one message to all recipients of the envelope, in as many transactions as the limits of
     * the server demand.
     */
    public Attempt send(Envelope envelope, OutgoingMessage original) {
        if (broken) {
            throw new IllegalStateException("This connection to " + target.shown() + " is broken");
        }
        messages++;
        if (wire.hasUnread()) {
            // What was said unasked would be taken for the reply to the next command.
            return broken(
                    new SmtpException(Reason.REPLY_MALFORMED, "the server spoke unasked"),
                    Map.of(),
                    false,
                    wire.replies());
        }
        if (!original.isEightBit() || session.extensions().offers("8BITMIME")) {
            return sendAsItIs(envelope, original);
        }
        try {
            return switch (SevenBit.of(original)) {
                case SevenBit.Result.Converted converted ->
                        sendAsItIs(envelope, converted.message());
                case SevenBit.Result.LeftAlone not ->
                        unsendable(
                                envelope,
                                new Unsendable(
                                        Reason.NEEDS_8BITMIME,
                                        "the server has no 8BITMIME, and the message is not"
                                                + " converted: "
                                                + not.why()));
            };
        } catch (IOException e) {
            return broken(
                    new SmtpException(Reason.MESSAGE_UNREADABLE, SmtpReply.printable(e)),
                    Map.of(),
                    false,
                    wire.replies());
        }
    }

    private Attempt unsendable(Envelope envelope, Unsendable why) {
        Map<Recipient, RecipientResult> results = new LinkedHashMap<>();
        envelope.recipients().forEach(recipient -> results.put(recipient, why));
        return new Attempt.Answered(session.tls(), results);
    }

    private Attempt sendAsItIs(Envelope envelope, OutgoingMessage message) {
        Optional<Unsendable> unsendable = obstacle(envelope, message);
        if (unsendable.isPresent()) {
            return unsendable(envelope, unsendable.get());
        }
        Map<Recipient, RecipientResult> results = new LinkedHashMap<>();
        long repliesBefore = wire.replies();
        Deque<Recipient> waiting = new ArrayDeque<>(envelope.recipients());
        while (!waiting.isEmpty()) {
            List<Recipient> some = next(waiting);
            if (some.isEmpty() || transactions >= most("MAILMAX")) {
                return full(results, repliesBefore);
            }
            Transaction transaction =
                    new Transaction(wire, session, settings, envelope.with(some), message, prefix);
            Optional<SmtpException> trouble = run(transaction, message);
            results.putAll(transaction.results());
            if (trouble.isPresent()) {
                // Who says 421 closes the connection and takes nothing more (RFC 5321 §3.8).
                boolean uncertain =
                        transaction.isUncertain()
                                && trouble.get().reason() != Reason.SERVER_CLOSING;
                return broken(trouble.get(), results, uncertain, repliesBefore);
            }
            transaction.postponed().forEach(waiting::addFirst);
        }
        return new Attempt.Answered(session.tls(), results);
    }

    private Optional<SmtpException> run(Transaction transaction, OutgoingMessage message) {
        transactions++;
        wire.begin(settings.mostTime(message.octets()));
        try {
            transaction.run(resetFirst, proven);
            resetFirst = !transaction.isClean();
            proven |= transaction.isClean();
            return Optional.empty();
        } catch (SmtpException e) {
            broken = true;
            return Optional.of(e);
        } finally {
            wire.rest();
        }
    }

    /** Takes the recipients of one transaction from those that wait. */
    private List<Recipient> next(Deque<Recipient> waiting) {
        int mostRecipients = Math.min(RECIPIENTS_AT_ONCE, most("RCPTMAX"));
        int mostDomains = most("RCPTDOMAINMAX");
        List<Recipient> some = new ArrayList<>();
        List<Recipient> others = new ArrayList<>();
        while (!waiting.isEmpty() && some.size() < mostRecipients) {
            Recipient recipient = waiting.removeFirst();
            // RFC 9422 §4.3: the number of domains is one of the whole session.
            if (domains.contains(recipient.domain()) || domains.size() < mostDomains) {
                domains.add(recipient.domain());
                some.add(recipient);
            } else {
                others.add(recipient);
            }
        }
        waiting.addAll(others);
        return some;
    }

    private Attempt full(Map<Recipient, RecipientResult> results, long repliesBefore) {
        SmtpException e =
                new SmtpException(
                        Reason.SESSION_LIMIT, "the server takes no more over this connection");
        return broken(e, results, false, repliesBefore);
    }

    private Attempt broken(
            SmtpException e,
            Map<Recipient, RecipientResult> results,
            boolean uncertain,
            long repliesBefore) {
        broken = true;
        long replies = wire.replies() - repliesBefore;
        // A server that was about to close says 421 to whatever comes.
        boolean beforeAnyReply =
                replies == 0 || (replies == 1 && e.reason() == Reason.SERVER_CLOSING);
        return new Attempt.Broken(
                e.reason(),
                e.detail(),
                e.reply(),
                results,
                uncertain,
                beforeAnyReply,
                session.tls());
    }

    private Optional<Unsendable> obstacle(Envelope envelope, OutgoingMessage message) {
        Extensions offered = session.extensions();
        if (envelope.needsSmtpUtf8() && !offered.offers("SMTPUTF8")) {
            return no(Reason.NEEDS_SMTPUTF8, "an address is not ASCII, the server has no SMTPUTF8");
        }
        long octets = message.octets() + prefix.length();
        Optional<Long> most = offered.mostOctets();
        if (most.isPresent() && octets > most.get()) {
            return no(
                    Reason.MESSAGE_TOO_BIG,
                    "the message has " + octets + " octets, the server takes " + most.get());
        }
        return Optional.empty();
    }

    private static Optional<Unsendable> no(Reason reason, String detail) {
        return Optional.of(new Unsendable(reason, detail));
    }

    /** Says goodbye and does not wait for the answer; all that matters was answered before. */
    @Override
    public void close() {
        if (!broken) {
            broken = true;
            wire.begin(FAREWELL);
            try {
                wire.write("QUIT\r\n");
            } catch (SmtpException e) {
                // It is gone already, and nothing was left to be said.
                wire.close();
            }
        }
        wire.close();
    }
}
