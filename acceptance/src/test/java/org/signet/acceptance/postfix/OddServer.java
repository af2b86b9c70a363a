package org.signet.acceptance.postfix;

import org.signet.acceptance.postfix.Host.Behaviour;
import org.signet.sandbox.mailbox.Arrival;
import org.signet.sandbox.mailbox.Envelope;
import org.signet.sandbox.mailbox.Mailbox;
import org.signet.sandbox.mailbox.TlsFacts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.net.ssl.SSLSocket;

/** A server that is odd in a way that the sandbox's are not. */
final class OddServer {
    private final Host host;
    private final Mailbox mailbox;

    OddServer(Host host, Mailbox mailbox) {
        this.host = host;
        this.mailbox = mailbox;
    }

    void start() throws IOException {
        ServerSocket listener =
                new ServerSocket(MailServers.PORT, 50, InetAddress.getByName(host.address()));
        Thread.ofPlatform().daemon().name(host.name()).start(() -> listen(listener));
    }

    private void listen(ServerSocket listener) {
        while (true) {
            try {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                throw new IllegalStateException(host.name() + " takes no connection", e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Dialogue(socket).run();
        } catch (IOException e) {
            System.getLogger(OddServer.class.getName())
                    .log(System.Logger.Level.DEBUG, host.name() + ": the client left", e);
        }
    }

    private final class Dialogue {
        private Socket socket;
        private BufferedReader in;
        private TlsFacts tls = new TlsFacts.Plaintext();
        private String client = "";
        private String recipient = "";

        Dialogue(Socket socket) throws IOException {
            this.socket = socket;
            this.in = reader(socket);
        }

        private BufferedReader reader(Socket from) throws IOException {
            return new BufferedReader(
                    new InputStreamReader(from.getInputStream(), StandardCharsets.ISO_8859_1));
        }

        private void say(String reply) throws IOException {
            socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }

        void run() throws IOException {
            say("220 " + host.certificateName() + " ESMTP");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
                if (!answer(verb, line)) {
                    return;
                }
            }
        }

        /** Returns whether the dialogue goes on. */
        private boolean answer(String verb, String line) throws IOException {
            switch (verb) {
                case "EHLO", "HELO" -> hello(verb, line);
                case "STARTTLS" -> {
                    return startTls();
                }
                case "MAIL", "RSET" -> say("250 2.0.0 OK");
                case "RCPT" -> {
                    recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                    say("250 2.0.0 OK");
                }
                case "DATA" -> data();
                case "QUIT" -> {
                    say("221 2.0.0 Bye");
                    return false;
                }
                default -> say("500 5.5.1 Unknown command");
            }
            return true;
        }

        private void hello(String verb, String line) throws IOException {
            client = line.substring(5);
            if (host.behaviour() == Behaviour.REFUSES_HELLO) {
                say("554 5.7.1 Go away");
            } else if (verb.equals("EHLO") && host.behaviour() == Behaviour.OLD) {
                say("500 5.5.1 Unknown command");
            } else if (verb.equals("EHLO") && tls instanceof TlsFacts.Plaintext) {
                say("250-" + host.certificateName() + "\r\n250 STARTTLS");
            } else {
                say("250 " + host.certificateName());
            }
        }

        private boolean startTls() throws IOException {
            switch (host.behaviour()) {
                case FORGETS_STARTTLS -> say("502 5.5.1 Unknown command");
                case HANGS_UP_AT_STARTTLS -> {
                    return false;
                }
                default -> {
                    say("220 2.0.0 Ready\r\n250 2.0.0 Injected");
                    SSLSocket secured =
                            (SSLSocket) new Handshakes(host).createSocket(socket, null, 0, true);
                    secured.setUseClientMode(false);
                    secured.startHandshake();
                    socket = secured;
                    in = reader(secured);
                    tls =
                            new TlsFacts.Encrypted(
                                    secured.getSession().getProtocol(),
                                    secured.getSession().getCipherSuite(),
                                    Optional.empty());
                }
            }
            return true;
        }

        private void data() throws IOException {
            say("354 End with a line of one dot");
            StringBuilder content = new StringBuilder();
            String line = in.readLine();
            while (line != null && !line.equals(".")) {
                content.append(line).append("\r\n");
                line = in.readLine();
            }
            if (line == null) {
                throw new IOException("The client left within the message");
            }
            keep(content.toString());
            say("250 2.0.0 Kept");
        }

        private void keep(String content) {
            mailbox.add(
                    new Arrival(
                            Instant.now(),
                            host.scene().domain(),
                            host.certificateName(),
                            "",
                            client,
                            tls),
                    new Envelope(
                            "", List.of(), List.of(new Envelope.Recipient(recipient, List.of()))),
                    content.getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
