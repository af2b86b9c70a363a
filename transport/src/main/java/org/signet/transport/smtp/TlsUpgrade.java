package org.signet.transport.smtp;

import org.signet.transport.dns.DomainName;
import org.signet.transport.policy.Reason;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A TLS handshake that keeps the server's chain and leaves the judgement to the caller.
 *
 * <p>Each handshake has its own context, so that no session is resumed that was judged by another
 * policy.
 */
final class TlsUpgrade {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    /** A connection over TLS whose server nobody has judged yet. */
    record Unjudged(SSLSocket socket, List<X509Certificate> chain) {}

    private TlsUpgrade() {}

    static Unjudged handshake(Socket raw, Optional<DomainName> serverName) throws SmtpException {
        Capture capture = new Capture();
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[] {capture}, null);
            String host = serverName.map(DomainName::text).orElse(null);
            SSLSocket socket =
                    (SSLSocket)
                            context.getSocketFactory().createSocket(raw, host, raw.getPort(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(VERSIONS);
            parameters.setServerNames(serverName.stream().map(TlsUpgrade::sni).toList());
            socket.setSSLParameters(parameters);
            socket.setUseClientMode(true);
            socket.startHandshake();
            return new Unjudged(socket, capture.chain);
        } catch (IOException e) {
            throw new SmtpException(Reason.HANDSHAKE_FAILED, SmtpReply.printable(e));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot do TLS", e);
        }
    }

    private static SNIServerName sni(DomainName name) {
        return new SNIHostName(name.text().getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Keeps the chain; says yes to all, because what is presented is judged after the handshake.
     */
    private static final class Capture extends X509ExtendedTrustManager {
        private List<X509Certificate> chain = List.of();

        private void keep(X509Certificate[] presented) {
            chain = List.of(presented);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] presented, String kind, Socket socket) {
            keep(presented);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] presented, String kind, SSLEngine engine) {
            keep(presented);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] presented, String kind) {
            keep(presented);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] presented, String kind, Socket socket) {
            throw new UnsupportedOperationException("This is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] presented, String kind, SSLEngine engine) {
            throw new UnsupportedOperationException("This is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] presented, String kind) {
            throw new UnsupportedOperationException("This is a client");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
