package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;

import org.apache.james.server.core.MailImpl;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.sandbox.dns.DnsServer;
import org.signet.sandbox.dns.ZoneBuilder;
import org.signet.sandbox.dns.Zones;
import org.signet.testing.TestCa;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.SMIMEARecord;
import org.xbill.DNS.Type;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** Encrypting with certificates in signed zones of a DNS server on loopback. */
class SmimeEncryptSmimeaTest {
    private static final String SECRET = "3 m high";

    @TempDir Path folder;
    private final FakeMailContext context = FakeMailContext.defaultContext();
    private SmimeFixture fixture;
    private DnsServer server;

    @BeforeEach
    void start() throws Exception {
        fixture = new SmimeFixture(folder);
        Instant now = Instant.now();
        Name ns = Name.fromString("ns.test.");
        InetAddress here = InetAddress.getLoopbackAddress();
        ZoneBuilder root = ZoneBuilder.signed(Name.root, ns, now);
        ZoneBuilder test = ZoneBuilder.signed(Name.fromString("test."), ns, now);
        test.add(new ARecord(ns, DClass.IN, ZoneBuilder.TTL, here));
        ZoneBuilder signed = ZoneBuilder.signed(Name.fromString("signed.test."), ns, now);
        ZoneBuilder broken = ZoneBuilder.signed(Name.fromString("broken.test."), ns, now);
        ZoneBuilder open = ZoneBuilder.unsigned(Name.fromString("open.test."), ns);
        signed.add(smimea("signed.test"));
        broken.add(smimea("broken.test")).breakSignature(owner("broken.test"), Type.SMIMEA);
        open.add(smimea("open.test"));
        for (ZoneBuilder zone : List.of(signed, broken, open)) {
            test.delegate(zone, ns);
        }
        root.delegate(test, ns);
        server =
                DnsServer.start(
                        Zones.of(List.of(root, test, signed, broken, open)),
                        InetAddress.getLoopbackAddress(),
                        0);
        fixture.write("conf/anchors", root.delegationSigner().orElseThrow() + "\n");
        settings(server.address().getPort());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private void settings(int port) throws Exception {
        fixture.write(
                "conf/dns.properties", "dnsServers=127.0.0.1:" + port + "\ntrustAnchors=anchors");
    }

    private static Name owner(String domain) throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-256")
                        .digest("Dave".getBytes(StandardCharsets.UTF_8));
        return Name.fromString(
                HexFormat.of().formatHex(digest, 0, 28) + "._smimecert." + domain + ".");
    }

    private SMIMEARecord smimea(String domain) throws Exception {
        TestCa.Identity dave = SmimeFixture.CA.person("dave@" + domain).issue();
        fixture.write(domain + ".key", dave.keyPem());
        fixture.write(domain + ".crt", dave.certificatePem());
        return new SMIMEARecord(
                owner(domain),
                DClass.IN,
                ZoneBuilder.TTL,
                3,
                0,
                0,
                dave.certificate().getEncoded());
    }

    private SmimeEncrypt encrypter(String onNoCertificate) throws MessagingException {
        return fixture.encrypter(
                FakeMailetConfig.builder()
                        .mailetName("test")
                        .mailetContext(context)
                        .setProperty(
                                "certificates",
                                "file://conf/certificates/, smimea:file://conf/dns.properties")
                        .setProperty("onNoCertificate", onNoCertificate)
                        .setProperty("encryptedProcessor", "relay")
                        .build());
    }

    @Test
    void mailShouldBeEncryptedToTheCertificateInASignedZone() throws Exception {
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, "Dave@signed.test");
        encrypter("error").service(mail);

        assertThat(fixture.decrypted(SmimeFixture.bytes(mail), "signed.test")).contains(SECRET);
    }

    @Test
    void unsignedZoneShouldNotBeBelieved() throws Exception {
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, "Dave@open.test");

        assertThatThrownBy(() -> encrypter("error").service(mail))
                .hasMessageContaining("Dave@open.test (no-certificate)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"next", "attribute", "bounce", "error"})
    void nothingShouldLeaveWhereSomebodyMayBeForging(String onNoCertificate) throws Exception {
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, "bob@example.com", "Dave@broken.test");
        SmimeEncrypt mailet = encrypter(onNoCertificate);

        assertThatThrownBy(() -> mailet.service(mail))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("Dave@broken.test: DNS (SMIMEA): ")
                .hasMessageContaining("bogus");
        assertThat(context.getSentMails()).isEmpty();
        assertThat(context.getBouncedMails()).isEmpty();
        assertThat(mail.getRecipients()).hasSize(2);
        assertThat(SmimeFixture.text(mail)).contains(SECRET);
    }

    @Test
    void deadServerShouldMakeTheMailWait() throws Exception {
        int port = server.address().getPort();
        server.close();
        settings(port);
        MailImpl mail = SmimeFixture.mail(SmimeFixture.TEXT, "Dave@signed.test");

        assertThatThrownBy(() -> encrypter("next").service(mail))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("Dave@signed.test: DNS (SMIMEA): ");
        assertThat(context.getSentMails()).isEmpty();
        assertThat(mail.getRecipients()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dnsServers=dns.example",
                "dnsMode=all",
                "dnsMode=trust-ad\ntrustAnchors=anchors",
                "dnsMode=trust-ad\ndnsServers=192.0.2.1",
                "servers=127.0.0.1",
                "trustAnchors=nowhere"
            })
    void wrongSettingsShouldStopTheStart(String text) throws Exception {
        fixture.write("conf/dns.properties", text);

        assertThatThrownBy(() -> encrypter("error"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("parameter <certificates>")
                .hasMessageContaining("; allowed: ");
    }
}
