package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.mail.MessagingException;

import org.apache.james.server.core.MailImpl;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.testing.Slapd;
import org.signet.testing.TestCa;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** Encrypting with certificates that a directory knows. */
class SmimeEncryptDirectoryTest {
    private static final String SOURCES =
            "file://conf/certificates/, ldap:file://conf/ldap.properties";
    private static final String BOB = "bob@example.com";
    private static final String DAVE = "dave@example.com";
    private static final String SECRET = "3 m high";
    private static final String PASSWORD_FILE = "conf/ldap.properties.password";

    @TempDir Path folder;
    private final FakeMailContext context = FakeMailContext.defaultContext();
    private SmimeFixture fixture;

    @BeforeEach
    void makeFolder() throws Exception {
        fixture = new SmimeFixture(folder);
    }

    private SmimeEncrypt encrypter(String onNoCertificate) throws MessagingException {
        return encrypter(onNoCertificate, Clock.systemUTC());
    }

    private SmimeEncrypt encrypter(String onNoCertificate, Clock clock) throws MessagingException {
        SmimeEncrypt mailet = new SmimeEncrypt(fixture.files(), clock);
        mailet.init(
                FakeMailetConfig.builder()
                        .mailetName("test")
                        .mailetContext(context)
                        .setProperty("certificates", SOURCES)
                        .setProperty("onNoCertificate", onNoCertificate)
                        .setProperty("encryptedProcessor", "relay")
                        .build());
        return mailet;
    }

    private void settings(int port) throws Exception {
        fixture.write(
                "conf/ldap.properties",
                "url=ldap://127.0.0.1:%d\nstartTls=false\nbase=%s\nbindDn=%s\n"
                        .formatted(port, Slapd.BASE, Slapd.ADMIN));
        fixture.write(PASSWORD_FILE, Slapd.PASSWORD);
        Files.setPosixFilePermissions(
                folder.resolve(PASSWORD_FILE), PosixFilePermissions.fromString("rw-------"));
    }

    private static int deadPort() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"next", "attribute", "bounce", "error"})
    void nothingShouldLeaveWhileTheDirectoryIsDead(String onNoCertificate) throws Exception {
        settings(deadPort());
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, BOB, DAVE);
        SmimeEncrypt mailet = encrypter(onNoCertificate);

        assertThatThrownBy(() -> mailet.service(mail))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining(DAVE + ": the directory of ")
                .hasMessageContaining("ldap.properties")
                .hasMessageContaining("connect error");
        assertThat(context.getSentMails()).isEmpty();
        assertThat(context.getBouncedMails()).isEmpty();
        assertThat(mail.getRecipients()).hasSize(2);
        assertThat(SmimeFixture.text(mail)).contains(SECRET);
    }

    @Test
    void directoryShouldNotBeAskedForWhomTheFolderKnows() throws Exception {
        settings(deadPort());
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, BOB);
        encrypter("error").service(mail);

        assertThat(fixture.decrypted(SmimeFixture.bytes(mail), "bob")).contains(SECRET);
    }

    @Test
    void mailShouldBeEncryptedToACertificateOfTheDirectoryUnlessItIsBlocked(@TempDir Path place)
            throws Exception {
        assumeTrue(Slapd.isInstalled(), "slapd is not installed");
        TestCa.Identity dave = SmimeFixture.CA.person(DAVE).issue();
        fixture.write("dave.key", dave.keyPem());
        fixture.write("dave.crt", dave.certificatePem());
        byte[] der = dave.certificate().getEncoded();
        try (Slapd slapd =
                new Slapd(
                                place,
                                SmimeFixture.CA
                                        .server("localhost")
                                        .key(TestCa.KeyKind.RSA_2048)
                                        .issue())
                        .person(DAVE, "userCertificate;binary", List.of(der))
                        .start()) {
            settings(slapd.port());
            MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, DAVE, BOB);
            encrypter("error").service(mail);
            byte[] sealed = SmimeFixture.bytes(mail);
            assertThat(fixture.decrypted(sealed, "dave")).contains(SECRET);
            assertThat(fixture.decrypted(sealed, "bob")).contains(SECRET);

            fixture.write(
                    "conf/certificates/blocked",
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der)));
            Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
            MailImpl again = SmimeFixture.mail(SmimeFixture.TEXT, DAVE);
            assertThatThrownBy(() -> encrypter("error", later).service(again))
                    .hasMessageContaining(DAVE + " (blocked)");
        }
    }

    @Test
    void wrongSettingsShouldStopTheStartWithTheirFile() throws Exception {
        fixture.write("conf/ldap.properties", "url=ldaps://a\nbasis=o=x\n");

        assertThatThrownBy(() -> encrypter("error"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("parameter <certificates> is '" + SOURCES + "'")
                .hasMessageContaining("ldap.properties: there is no setting 'basis'")
                .hasMessageContaining("; allowed: base, ");
    }
}
