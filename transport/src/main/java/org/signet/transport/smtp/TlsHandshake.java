package org.signet.transport.smtp;

import org.signet.transport.dns.DomainName;
import org.signet.transport.policy.Reason;
import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.policy.TlsVersion;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** A TLS handshake that leaves the judgement of the server to the caller. */
final class TlsHandshake {
    /** A connection over TLS whose server nobody has judged yet. */
    record Unjudged(SSLSocket socket, List<X509Certificate> chain, boolean resumed) {}

    private final TlsContexts contexts;

    TlsHandshake(TlsContexts contexts) {
        this.contexts = contexts;
    }

    Unjudged run(Socket raw, Target target, TlsPolicy policy, Optional<DomainName> serverName)
            throws SmtpException {
        String host = serverName.map(DomainName::text).orElse(target.address().getHostAddress());
        SSLContext context = contexts.context(new TlsContexts.Key(host, target.port(), policy));
        try {
            SSLSocket socket =
                    (SSLSocket)
                            context.getSocketFactory().createSocket(raw, host, target.port(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(versions(policy));
            parameters.setCipherSuites(TlsContexts.inOrder(parameters.getCipherSuites()));
            parameters.setServerNames(serverName.stream().map(TlsHandshake::sni).toList());
            socket.setSSLParameters(parameters);
            socket.setUseClientMode(true);
            long startedAt = System.nanoTime();
            socket.startHandshake();
            return new Unjudged(
                    socket, chain(socket), TlsContexts.isResumed(socket.getSession(), startedAt));
        } catch (IOException e) {
            throw new SmtpException(Reason.HANDSHAKE_FAILED, SmtpReply.printable(e));
        }
    }

    private static String[] versions(TlsPolicy policy) {
        TlsVersion lowest =
                policy instanceof TlsPolicy.UsesTls tls ? tls.lowest() : TlsVersion.USUAL;
        return lowest.protocolsFromHere().toArray(String[]::new);
    }

    private static SNIServerName sni(DomainName name) {
        return new SNIHostName(name.text().getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns what the server showed, in this handshake or in the one that is resumed. */
    private static List<X509Certificate> chain(SSLSocket socket) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (Certificate certificate : socket.getSession().getPeerCertificates()) {
                chain.add((X509Certificate) certificate);
            }
        } catch (SSLPeerUnverifiedException e) {
            // A server without certificate has an empty chain.
            return List.of();
        }
        return chain;
    }
}
