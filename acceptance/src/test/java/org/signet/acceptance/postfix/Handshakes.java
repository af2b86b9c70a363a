package org.signet.acceptance.postfix;

import org.signet.acceptance.postfix.Host.Behaviour;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** How a host does its side of the handshake: its chain as it is, its versions, its faults. */
final class Handshakes extends SSLSocketFactory {
    private final Host host;
    private final SSLSocketFactory usual;

    Handshakes(Host host) {
        this.host = host;
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new Chain(host)}, null, null);
            this.usual = context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Could not set up TLS", e);
        }
    }

    SSLSocketFactory sockets() {
        return this;
    }

    @Override
    public Socket createSocket(Socket socket, InputStream consumed, boolean close)
            throws IOException {
        return handshake(socket);
    }

    @Override
    public Socket createSocket(Socket socket, String name, int port, boolean close)
            throws IOException {
        return handshake(socket);
    }

    private Socket handshake(Socket socket) throws IOException {
        if (host.behaviour() == Behaviour.TALKS_AT_HANDSHAKE
                || host.behaviour() == Behaviour.HANGS_UP_AT_HANDSHAKE) {
            // Hears the client out first: a close before that would be a reset.
            int heard = socket.getInputStream().read(new byte[16 * 1024]);
            if (host.behaviour() == Behaviour.TALKS_AT_HANDSHAKE) {
                socket.getOutputStream()
                        .write("250 2.0.0 Hello again\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            socket.close();
            throw new IOException("This host does not shake hands; it heard " + heard + " octets");
        }
        SSLSocket secured = (SSLSocket) usual.createSocket(socket, null, true);
        secured.setEnabledProtocols(host.versions().toArray(String[]::new));
        if (host.behaviour() == Behaviour.ANONYMOUS) {
            secured.setEnabledProtocols(new String[] {"TLSv1.2"});
            secured.setEnabledCipherSuites(
                    Arrays.stream(secured.getSupportedCipherSuites())
                            .filter(suite -> suite.contains("_anon_WITH_AES"))
                            .toArray(String[]::new));
        }
        return secured;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return usual.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return usual.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String name, int port) {
        throw new UnsupportedOperationException("This is a server");
    }

    @Override
    public Socket createSocket(String name, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException("This is a server");
    }

    @Override
    public Socket createSocket(InetAddress address, int port) {
        throw new UnsupportedOperationException("This is a server");
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException("This is a server");
    }

    /** Gives the chain as the scene has it, in any order, with any stranger in it. */
    private static final class Chain extends X509ExtendedKeyManager {
        private final Host host;

        Chain(Host host) {
            this.host = host;
        }

        private boolean isOfKind(String kind) {
            String algorithm = host.identity().key().getAlgorithm();
            return kind.equals(algorithm) || kind.startsWith(algorithm + "_");
        }

        @Override
        public String chooseServerAlias(String kind, Principal[] issuers, Socket socket) {
            return isOfKind(kind) ? "host" : null;
        }

        @Override
        public String chooseEngineServerAlias(String kind, Principal[] issuers, SSLEngine engine) {
            return isOfKind(kind) ? "host" : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return host.sent().toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return host.identity().key();
        }

        @Override
        public String[] getServerAliases(String kind, Principal[] issuers) {
            return new String[] {"host"};
        }

        @Override
        public String[] getClientAliases(String kind, Principal[] issuers) {
            throw new UnsupportedOperationException("This is a server");
        }

        @Override
        public String chooseClientAlias(String[] kinds, Principal[] issuers, Socket socket) {
            throw new UnsupportedOperationException("This is a server");
        }
    }
}
