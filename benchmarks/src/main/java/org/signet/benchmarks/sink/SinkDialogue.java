package org.signet.benchmarks.sink;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;

import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** One connection to the sink, from the greeting to the end. */
final class SinkDialogue implements Runnable {
    private static final String[] EXTENSIONS = {
        "PIPELINING",
        "SIZE 157286400",
        "8BITMIME",
        "SMTPUTF8",
        "ENHANCEDSTATUSCODES",
        "DSN",
        "CHUNKING"
    };

    private final Socket socket;
    private final SSLSocketFactory tls;
    private final Tally tally;
    private final SinkTempo tempo;
    private final String address;
    private SinkWire wire;
    private boolean encrypted;
    private long size;
    private long messages;

    SinkDialogue(Socket socket, SSLSocketFactory tls, Tally tally, SinkTempo tempo)
            throws IOException {
        this.socket = socket;
        this.tls = tls;
        this.tally = tally;
        this.tempo = tempo;
        this.address = socket.getLocalAddress().getHostAddress();
        this.wire = wire(socket);
    }

    private SinkWire wire(Socket on) throws IOException {
        return new SinkWire(on.getInputStream(), on.getOutputStream(), tempo.longWait());
    }

    @Override
    public void run() {
        tally.connected();
        try (socket) {
            reply("220 sink.test ESMTP");
            boolean open = true;
            while (open) {
                open = command(wire.readLine());
            }
            wire.flush();
        } catch (EOFException | SocketException e) {
            // the client has gone: how it ends its connections is its own affair
            return;
        } catch (IOException e) {
            System.err.println("sink: " + e);
        }
    }

    private void reply(String line) throws IOException {
        tempo.delay(address);
        wire.reply(line);
    }

    /** Returns whether the dialogue goes on. */
    private boolean command(String line) throws IOException {
        int space = line.indexOf(' ');
        String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        switch (verb) {
            case "EHLO" -> hello();
            case "HELO", "NOOP", "RSET" -> reply("250 2.0.0 ok");
            case "STARTTLS" -> startTls();
            case "MAIL" -> {
                size = 0;
                reply("250 2.1.0 ok");
            }
            case "RCPT" -> reply("250 2.1.5 ok");
            case "DATA" -> {
                reply("354 go on");
                size = wire.skipData();
                received();
            }
            case "BDAT" -> chunk(line.substring(space + 1));
            case "QUIT" -> {
                reply("221 2.0.0 bye");
                return false;
            }
            default -> reply("500 5.5.1 unknown");
        }
        return true;
    }

    private void hello() throws IOException {
        tempo.delay(address);
        wire.reply("250-sink.test");
        if (!encrypted) {
            wire.reply("250-STARTTLS");
        }
        for (int i = 0; i < EXTENSIONS.length; i++) {
            wire.reply((i < EXTENSIONS.length - 1 ? "250-" : "250 ") + EXTENSIONS[i]);
        }
    }

    private void startTls() throws IOException {
        if (encrypted || wire.hasUnread()) {
            throw new IOException("STARTTLS at the wrong time");
        }
        reply("220 2.0.0 go on");
        wire.flush();
        SSLSocket secured = (SSLSocket) tls.createSocket(socket, null, true);
        secured.startHandshake();
        tally.shookHands();
        encrypted = true;
        wire = wire(secured);
    }

    private void chunk(String arguments) throws IOException {
        String[] parts = arguments.trim().split(" +", 2);
        long octets = Long.parseLong(parts[0]);
        wire.skip(octets);
        size += octets;
        if (parts.length > 1) {
            received();
        } else {
            reply("250 2.0.0 " + octets + " octets");
        }
    }

    private void received() throws IOException {
        tally.received(address, encrypted, size, System.nanoTime());
        size = 0;
        long waits = wire.takeWaits();
        if (messages > 0) {
            tally.receivedLater(waits);
        }
        messages++;
        reply("250 2.0.0 queued");
    }
}
