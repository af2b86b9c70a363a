package org.signet.sandbox.smtp;

import org.jspecify.annotations.Nullable;
import org.signet.sandbox.mailbox.Arrival;
import org.signet.sandbox.mailbox.TlsFacts;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One SMTP connection from greeting to close. */
final class SmtpSession {
    /** RFC 5321 §4.5.3.1.4 says 512; the parameters of extensions need more. */
    private static final int MAX_COMMAND_LINE = 2048;

    private final SmtpServer server;
    private final Connection connection;
    private Duration delay = Duration.ZERO;
    private @Nullable String client;
    private @Nullable MailTransaction transaction;
    private boolean startTlsOffered;
    private boolean handshakeIsNext;
    private boolean open = true;
    private int errors;

    SmtpSession(SmtpServer server, Socket socket) throws IOException {
        this.server = server;
        this.connection = new Connection(socket);
    }

    /** Holds the dialogue until one side ends it. */
    void run() throws IOException {
        try {
            greet();
            while (open) {
                Optional<Line> line = connection.wire().line(MAX_COMMAND_LINE);
                if (line.isEmpty()) {
                    return;
                }
                answer(line.get());
            }
        } catch (SocketTimeoutException e) {
            say(Reply.of(421, "4.4.2 Nothing heard for " + server.limits().idle().toSeconds()));
        }
        connection.wire().flush();
    }

    private void greet() throws IOException {
        Duration asked = server.faults().of(server.host().domain()).delay();
        if (server.strikes(Fault.Kind.SLOW)) {
            delay = asked;
        }
        Optional<Reply> refusal = server.refusalByFault(Fault.Stage.CONNECT);
        open = refusal.isEmpty();
        say(refusal.orElse(Reply.of(220, server.host().name() + " ESMTP Signet sandbox")));
    }

    private void say(Reply reply) throws IOException {
        if (!delay.isZero()) {
            try {
                Thread.sleep(delay);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException("closing").initCause(e);
            }
        }
        connection.wire().write(reply.toWire());
        errors += reply.isError() ? 1 : 0;
        if (open && errors >= server.limits().errors()) {
            open = false;
            connection.wire().write(Reply.of(421, "4.7.0 Too many errors").toWire());
        }
    }

    private void answer(Line line) throws IOException {
        switch (line.defect()) {
            case TOO_LONG -> say(Reply.of(500, "5.5.2 The line is too long"));
            case BARE_CR_OR_LF -> say(Reply.of(500, "5.5.2 A line ends with CR LF"));
            case NOT_UTF8 -> say(Reply.of(500, "5.5.2 The line is not UTF-8"));
            case NONE -> {
                say(perform(Command.parse(line.text())));
                if (handshakeIsNext) {
                    beginAgainWithTls();
                }
            }
        }
    }

    private Reply perform(Command command) throws IOException {
        return switch (command) {
            case Command.Hello hello -> hello(hello);
            case Command.Mail mail -> mail(mail);
            case Command.Rcpt rcpt ->
                    transaction == null ? outOfOrder("MAIL") : transaction.rcpt(rcpt);
            case Command.Data data -> data();
            case Command.Bdat chunk -> bdat(chunk);
            case Command.StartTls startTls -> startTls();
            case Command.Rset rset -> {
                transaction = null;
                yield Reply.of(250, "2.0.0 OK");
            }
            case Command.Noop noop -> Reply.of(250, "2.0.0 OK");
            case Command.Vrfy vrfy -> Reply.of(252, "2.5.0 Send mail and see");
            case Command.Help help -> Reply.of(214, "2.0.0 See docs/sandbox.md");
            case Command.Quit quit -> {
                open = false;
                yield Reply.of(221, "2.0.0 Bye");
            }
            case Command.Malformed(String expected) -> Reply.of(501, "5.5.4 Expected: " + expected);
            case Command.Unknown unknown -> Reply.of(500, "5.5.1 Unknown command");
        };
    }

    private static Reply outOfOrder(String first) {
        return Reply.of(503, "5.5.1 " + first + " comes first");
    }

    private Reply hello(Command.Hello hello) {
        client = hello.client();
        transaction = null;
        if (!hello.extended()) {
            return Reply.of(250, server.host().name());
        }
        List<String> lines = new ArrayList<>();
        lines.add(server.host().name());
        lines.add("PIPELINING");
        lines.add("SIZE " + server.limits().messageOctets());
        startTlsOffered =
                server.host().tls().isPresent()
                        && connection.tls() instanceof TlsFacts.Plaintext
                        && !server.strikes(Fault.Kind.HIDE_STARTTLS);
        if (startTlsOffered) {
            lines.add("STARTTLS");
        }
        lines.addAll(List.of("ENHANCEDSTATUSCODES", "8BITMIME", "DSN", "SMTPUTF8", "CHUNKING"));
        return new Reply(250, lines);
    }

    private Reply startTls() throws IOException {
        Optional<Reply> refusal = refusalOfTls();
        handshakeIsNext = refusal.isEmpty();
        return refusal.orElse(Reply.of(220, "2.0.0 Ready for TLS"));
    }

    private void beginAgainWithTls() throws IOException {
        handshakeIsNext = false;
        connection.wire().flush();
        connection.startTls(server.host().tls().orElseThrow());
        // RFC 3207 §4.2: what was said before does not count
        client = null;
        transaction = null;
        startTlsOffered = false;
    }

    private Optional<Reply> refusalOfTls() throws IOException {
        if (connection.tls() instanceof TlsFacts.Encrypted) {
            return Optional.of(Reply.of(503, "5.5.1 TLS is on already"));
        }
        if (!startTlsOffered) {
            return Optional.of(Reply.of(502, "5.5.1 STARTTLS is not offered"));
        }
        if (server.strikes(Fault.Kind.REFUSE_STARTTLS)) {
            return Optional.of(Reply.of(454, "4.7.0 TLS is not available as asked"));
        }
        if (connection.wire().hasUnread()) {
            open = false;
            return Optional.of(
                    Reply.of(503, "5.5.1 Nothing may follow STARTTLS before the handshake"));
        }
        return Optional.empty();
    }

    private Reply mail(Command.Mail mail) {
        if (client == null) {
            return outOfOrder("EHLO");
        }
        if (transaction != null) {
            return Reply.of(503, "5.5.1 A mail is begun already");
        }
        Optional<Reply> refusal =
                server.refusalByFault(Fault.Stage.MAIL)
                        .or(() -> EsmtpRules.refusal(mail, server.limits().messageOctets()));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        transaction = new MailTransaction(server, mail);
        return Reply.of(250, "2.1.0 OK");
    }

    private Reply data() throws IOException {
        if (transaction == null) {
            return outOfOrder("MAIL");
        }
        Optional<Reply> refusal = transaction.refusalOfData();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        connection.wire().write(Reply.of(354, "End with a line of one dot").toWire());
        MailTransaction ending = transaction;
        transaction = null;
        return ending.data(connection.wire(), this::arrival);
    }

    private Reply bdat(Command.Bdat chunk) throws IOException {
        if (transaction == null) {
            connection.wire().skip(chunk.octets());
            return outOfOrder("MAIL");
        }
        Reply reply = transaction.bdat(chunk, connection.wire(), this::arrival);
        if (chunk.last() || reply.isError()) {
            transaction = null;
        }
        return reply;
    }

    private Arrival arrival() {
        return new Arrival(
                server.clock().instant(),
                server.host().domain(),
                server.host().name(),
                connection.clientAddress(),
                client == null ? "" : client,
                connection.tls());
    }
}
