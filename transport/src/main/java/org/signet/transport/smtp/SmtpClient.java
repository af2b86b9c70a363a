package org.signet.transport.smtp;

import org.signet.transport.policy.Reason;
import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.smtp.Envelope.Recipient;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Delivers one message over one connection to one address. */
public final class SmtpClient {
    /** RFC 5321 §4.5.3.1.8: what every server must take in one transaction. */
    private static final int RECIPIENTS_AT_ONCE = 100;

    private static final Set<Reason> TLS_NOT_ESTABLISHED =
            Set.of(Reason.HANDSHAKE_FAILED, Reason.STARTTLS_REFUSED);

    private final SmtpSettings settings;
    private final Clock clock;

    public SmtpClient(SmtpSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Connects, protects the connection as the policy demands, and delivers. */
    public Attempt deliver(
            Target target, TlsPolicy policy, Envelope envelope, OutgoingMessage message) {
        Attempt first = connect(target, policy, false, envelope, message);
        boolean plainIsLeft =
                policy instanceof TlsPolicy.Opportunistic opportunistic
                        && opportunistic.plainAfterFailedHandshake()
                        && first instanceof Attempt.Broken broken
                        && TLS_NOT_ESTABLISHED.contains(broken.reason());
        return plainIsLeft ? connect(target, policy, true, envelope, message) : first;
    }

    private Attempt connect(
            Target target,
            TlsPolicy policy,
            boolean plain,
            Envelope envelope,
            OutgoingMessage message) {
        Map<Recipient, RecipientResult> results = new LinkedHashMap<>();
        try (Wire wire = new Wire(open(target), settings.timeout())) {
            Session session = new Session(wire, settings.heloName(), clock);
            try {
                if (plain) {
                    session.beginPlain();
                } else {
                    session.begin(policy, target.host());
                }
            } catch (SmtpException e) {
                return broken(e, results, false, session.tls());
            }
            return transactions(wire, session, target, envelope, message, results);
        } catch (IOException e) {
            return broken(
                    new SmtpException(Reason.CONNECT_FAILED, String.valueOf(e.getMessage())),
                    results,
                    false,
                    new TlsFacts.Plain());
        }
    }

    private Socket open(Target target) throws IOException {
        Socket socket = new Socket();
        try {
            if (settings.bind().isPresent()) {
                socket.bind(new InetSocketAddress(settings.bind().get(), 0));
            }
            socket.setTcpNoDelay(true);
            socket.connect(
                    new InetSocketAddress(target.address(), target.port()),
                    (int) settings.connectTimeout().toMillis());
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private Attempt transactions(
            Wire wire,
            Session session,
            Target target,
            Envelope envelope,
            OutgoingMessage message,
            Map<Recipient, RecipientResult> results) {
        String prefix = verdictField(session.tls(), target);
        List<Recipient> all = envelope.recipients();
        for (int from = 0; from < all.size(); from += RECIPIENTS_AT_ONCE) {
            List<Recipient> some =
                    all.subList(from, Math.min(all.size(), from + RECIPIENTS_AT_ONCE));
            Transaction transaction =
                    new Transaction(wire, session, envelope.with(some), message, prefix);
            try {
                if (from > 0) {
                    reset(wire);
                }
                transaction.run();
                results.putAll(transaction.results());
            } catch (SmtpException e) {
                results.putAll(transaction.results());
                return broken(e, results, transaction.isUncertain(), session.tls());
            }
        }
        quit(wire);
        return new Attempt.Answered(session.tls(), results);
    }

    private static void reset(Wire wire) throws SmtpException {
        wire.write("RSET\r\n");
        SmtpReply reply = wire.read();
        if (!reply.isPositive()) {
            throw Session.refused(Reason.CONNECTION_LOST, reply);
        }
    }

    /** Says goodbye and does not wait for the answer; all that matters was answered before. */
    private static void quit(Wire wire) {
        try {
            wire.write("QUIT\r\n");
        } catch (SmtpException e) {
            return;
        }
    }

    private String verdictField(TlsFacts tls, Target target) {
        return settings.verdictHeader()
                .map(
                        name ->
                                name
                                        + ": "
                                        + tls.summary()
                                        + target.host().map(host -> "; mx=" + host).orElse("")
                                        + "\r\n")
                .orElse("");
    }

    private static Attempt.Broken broken(
            SmtpException e,
            Map<Recipient, RecipientResult> results,
            boolean uncertain,
            TlsFacts tls) {
        Optional<SmtpReply> reply = e.reply();
        return new Attempt.Broken(e.reason(), e.detail(), reply, results, uncertain, tls);
    }
}
