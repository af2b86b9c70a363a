package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.server.core.configuration.Configuration.ConfigurationPath;
import org.apache.james.utils.PropertiesProvider;
import org.apache.mailet.base.test.FakeMailContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.portal.PasscodeMail;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** The shell that starts the portal in James and sends its passcodes. */
class PortalStartableTest {
    @TempDir Path directory;

    private RightsContext context(Map<String, String> values) throws IOException {
        StringBuilder file = new StringBuilder();
        values.forEach((key, value) -> file.append(key + " = " + value + "\n"));
        Files.createDirectories(directory.resolve("conf"));
        Files.writeString(directory.resolve("conf/signet-rights.properties"), file);
        FileSystem files = new FilesBelow(directory);
        return new RightsContext(
                new PropertiesProvider(files, new ConfigurationPath("file://conf/")), files);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void portalShouldServeFromStartToStopAlsoUnderAForeignContextClassLoader() throws Exception {
        RightsContext context =
                context(
                        Map.of(
                                "portal.public-url", "http://127.0.0.1:8090",
                                "portal.listen", "127.0.0.1:0"));
        PortalStartable startable = new PortalStartable(context, FakeMailContext.defaultContext());
        context.messages();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
            startable.start();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        int port = startable.port();
        URI page = URI.create("http://127.0.0.1:" + port + "/m/" + "A".repeat(43));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    client.send(
                            HttpRequest.newBuilder(page).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).contains("This message is not available");
        }

        startable.stop();
        context.close();

        assertThat(startable.port()).isZero();
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }

    @Test
    void startShouldFailWithTheKeyWhenThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String listen = "127.0.0.1:" + taken.getLocalPort();
            RightsContext context =
                    context(
                            Map.of(
                                    "portal.public-url",
                                    "http://127.0.0.1:8090",
                                    "portal.listen",
                                    listen));
            PortalStartable startable =
                    new PortalStartable(context, FakeMailContext.defaultContext());

            assertThatThrownBy(startable::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("portal.listen is '" + listen + "'");
            context.close();
        }
    }

    @Test
    void startShouldFailWhenAKeyIsUnknown() throws Exception {
        RightsContext context =
                context(
                        Map.of(
                                "portal.public-url", "http://127.0.0.1:8090",
                                "portal.colour", "blue"));
        PortalStartable startable = new PortalStartable(context, FakeMailContext.defaultContext());

        assertThatThrownBy(startable::start)
                .hasMessageContaining(
                        "conf/signet-rights.properties: portal.colour is 'blue': there is no such"
                                + " key; allowed: portal.enabled, portal.listen");
        context.close();
    }

    @Test
    void startShouldListenNowhereWhenThePortalIsDisabled() throws Exception {
        int port = freePort();
        RightsContext context =
                context(
                        Map.of(
                                "portal.public-url", "http://127.0.0.1:8090",
                                "portal.listen", "127.0.0.1:" + port,
                                "portal.enabled", "false"));
        PortalStartable startable = new PortalStartable(context, FakeMailContext.defaultContext());

        startable.start();

        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        startable.stop();
        context.close();
    }

    @Test
    void passcodeShouldGoIntoTheProcessorAsPlainTextFromTheSendersDomain() throws Exception {
        OursContext ours = new OursContext();
        FakeMailContext james = ours.fake;
        Clock clock = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

        new PortalPasscodes(ours.context, "outbound", clock)
                .send(
                        new PasscodeMail(
                                "passcode@ours.test",
                                "bob@partner.test",
                                "Your passcode, reference K7QF",
                                "Your passcode is 1234 5678."));

        assertThat(james.getSentMails()).hasSize(1);
        FakeMailContext.SentMail mail = james.getSentMails().getFirst();
        assertThat(mail.getState()).isEqualTo("outbound");
        assertThat(mail.getSender().asString()).isEqualTo("passcode@ours.test");
        assertThat(mail.getRecipients())
                .extracting(Object::toString)
                .containsExactly("bob@partner.test");
        assertThat(mail.getMsg().getContent()).isEqualTo("Your passcode is 1234 5678.");
        assertThat(mail.getMsg().isMimeType("text/plain")).isTrue();
        assertThat(mail.getMsg().getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getMsg().getMessageID()).endsWith("@ours.test>");
    }

    @Test
    void passcodeShouldComeFromADomainOfThisServerWhenTheWriterIsOutside() throws Exception {
        OursContext ours = new OursContext();

        new PortalPasscodes(ours.context, "relay", Clock.systemUTC())
                .send(new PasscodeMail("passcode@partner.test", "bob@other.test", "s", "t"));

        assertThat(ours.fake.getSentMails().getFirst().getSender().asString())
                .isEqualTo("passcode@ours.test");
    }

    @Test
    void startShouldFailWhenAnswersWouldBeRelayedAsTheyAre() throws Exception {
        RightsContext context =
                context(
                        Map.of(
                                "portal.public-url", "http://127.0.0.1:8090",
                                "portal.reply-processor", "relay"));

        assertThatThrownBy(
                        () ->
                                new PortalStartable(context, FakeMailContext.defaultContext())
                                        .start())
                .hasMessageContaining("portal.reply-processor is 'relay'");
        context.close();
    }

    @Test
    void sendShouldThrowWhenJamesRefuses() {
        FakeMailContext james = FakeMailContext.defaultContext();

        assertThatThrownBy(
                        () ->
                                new PortalPasscodes(james, "outbound", Clock.systemUTC())
                                        .send(
                                                new PasscodeMail(
                                                        "a@b.test", "not an address", "s", "t")))
                .isInstanceOf(IOException.class);
        assertThat(james.getSentMails()).isEmpty();
    }

    /** The files of a James whose working directory is a directory of the test. */
    private record FilesBelow(Path directory) implements FileSystem {
        @Override
        public File getFile(String name) {
            return directory.resolve(name.substring(FILE_PROTOCOL.length())).toFile();
        }

        @Override
        public InputStream getResource(String name) throws IOException {
            return Files.newInputStream(getFile(name).toPath());
        }

        @Override
        public File getBasedir() {
            return directory.toFile();
        }
    }
}
