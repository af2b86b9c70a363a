package org.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** With the defaults of the configuration, passwords are asked for over TLS only. */
class TlsTest {
    private static LocalSignet signet;

    @BeforeAll
    static void start() throws Exception {
        signet =
                LocalSignet.start(
                        RunningSignet.setup("tls")
                                .with(Map.of("signet.tls", "true"))
                                .with(conf -> makeKeystore(conf.file("keystore"))));
    }

    @AfterAll
    static void stop() throws Exception {
        if (signet != null) {
            signet.close();
        }
    }

    /** As smtpserver.xml tells the operator to. */
    private static void makeKeystore(Path keystore) {
        try {
            Process keytool =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin/keytool")
                                            .toString(),
                                    "-genkeypair",
                                    "-alias",
                                    "james",
                                    "-keyalg",
                                    "RSA",
                                    "-storetype",
                                    "PKCS12",
                                    "-keystore",
                                    keystore.toString(),
                                    "-storepass",
                                    "changeit",
                                    "-dname",
                                    "CN=mail.signet.test")
                            .inheritIO()
                            .start();
            assertThat(keytool.waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Session session(String protocol, boolean startTls) {
        Properties properties = new Properties();
        String prefix = "mail." + protocol + ".";
        properties.put(prefix + "auth", "true");
        properties.put(prefix + "starttls.required", Boolean.toString(startTls));
        properties.put(prefix + "starttls.enable", Boolean.toString(startTls));
        properties.put(prefix + "ssl.trust", "*");
        properties.put(prefix + "ssl.checkserveridentity", "false");
        properties.put(prefix + "timeout", "10000");
        return Session.getInstance(properties);
    }

    private static void signInToSubmission(boolean startTls) throws MessagingException {
        Person alice = signet.person("alice");
        try (Transport transport = session("smtp", startTls).getTransport("smtp")) {
            transport.connect(
                    "127.0.0.1", signet.ports().submission(), alice.address(), alice.password());
        }
    }

    private static void signInToMailbox(boolean startTls) throws MessagingException {
        Person alice = signet.person("alice");
        try (Store store = session("imap", startTls).getStore("imap")) {
            store.connect("127.0.0.1", signet.ports().imap(), alice.address(), alice.password());
            assertThat(store.getFolder("INBOX").exists()).isTrue();
        }
    }

    @Test
    void submissionShouldTakePasswordsOverTls() throws Exception {
        signInToSubmission(true);
    }

    /** In plain commands: Jakarta Mail goes on without signing in where that is not offered. */
    @Test
    void submissionShouldNotOfferToTakePasswordsInClear() throws Exception {
        try (Socket socket =
                        new Socket(InetAddress.getLoopbackAddress(), signet.ports().submission());
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.setSoTimeout(10_000);
            assertThat(reply(in)).startsWith("220");
            say(socket, "EHLO test");
            assertThat(reply(in)).startsWith("250").contains("STARTTLS").doesNotContain("AUTH");
        }
    }

    private static void say(Socket socket, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** All lines of one reply; the last has a blank after its code. */
    private static String reply(BufferedReader in) throws IOException {
        StringBuilder reply = new StringBuilder();
        String line;
        do {
            line = in.readLine();
            reply.append(line).append('\n');
        } while (line != null && line.length() > 3 && line.charAt(3) == '-');
        return reply.toString();
    }

    @Test
    void mailboxShouldTakePasswordsOverTls() throws Exception {
        signInToMailbox(true);
    }

    @Test
    void mailboxShouldTakeNoPasswordInClear() {
        assertThatThrownBy(() -> signInToMailbox(false)).isInstanceOf(MessagingException.class);
    }
}
