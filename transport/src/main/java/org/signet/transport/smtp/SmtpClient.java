package org.signet.transport.smtp;

import org.signet.transport.policy.Reason;
import org.signet.transport.policy.TlsPolicy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** Opens connections to mail servers, each protected as a policy demands. */
public final class SmtpClient {
    private static final Set<Reason> TLS_NOT_ESTABLISHED =
            Set.of(Reason.HANDSHAKE_FAILED, Reason.STARTTLS_REFUSED);

    private final SmtpSettings settings;
    private final Clock clock;
    private final TlsContexts contexts = new TlsContexts();
    private final Deadlines deadlines = new Deadlines();

    public SmtpClient(SmtpSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Opens a connection, delivers one message, and closes the connection. */
    public Attempt deliver(
            Target target, TlsPolicy policy, Envelope envelope, OutgoingMessage message) {
        return switch (open(target, policy)) {
            case Opening.Ready ready -> {
                try (SmtpConnection connection = ready.connection()) {
                    yield connection.send(envelope, message);
                }
            }
            case Opening.Failed failed ->
                    new Attempt.Broken(
                            failed.reason(),
                            failed.detail(),
                            failed.reply(),
                            Map.of(),
                            false,
                            true,
                            failed.tls());
        };
    }

    /** Connects and protects the connection as the policy demands. */
    public Opening open(Target target, TlsPolicy policy) {
        Opening first = open(target, policy, false);
        boolean plainIsLeft =
                policy instanceof TlsPolicy.Opportunistic opportunistic
                        && opportunistic.plainAfterFailedHandshake()
                        && !target.implicitTls()
                        && settings.credentials().isEmpty()
                        && first instanceof Opening.Failed failed
                        && TLS_NOT_ESTABLISHED.contains(failed.reason());
        return plainIsLeft ? open(target, policy, true) : first;
    }

    private Opening open(Target target, TlsPolicy policy, boolean plain) {
        Wire wire;
        try {
            wire = new Wire(connect(target), deadlines, settings.timeout(), settings.mostTime(0));
        } catch (IOException e) {
            return failed(
                    new SmtpException(Reason.CONNECT_FAILED, SmtpReply.printable(e)),
                    new TlsFacts.Plain());
        }
        Session session =
                new Session(wire, target, settings, new TlsHandshake(contexts), clock.instant());
        boolean ready = false;
        try {
            session.begin(plain ? new TlsPolicy.Plain() : policy);
            ready = true;
            return new Opening.Ready(new SmtpConnection(wire, session, target, policy, settings));
        } catch (SmtpException e) {
            return failed(e, session.tls());
        } finally {
            if (!ready) {
                wire.close();
            }
        }
    }

    private static Opening failed(SmtpException e, TlsFacts tls) {
        return new Opening.Failed(e.reason(), e.detail(), e.reply(), tls);
    }

    private Socket connect(Target target) throws IOException {
        // A channel's socket, as only a channel can be asked without waiting what has come in.
        SocketChannel channel = SocketChannel.open();
        Socket socket = channel.socket();
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
            channel.close();
            throw e;
        }
    }
}
