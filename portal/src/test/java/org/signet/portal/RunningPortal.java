package org.signet.portal;

import org.signet.rights.LinkToken;
import org.signet.rights.Protected;
import org.signet.rights.ProtectedMessages;
import org.signet.rights.Protection;
import org.signet.rights.RightsSettings;
import org.signet.rights.template.Template;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A portal on loopback over a rights store in a directory, with a clock the test moves. */
final class RunningPortal implements AutoCloseable {
    static final String ALICE = "alice@ours.test";
    static final String BOB = "bob@partner.test";
    static final String CAROL = "carol@other.test";

    private static final Pattern DIGITS = Pattern.compile("(\\d{4}) (\\d{4})");

    final MovableClock clock = new MovableClock();
    final List<PasscodeMail> mails = new CopyOnWriteArrayList<>();
    final List<Taken> taken = new CopyOnWriteArrayList<>();
    final ProtectedMessages messages;
    final Portal portal;
    final String url;
    volatile boolean mailServerDown;

    RunningPortal(Path directory) throws Exception {
        this(directory, Map.of());
    }

    RunningPortal(Path directory, Map<String, String> more) throws Exception {
        int port = freePort();
        url = "http://127.0.0.1:" + port;
        Map<String, String> values = new HashMap<>();
        values.put("portal.public-url", url);
        values.put("portal.listen", "127.0.0.1:" + port);
        values.put("store.timeout", "PT0.5S");
        values.putAll(more);
        RightsSettings settings =
                RightsSettings.parse(values, "signet-rights.properties", directory);
        messages = ProtectedMessages.open(settings, clock, new SecureRandom());
        portal =
                Portal.start(
                        PortalSettings.of(settings),
                        messages,
                        this::send,
                        this::take,
                        new SecureRandom());
    }

    /** An answer that the mail server took, and its bytes. */
    record Taken(Outgoing mail, String mime) {}

    private void take(Outgoing mail) throws IOException {
        if (mailServerDown) {
            mail.message().writeTo(OutputStream.nullOutputStream());
            throw new IOException("the queue is full");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        mail.message().writeTo(bytes);
        taken.add(new Taken(mail, bytes.toString(StandardCharsets.UTF_8)));
    }

    private void send(PasscodeMail mail) throws IOException {
        if (mailServerDown) {
            throw new IOException("the queue is full");
        }
        mails.add(mail);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Protected protect(String mime, String... recipients) throws Exception {
        return protect(mime, Template.ENCRYPT_ONLY, recipients);
    }

    Protected protect(String mime, Template template, String... recipients) throws Exception {
        return messages.protect(
                new ByteArrayInputStream(mime.getBytes(StandardCharsets.UTF_8)),
                new Protection(ALICE, List.of(recipients), template, Duration.ofDays(30)));
    }

    /** The path of the link that the given recipient got. */
    static String path(Protected message, String recipient) {
        return "/m/"
                + message.links().stream()
                        .filter(link -> link.recipient().equals(recipient))
                        .findFirst()
                        .orElseThrow()
                        .token()
                        .text();
    }

    static String unknownPath() {
        return "/m/" + LinkToken.random(new SecureRandom()).text();
    }

    /** The digits in the newest passcode mail. */
    String newestPasscode() {
        Matcher matcher = DIGITS.matcher(mails.getLast().text());
        if (!matcher.find()) {
            throw new AssertionError("no passcode in: " + mails.getLast().text());
        }
        return matcher.group(1) + matcher.group(2);
    }

    int port() {
        return portal.port();
    }

    Browser browser() {
        return new Browser(URI.create("http://127.0.0.1:" + portal.port()));
    }

    /** A browser that has signed in at a link and is at the message. */
    Browser signedIn(String path) throws Exception {
        Browser browser = browser();
        browser.get(path);
        browser.submit(path + "/passcode", Map.of());
        browser.submit(path + "/open", Map.of("passcode", newestPasscode()));
        return browser;
    }

    @Override
    public void close() {
        portal.close();
        messages.close();
    }

    static final class MovableClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-23T12:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
