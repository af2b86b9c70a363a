package org.signet.sandbox.smtp;

import org.signet.sandbox.mailbox.TlsFacts;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** The connection of a session: in the clear at first, after STARTTLS encrypted. */
final class Connection {
    /** Thrown where a fault wants the connection to break without a word. */
    static final class Dropped extends IOException {
        private static final long serialVersionUID = 1L;

        Dropped() {
            super("The connection is dropped on purpose");
        }
    }

    private final Socket socket;
    private Wire wire;
    private TlsFacts tls = new TlsFacts.Plaintext();

    Connection(Socket socket) throws IOException {
        this.socket = socket;
        this.wire = new Wire(socket.getInputStream(), socket.getOutputStream());
    }

    Wire wire() {
        return wire;
    }

    TlsFacts tls() {
        return tls;
    }

    String clientAddress() {
        return socket.getInetAddress().getHostAddress();
    }

    void startTls(SSLSocketFactory factory) throws IOException {
        SSLSocket secured = (SSLSocket) factory.createSocket(socket, null, true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        wire = new Wire(secured.getInputStream(), secured.getOutputStream());
        SSLSession session = secured.getSession();
        tls =
                new TlsFacts.Encrypted(
                        session.getProtocol(), session.getCipherSuite(), serverName(session));
    }

    private static Optional<String> serverName(SSLSession session) {
        List<SNIServerName> names =
                session instanceof ExtendedSSLSession extended
                        ? extended.getRequestedServerNames()
                        : List.of();
        return names.stream()
                .filter(SNIHostName.class::isInstance)
                .map(name -> ((SNIHostName) name).getAsciiName())
                .findFirst();
    }
}
