package org.signet.transport.smtp;

import org.signet.transport.dane.DanePolicy;
import org.signet.transport.dane.DaneVerdict;
import org.signet.transport.dane.DaneVerifier;
import org.signet.transport.dns.DomainName;
import org.signet.transport.policy.Reason;
import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.smtp.TlsFacts.Peer;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLSession;

/** One connection from the greeting until it is protected as the policy demands. */
final class Session {
    private final Wire wire;
    private final Target target;
    private final SmtpSettings settings;
    private final TlsHandshake handshake;
    private final Instant now;
    private Extensions extensions = Extensions.NONE;
    private TlsFacts tls = new TlsFacts.Plain();
    private List<X509Certificate> certificates = List.of();

    Session(Wire wire, Target target, SmtpSettings settings, TlsHandshake tls, Instant now) {
        this.wire = wire;
        this.target = target;
        this.settings = settings;
        this.handshake = tls;
        this.now = now;
    }

    Extensions extensions() {
        return extensions;
    }

    TlsFacts tls() {
        return tls;
    }

    /** What the server showed, its own certificate first. */
    List<X509Certificate> certificates() {
        return certificates;
    }

    /** Greets, and establishes the protection that the policy demands, or fails. */
    void begin(TlsPolicy policy) throws SmtpException {
        if (policy instanceof TlsPolicy.Deferred deferred) {
            throw new SmtpException(deferred.reason(), deferred.detail());
        }
        if (target.implicitTls()) {
            secure(policy);
            greet();
        } else {
            greet();
            if (startsTls(policy)) {
                sayStartTls();
                secure(policy);
                // RFC 3207 §4.2: all that was said before the handshake is forgotten.
                extensions = Extensions.NONE;
                hello();
            }
        }
        if (settings.credentials().isPresent()) {
            new Login(wire, extensions, tls).as(settings.credentials().get());
        }
    }

    private void greet() throws SmtpException {
        SmtpReply greeting = wire.read();
        if (!greeting.isPositive()) {
            throw refused(Reason.GREETING_REFUSED, greeting);
        }
        hello();
    }

    private void hello() throws SmtpException {
        wire.write("EHLO " + settings.heloName() + "\r\n");
        SmtpReply reply = wire.read();
        if (reply.isPositive()) {
            extensions = Extensions.of(reply);
            return;
        }
        // RFC 7504 §3: 521 comes from a host that takes no mail at all.
        if (!reply.isPermanentFailure() || reply.code() == 521 || reply.code() == 554) {
            throw refused(Reason.GREETING_REFUSED, reply);
        }
        // RFC 5321 §3.2: a server that does not know EHLO may know HELO, and then no extension.
        extensions = Extensions.NONE;
        wire.write("HELO " + settings.heloName() + "\r\n");
        SmtpReply old = wire.read();
        if (!old.isPositive()) {
            throw refused(Reason.GREETING_REFUSED, old);
        }
    }

    private boolean startsTls(TlsPolicy policy) throws SmtpException {
        boolean offered = extensions.offers("STARTTLS");
        return switch (policy) {
            case TlsPolicy.Authenticated authenticated -> required(offered);
            case TlsPolicy.Verified verified -> required(offered);
            case TlsPolicy.Encrypted encrypted -> required(offered);
            case TlsPolicy.Opportunistic opportunistic -> offered;
            case TlsPolicy.Plain plain -> false;
            case TlsPolicy.Deferred deferred -> false;
        };
    }

    private static boolean required(boolean offered) throws SmtpException {
        if (!offered) {
            throw new SmtpException(
                    Reason.STARTTLS_NOT_OFFERED, "TLS is mandatory here and STARTTLS not offered");
        }
        return true;
    }

    private void sayStartTls() throws SmtpException {
        wire.write("STARTTLS\r\n");
        SmtpReply reply = wire.read();
        if (!reply.isPositive()) {
            throw refused(Reason.STARTTLS_REFUSED, reply);
        }
        // What came behind it in the clear may be anybody's.
        wire.discardUnread();
    }

    private void secure(TlsPolicy policy) throws SmtpException {
        Optional<DomainName> serverName = serverName(policy);
        wire.step();
        TlsHandshake.Unjudged server;
        try {
            server = handshake.run(wire.raw(), target, policy, serverName);
            wire.over(server.socket());
        } catch (SmtpException e) {
            throw wire.isOutOfTime()
                    ? new SmtpException(Reason.TIMEOUT, "no TLS handshake in time")
                    : e;
        } catch (IOException e) {
            throw wire.lost(e);
        }
        SSLSession session = server.socket().getSession();
        certificates = server.chain();
        List<CertificateDigests> chain = CertificateDigests.of(certificates);
        Peer peer = new Peer.Rejected();
        try {
            peer = judge(policy, server);
        } catch (SmtpException e) {
            session.invalidate();
            throw new SmtpException(
                    e.reason(), e.detail() + "; shown: " + CertificateDigests.shown(chain));
        } finally {
            tls =
                    new TlsFacts.Encrypted(
                            session.getProtocol(),
                            session.getCipherSuite(),
                            serverName,
                            server.resumed(),
                            chain,
                            peer);
        }
    }

    /** RFC 7672 §8.1: with DANE the name asked for is the TLSA base domain. */
    private Optional<DomainName> serverName(TlsPolicy policy) {
        return policy instanceof TlsPolicy.Authenticated authenticated
                ? Optional.of(authenticated.dane().baseDomain())
                : target.host();
    }

    /** Judges the server, in a resumed session too: records and certificates may be out of date. */
    private Peer judge(TlsPolicy policy, TlsHandshake.Unjudged server) throws SmtpException {
        return switch (policy) {
            case TlsPolicy.Authenticated authenticated -> byDane(authenticated.dane(), server);
            case TlsPolicy.Verified verified ->
                    new Peer.ByAuthority(
                            new WebPki(settings.roots())
                                    .verify(server.chain(), verified.names(), now));
            case TlsPolicy.Encrypted encrypted -> new Peer.Unknown();
            case TlsPolicy.Opportunistic opportunistic -> new Peer.Unknown();
            case TlsPolicy.Plain plain -> new Peer.Unknown();
            case TlsPolicy.Deferred deferred ->
                    throw new SmtpException(deferred.reason(), deferred.detail());
        };
    }

    private Peer byDane(DanePolicy.Authenticate dane, TlsHandshake.Unjudged server)
            throws SmtpException {
        DaneVerdict verdict =
                DaneVerifier.verify(server.chain(), dane.records(), dane.referenceNames(), now);
        return switch (verdict) {
            case DaneVerdict.Authenticated yes -> new Peer.ByDane(yes, dane.secureRoute());
            case DaneVerdict.Rejected no ->
                    throw new SmtpException(Reason.of(no.cause()), no.detail());
            case DaneVerdict.AllUnusable none ->
                    throw new SmtpException(
                            Reason.TLSA_MISMATCH, "no TLSA record is usable: " + none.records());
        };
    }

    static SmtpException refused(Reason reason, SmtpReply reply) {
        return new SmtpException(reason, reply.text(), Optional.of(reply));
    }
}
