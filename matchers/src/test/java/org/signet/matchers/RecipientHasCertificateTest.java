package org.signet.matchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMatcherConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.testing.TestCa;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;

class RecipientHasCertificateTest {
    private final TestCa ca = TestCa.root("Example Root");

    @TempDir Path folder;

    @BeforeEach
    void writeCertificates() throws Exception {
        Files.writeString(
                folder.resolve("bob.pem"), ca.person("bob@example.com").issue().certificatePem());
        Files.writeString(
                folder.resolve("old.pem"),
                ca.person("old@example.com").expired().issue().certificatePem());
        Files.writeString(
                folder.resolve("early.pem"),
                ca.person("early@example.com").notYetValid().issue().certificatePem());
        Files.writeString(folder.resolve("README"), "not a certificate");
    }

    private RecipientHasCertificate matcher(String condition) throws MessagingException {
        return matcher(condition, Clock.systemUTC());
    }

    private RecipientHasCertificate matcher(String condition, Clock clock)
            throws MessagingException {
        FileSystem files =
                new FileSystem() {
                    @Override
                    public InputStream getResource(String url) {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public File getFile(String url) throws FileNotFoundException {
                        if (!url.equals("file://conf/certificates")) {
                            throw new FileNotFoundException(url);
                        }
                        return folder.toFile();
                    }

                    @Override
                    public File getBasedir() {
                        return folder.toFile();
                    }
                };
        RecipientHasCertificate matcher = new RecipientHasCertificate(files, clock);
        matcher.init(FakeMatcherConfig.builder().matcherName("test").condition(condition).build());
        return matcher;
    }

    @Test
    void recipientsShouldMatchWhoseCertificatesLieInEitherFolder(@TempDir Path other)
            throws Exception {
        Files.writeString(
                other.resolve("carol.pem"),
                ca.person("carol@example.com").issue().certificatePem());

        assertThat(
                        match(
                                matcher("file://conf/certificates,\n " + other),
                                "bob@example.com",
                                "carol@example.com",
                                "x@example.com"))
                .containsExactlyInAnyOrder(
                        new MailAddress("bob@example.com"), new MailAddress("carol@example.com"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ldap   | the directory of | url=ldap://127.0.0.1:PORT;startTls=false;base=o=x
                    sql    | the database of  | url=jdbc:postgresql://127.0.0.1:PORT/x;query=select ?;timeout=PT1S
                    smimea | DNS (SMIMEA)     | dnsServers=127.0.0.1:PORT
                    """)
    void deadSourceShouldBeAnExceptionAndNeverNobody(
            String kind, String name, String text, @TempDir Path other) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path settings =
                Files.writeString(
                        other.resolve("settings.properties"),
                        text.replace("PORT", Integer.toString(port)).replace(";", "\n"));
        RecipientHasCertificate matcher = matcher(folder + " " + kind + ":" + settings);
        try {
            assertThat(match(matcher, "bob@example.com")).hasSize(1);
            assertThatThrownBy(() -> match(matcher, "bob@example.com", "x@example.com"))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining(name);
        } finally {
            matcher.destroy();
        }
    }

    @Test
    void onlyCertificatesWithAChainShouldMatchWhereRootsAreGiven(@TempDir Path other)
            throws Exception {
        TestCa stranger = TestCa.root("Other Root");
        Files.writeString(
                folder.resolve("carol.pem"),
                stranger.person("carol@example.com").issue().certificatePem());
        Path roots =
                Files.writeString(other.resolve("root.pem"), stranger.identity().certificatePem());

        assertThat(
                        match(
                                matcher(folder + " ; trust=" + roots),
                                "bob@example.com",
                                "carol@example.com"))
                .containsExactly(new MailAddress("carol@example.com"));
    }

    private static Collection<MailAddress> match(
            RecipientHasCertificate matcher, String... recipients) throws Exception {
        return matcher.match(FakeMail.builder().name("m").recipients(recipients).build());
    }

    @Test
    void recipientsWithUsableCertificateShouldMatch() throws Exception {
        assertThat(
                        match(
                                matcher("file://conf/certificates"),
                                "Bob@Example.com",
                                "old@example.com",
                                "early@example.com",
                                "nobody@example.com"))
                .containsExactly(new MailAddress("Bob@Example.com"));
    }

    @Test
    void blockedCertificateShouldNotMatch() throws Exception {
        TestCa.Identity carol = ca.person("carol@example.com").issue();
        Files.writeString(folder.resolve("carol.pem"), carol.certificatePem());
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(carol.certificate().getEncoded());
        Files.writeString(folder.resolve("blocked"), HexFormat.of().formatHex(digest));

        assertThat(match(matcher(folder.toString()), "bob@example.com", "carol@example.com"))
                .containsExactly(new MailAddress("bob@example.com"));
    }

    @Test
    void nothingShouldMatchOrNotWhileTheBlockListCannotBeRead() throws Exception {
        RecipientHasCertificate matcher = matcher(folder.toString(), hurried());
        Files.writeString(folder.resolve("blocked"), "bob");

        assertThatThrownBy(() -> match(matcher, "bob@example.com"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("blocked: line 1");
        assertThatThrownBy(() -> matcher(folder.toString()))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("blocked: line 1");
    }

    /** A clock by which every look is later than the last one than a change may go unnoticed. */
    private static Clock hurried() {
        return new Clock() {
            private Instant now = Instant.now();

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
                now = now.plusSeconds(11);
                return now;
            }
        };
    }

    @Test
    void nobodyShouldMatchWhenNobodyHasCertificate() throws Exception {
        assertThat(match(matcher(folder.toString()), "nobody@example.com")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "file://conf/none, there is no such folder",
        "conf/certificates, it is neither of the two forms",
        "'', it is neither of the two forms",
        "file://conf/certificates;, it has a part that is not known",
        "file://conf/certificates;roots=/r, it has a part that is not known",
        "file://conf/certificates;trust=/a;trust=/b, it has a part that is not known",
        "file://conf/certificates;trust=, it is neither of the two forms",
        "/nowhere/at/all, /nowhere/at/all: there is no such folder"
    })
    void wrongConditionShouldBeRefused(String condition, String why) {
        assertThatThrownBy(() -> matcher(condition))
                .isInstanceOf(MessagingException.class)
                .hasMessageStartingWith(
                        "mailetcontainer.xml: matcher RecipientHasCertificate: the condition is '"
                                + condition
                                + "': ")
                .hasMessageContaining(why)
                .hasMessageContaining("; allowed: ");
    }

    @Test
    void brokenFileShouldBeRefusedByItsName() throws Exception {
        Files.writeString(folder.resolve("eve.crt"), "-----BEGIN CERTIFICATE-----\nAAAA\n");

        assertThatThrownBy(() -> matcher(folder.toString()))
                .hasMessageContaining("eve.crt: line 1: the block CERTIFICATE has no end");
    }
}
