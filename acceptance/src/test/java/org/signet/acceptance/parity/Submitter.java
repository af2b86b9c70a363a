package org.signet.acceptance.parity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Hands a mail to James over SMTP, octet for octet. */
final class Submitter {
    private static final int PATIENCE_MILLIS = 60_000;

    private final BufferedReader in;
    private final OutputStream out;

    Submitter(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        in =
                new BufferedReader(
                        new InputStreamReader(
                                socket.getInputStream(), StandardCharsets.ISO_8859_1));
        out = socket.getOutputStream();
    }

    void submit(Stage stage) throws IOException {
        Case.Submitted mail = stage.what().submitted();
        expect("220");
        say("EHLO client.test", "250");
        String sender = mail.nullSender() ? "" : stage.sender();
        say("MAIL FROM:<" + sender + ">" + parameters(stage.filled(mail.mailParameters())), "250");
        for (String recipient : stage.recipients()) {
            String local = recipient.substring(0, recipient.indexOf('@'));
            String parameters = mail.rcptParameters().getOrDefault(local, "");
            say("RCPT TO:<" + recipient + ">" + parameters(stage.filled(parameters)), "250");
        }
        say("DATA", "354");
        String content = mail.content().replaceAll("(?m)^\\.", "..");
        say("X-Case: " + stage.token() + "\r\n" + content + ".", "250");
        say("QUIT", "221");
    }

    private static String parameters(String text) {
        return text.isEmpty() ? "" : " " + text;
    }

    private void say(String line, String code) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        expect(code);
    }

    private void expect(String code) throws IOException {
        String line = in.readLine();
        while (line != null && line.startsWith(code + "-")) {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(code)) {
            throw new IOException("James said '" + line + "' where " + code + " was expected");
        }
    }
}
