package org.signet.rights;

import org.signet.rights.template.Template;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import java.util.stream.Stream;

/** A rights service in a temporary directory, with a clock that the test moves. */
public final class TestRights implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    public static final String ALICE = "alice@ours.test";
    public static final String BOB = "bob@partner.test";
    public static final String CAROL = "carol@other.test";
    public static final String SUBJECT = "Merger with Globex";
    public static final String BODY = "The price is forty-two million.";
    public static final byte[] MIME =
            ("From: <alice@ours.test>\r\nTo: <bob@partner.test>, <carol@other.test>\r\nSubject: "
                            + SUBJECT
                            + "\r\n\r\n"
                            + BODY
                            + "\r\n")
                    .getBytes(StandardCharsets.UTF_8);

    public final MovableClock clock = new MovableClock();
    public final Path base;
    public final ProtectedMessages messages;

    public TestRights(Path base) throws RightsException {
        this(base, Map.of());
    }

    public TestRights(Path base, TestDatabase database) throws RightsException {
        this(base, database.settings(base));
    }

    public TestRights(Path base, Map<String, String> more) throws RightsException {
        this.base = base;
        this.messages = ProtectedMessages.open(settings(base, more), clock, new SecureRandom());
    }

    public static RightsSettings settings(Path base, Map<String, String> more)
            throws RightsException {
        Map<String, String> values = new HashMap<>();
        values.put("portal.public-url", "https://portal.ours.test");
        values.put("store.timeout", "PT5S");
        values.putAll(more);
        return RightsSettings.parse(values, "signet-rights.properties", base);
    }

    public Protected protect(String... recipients) throws RightsException {
        return protect(MIME, recipients);
    }

    public Protected protect(byte[] mime, String... recipients) throws RightsException {
        return messages.protect(
                new ByteArrayInputStream(mime),
                new Protection(
                        ALICE, List.of(recipients), Template.ENCRYPT_ONLY, Duration.ofDays(30)));
    }

    /** Takes the right of a recipient back; the test fails if that does not work. */
    public void revoke(Protected message, String recipient) {
        ControlVerdict verdict =
                messages.control()
                        .revoke(MessageControl.Target.of(message.message(), recipient, "test"));
        if (!(verdict instanceof ControlVerdict.Done)) {
            throw new AssertionError("not revoked but " + verdict);
        }
    }

    public byte[] read(RecipientLink link) throws IOException {
        try (InputStream in = messages.open(granted(link))) {
            return in.readAllBytes();
        }
    }

    public Path contentFile(Protected message) {
        String id = message.message().text();
        return contentDirectory().resolve(id.substring(0, 2)).resolve(id + ".0");
    }

    public Path contentDirectory() {
        return base.resolve("var/signet/content");
    }

    /** Every regular file below the content directory. */
    public List<Path> contentFiles() throws IOException {
        try (Stream<Path> files = Files.walk(contentDirectory())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** What a good link is worth; fails the test, with the cause, if it is not good. */
    public Access.Granted granted(RecipientLink link) {
        return switch (messages.find(link.token())) {
            case Access.Granted granted -> granted;
            case Access other -> throw new AssertionError("not granted but " + other);
        };
    }

    @Override
    public void close() {
        messages.close();
    }

    /** A clock that stands still until the test moves it. */
    public static final class MovableClock extends Clock {
        private Instant now = START;

        public void advance(Duration by) {
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
