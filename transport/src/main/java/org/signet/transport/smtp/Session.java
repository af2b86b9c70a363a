package org.signet.transport.smtp;

import org.signet.transport.dane.DanePolicy;
import org.signet.transport.dane.DaneVerdict;
import org.signet.transport.dane.DaneVerifier;
import org.signet.transport.dns.DomainName;
import org.signet.transport.policy.Reason;
import org.signet.transport.policy.TlsPolicy;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

import javax.net.ssl.SSLSession;

/** One connection from the greeting until it is protected as the policy demands. */
final class Session {
    private final Wire wire;
    private final String heloName;
    private final Clock clock;
    private Extensions extensions = Extensions.NONE;
    private TlsFacts tls = new TlsFacts.Plain();

    Session(Wire wire, String heloName, Clock clock) {
        this.wire = wire;
        this.heloName = heloName;
        this.clock = clock;
    }

    Extensions extensions() {
        return extensions;
    }

    TlsFacts tls() {
        return tls;
    }

    /** Greets, and establishes the protection that the policy demands, or fails. */
    void begin(TlsPolicy policy, Optional<DomainName> host) throws SmtpException {
        SmtpReply greeting = wire.read();
        if (!greeting.isPositive()) {
            throw refused(Reason.GREETING_REFUSED, greeting);
        }
        hello();
        switch (policy) {
            case TlsPolicy.Authenticated authenticated -> {
                requireStartTls();
                authenticated(authenticated.dane());
            }
            case TlsPolicy.Verified verified ->
                    throw new SmtpException(
                            Reason.VERIFICATION_NOT_AVAILABLE,
                            "certificates cannot be verified for " + verified.names() + " yet");
            case TlsPolicy.Encrypted encrypted -> {
                requireStartTls();
                encrypted(host);
            }
            case TlsPolicy.Opportunistic opportunistic -> {
                if (extensions.offers("STARTTLS")) {
                    encrypted(host);
                }
            }
            case TlsPolicy.Plain plain -> {
                // STARTTLS is not used even where it is offered.
            }
            case TlsPolicy.Deferred deferred ->
                    throw new SmtpException(deferred.reason(), deferred.detail());
        }
    }

    /** Greets without TLS even where it is offered: only after it failed, and only if allowed. */
    void beginPlain() throws SmtpException {
        SmtpReply greeting = wire.read();
        if (!greeting.isPositive()) {
            throw refused(Reason.GREETING_REFUSED, greeting);
        }
        hello();
    }

    private void hello() throws SmtpException {
        wire.write("EHLO " + heloName + "\r\n");
        SmtpReply reply = wire.read();
        if (reply.isPositive()) {
            extensions = Extensions.of(reply);
            return;
        }
        if (!reply.isPermanentFailure()) {
            throw refused(Reason.GREETING_REFUSED, reply);
        }
        // RFC 5321 §3.2: a server that does not know EHLO may know HELO, and then no extension.
        extensions = Extensions.NONE;
        wire.write("HELO " + heloName + "\r\n");
        SmtpReply old = wire.read();
        if (!old.isPositive()) {
            throw refused(Reason.GREETING_REFUSED, old);
        }
    }

    private void requireStartTls() throws SmtpException {
        if (!extensions.offers("STARTTLS")) {
            throw new SmtpException(
                    Reason.STARTTLS_NOT_OFFERED, "TLS is mandatory here and STARTTLS not offered");
        }
    }

    private void authenticated(DanePolicy.Authenticate dane) throws SmtpException {
        // RFC 7672 §8.1: the name asked for is the TLSA base domain.
        TlsUpgrade.Unjudged server = startTls(Optional.of(dane.baseDomain()));
        DaneVerdict verdict =
                DaneVerifier.verify(
                        server.chain(), dane.records(), dane.referenceNames(), clock.instant());
        switch (verdict) {
            case DaneVerdict.Authenticated yes ->
                    goOn(server, Optional.of(yes), dane.secureRoute());
            case DaneVerdict.Rejected no ->
                    throw new SmtpException(Reason.of(no.cause()), no.detail());
            case DaneVerdict.AllUnusable none ->
                    throw new SmtpException(
                            Reason.TLSA_MISMATCH, "no TLSA record is usable: " + none.records());
        }
    }

    private void encrypted(Optional<DomainName> host) throws SmtpException {
        goOn(startTls(host), Optional.empty(), false);
    }

    private TlsUpgrade.Unjudged startTls(Optional<DomainName> serverName) throws SmtpException {
        wire.write("STARTTLS\r\n");
        SmtpReply reply = wire.read();
        if (!reply.isPositive()) {
            throw refused(Reason.STARTTLS_REFUSED, reply);
        }
        if (wire.hasUnread()) {
            throw new SmtpException(
                    Reason.STARTTLS_INJECTION, "octets came behind the reply to STARTTLS");
        }
        wire.step();
        try {
            return TlsUpgrade.handshake(wire.raw(), serverName);
        } catch (SmtpException e) {
            throw wire.isOutOfTime()
                    ? new SmtpException(Reason.TIMEOUT, "no TLS handshake in time")
                    : e;
        }
    }

    private void goOn(
            TlsUpgrade.Unjudged server,
            Optional<DaneVerdict.Authenticated> dane,
            boolean secureRoute)
            throws SmtpException {
        try {
            wire.over(server.socket());
        } catch (IOException e) {
            throw wire.lost(e);
        }
        SSLSession session = server.socket().getSession();
        tls =
                new TlsFacts.Encrypted(
                        session.getProtocol(), session.getCipherSuite(), dane, secureRoute);
        // RFC 3207 §4.2: all that was said before the handshake is forgotten.
        extensions = Extensions.NONE;
        hello();
    }

    static SmtpException refused(Reason reason, SmtpReply reply) {
        return new SmtpException(reason, reply.text(), Optional.of(reply));
    }
}
