package org.signet.acceptance.parity;

import org.signet.testing.TestCa;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection of a {@link FakeServer}. */
final class FakeSession {
    private static final System.Logger LOG = System.getLogger(FakeSession.class.getName());

    private final Script script;
    private final Dialogue dialogue;
    private final Function<String, Optional<String>> rules;
    private final List<String> recipients = new ArrayList<>();
    private Socket socket;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();

    FakeSession(
            Socket socket,
            Script script,
            Dialogue dialogue,
            Function<String, Optional<String>> rules) {
        this.socket = socket;
        this.script = script;
        this.dialogue = dialogue;
        this.rules = rules;
    }

    void run() {
        try {
            converse();
        } catch (IOException | GeneralSecurityException e) {
            LOG.log(System.Logger.Level.DEBUG, "A connection broke", e);
        }
    }

    private void converse() throws IOException, GeneralSecurityException {
        if (script.tlsAtOnce()) {
            secure();
        } else {
            streams();
        }
        if (!reply("", rules.apply(Script.GREETING).orElse(script.greeting()))) {
            return;
        }
        while (true) {
            String line = line();
            String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            String answer = rules.apply(line).orElseGet(() -> usual(verb));
            if (!reply(line, answer)) {
                return;
            }
            if (!follow(verb, line, answer.startsWith("2") || answer.startsWith("3"))) {
                socket.close();
                return;
            }
        }
    }

    /** Does what a command asks for; returns whether the connection goes on. */
    private boolean follow(String verb, String line, boolean accepted)
            throws IOException, GeneralSecurityException {
        switch (verb) {
            case "STARTTLS" -> {
                if (accepted) {
                    secure();
                }
            }
            case "MAIL", "RSET" -> recipients.clear();
            case "RCPT" -> {
                if (accepted) {
                    recipients.add(line.replaceFirst("(?i)^RCPT TO:\\s*<([^>]*)>.*", "$1"));
                }
            }
            case "DATA" -> {
                return !accepted || content();
            }
            default -> {}
        }
        return !verb.equals("QUIT");
    }

    private String usual(String verb) {
        return switch (verb) {
            case "EHLO" -> ehlo();
            case "HELO", "MAIL", "RCPT", "RSET", "NOOP", "CONTENT" -> "250 2.0.0 ok";
            case "STARTTLS" -> script.tls().isPresent() ? "220 go ahead" : "502 5.5.1 no";
            case "DATA" -> "354 go ahead";
            case "QUIT" -> "221 2.0.0 bye";
            case "AUTH" -> "235 2.7.0 welcome";
            default -> "500 5.5.2 what?";
        };
    }

    private String ehlo() {
        StringBuilder lines = new StringBuilder("250-mx greets you\r\n");
        List<String> offered =
                script.extensions().stream()
                        .filter(line -> !(dialogue.isEncrypted() && line.equals("STARTTLS")))
                        .toList();
        for (String line : offered) {
            lines.append("250-").append(line).append("\r\n");
        }
        return lines.append("250 HELP").toString();
    }

    /** Says and remembers; returns whether the connection goes on. */
    private boolean reply(String line, String answer) throws IOException {
        if (answer.equals(Script.SILENCE)) {
            dialogue.add(line, answer);
            awaitEnd();
            return false;
        }
        if (!line.isEmpty() || !answer.startsWith("220")) {
            dialogue.add(line, answer);
        }
        if (answer.equals(Script.DROP)) {
            socket.close();
            return false;
        }
        out.write((answer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return true;
    }

    /** The client is expected to lose patience. */
    private void awaitEnd() throws IOException {
        Instant begin = Instant.now();
        while (in.read() >= 0) {
            LOG.log(System.Logger.Level.TRACE, "Still there");
        }
        dialogue.patience(Duration.between(begin, Instant.now()));
    }

    private boolean content() throws IOException {
        StringBuilder content = new StringBuilder();
        for (String line = line(); !line.equals("."); line = line()) {
            content.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        String answer = rules.apply(Script.CONTENT).orElseGet(() -> usual("CONTENT"));
        if (answer.startsWith("2")) {
            dialogue.add(new Dialogue.Taken(recipients, content.toString()));
        }
        recipients.clear();
        return reply(Script.CONTENT, answer);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("The client has gone");
            }
            line.write(octet);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private void streams() throws IOException {
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    private void secure() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(keyStore(script.tls().orElseThrow()), new char[0]);
        context.init(keys.getKeyManagers(), null, null);
        SSLSocket secured =
                (SSLSocket) context.getSocketFactory().createSocket(socket, null, -1, true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        socket = secured;
        streams();
        dialogue.encrypted();
    }

    private static KeyStore keyStore(TestCa.Identity identity)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "key",
                identity.key(),
                new char[0],
                identity.chain().toArray(X509Certificate[]::new));
        return store;
    }
}
