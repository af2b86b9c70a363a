package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.transport.dns.DnsSettings;
import org.signet.transport.dns.DomainName;
import org.signet.transport.policy.InsecureMxPolicy;
import org.signet.transport.policy.NextHop;
import org.signet.transport.policy.TlsLevel;
import org.signet.transport.policy.TlsRules;
import org.signet.transport.smtp.Credentials;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class DeliverySetupTest {
    @TempDir private Path folder;

    private DeliverySetup setup(String... namesAndValues) throws Exception {
        FakeMailetConfig.Builder config = FakeMailetConfig.builder().mailetName("any");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            config.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return DeliverySetup.from(config.build(), new Conf(folder), "default.example");
    }

    /** James's file system over a folder. */
    private record Conf(Path folder) implements FileSystem {
        @Override
        public InputStream getResource(String url) {
            throw new UnsupportedOperationException();
        }

        @Override
        public File getFile(String url) throws FileNotFoundException {
            return folder.resolve(url.replace("file://conf/", "")).toFile();
        }

        @Override
        public File getBasedir() {
            return folder.toFile();
        }
    }

    @Test
    void defaultsShouldBeThoseOfRemoteDelivery() throws Exception {
        DeliverySetup setup = setup();
        assertThat(setup.queue()).isEqualTo("outgoing");
        assertThat(setup.delays().delays())
                .containsExactlyElementsOf(java.util.Collections.nCopies(5, Duration.ofHours(6)));
        assertThat(setup.dnsRetries()).isZero();
        assertThat(setup.smtp().timeout()).isEqualTo(Duration.ofMinutes(3));
        assertThat(setup.smtp().connectTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(setup.smtp().heloName()).isEqualTo("default.example");
        assertThat(setup.delivery().port()).isEqualTo(25);
        assertThat(setup.delivery().rules().usual().level()).isEqualTo(TlsLevel.DANE);
        assertThat(setup.loadBalancing()).isTrue();
        assertThat(setup.bounceProcessor()).isEmpty();
    }

    @Test
    void parametersShouldBeRead() throws Exception {
        DeliverySetup setup =
                setup(
                        "outgoingQueue", "other",
                        "gateway", "mx.example:26, 192.0.2.1, [2001:db8::1]:27",
                        "gatewayPort", "2525",
                        "tlsLevel", "dane-only",
                        "connectionTimeout", "1000",
                        "dnsServers", "127.0.0.1:5353, [::1]",
                        "startTLS", "false",
                        "sslTrustAllCerts", "false",
                        "verdictHeader", "X-Signet-Transport");
        assertThat(setup.queue()).isEqualTo("other");
        assertThat(setup.gateways()).extracting(stop -> stop.port()).containsExactly(26, 2525, 27);
        assertThat(setup.delivery().rules().usual().level()).isEqualTo(TlsLevel.DANE_ONLY);
        assertThat(setup.smtp().connectTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(setup.dns().settings().servers())
                .extracting(server -> server.getPort())
                .containsExactly(5353, 53);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sslTrustAllCerts | true | there is no way to trust every certificate",
                "sslEnable | true | mail hosts of domains do not listen with TLS",
                "mailsInMemory | 0 | allowed: a whole number from 1 to",
                "initialDestinationConcurrency | 0 | allowed: a whole number from 1 to 1000",
                "deadDestinationTime | soon | 'soon' is no time; allowed: a number and a unit",
                "retrySchedule | later | allowed: auto, queue, repository",
                "nodeName | a/b | it is no name",
                "mail.smtp.ssl.trust | * | Jakarta Mail is not used",
                "tlsLevel | mandatory | allowed: none, may, encrypt, dane, dane-only, verify",
                "insecureMxPolicy | none | allowed: dane, encrypt, may",
                "requireTls | yes | allowed: true, false",
                "tlsPolicyMap | file://conf/none | there is no such file",
                "port | 0 | allowed: a whole number from 1 to 65535",
                "delayTime | 5 fortnights | 'fortnights' is no unit of time; allowed: a comma",
                "delayTime | 5m,,6h | is no delay",
                "dnsServers | dns.example | 'dns.example' is not an address with port",
                "dnsServers | 127.0.0.1:99999 | is not an address with port",
                "dnsMode | trust | allowed: validate, trust-ad",
                "onDnssecUnavailable | ignore | allowed: refuse, defer",
                "verdictHeader | X Y | is no name of a header field",
                "heloName | a b | is no name for EHLO",
                "gateway | two words | it is no host",
                "deliveryThreads | 0 | allowed: a whole number from 1 to 10000",
                "maxRetrys | 5 | this mailet has no such parameter",
                "trustAnchors | file://conf/none | there is no such file",
            })
    void wrongParameterShouldStopTheStart(String name, String value, String why) {
        assertThatThrownBy(() -> setup(name, value))
                .hasMessageStartingWith(
                        "mailetcontainer.xml: mailet SecureRemoteDelivery: parameter <"
                                + name
                                + "> is '"
                                + value
                                + "': ")
                .hasMessageContaining(why)
                .hasMessageContaining("; allowed: ");
    }

    @Test
    void tlsRulesShouldBeRead() throws Exception {
        Files.writeString(folder.resolve("tls-policy"), "example.com may until=9999-12-31\n");
        TlsRules rules =
                setup(
                                "tlsLevel", "dane",
                                "insecureMxPolicy", "encrypt",
                                "requireTls", "true",
                                "tlsPolicyMap", "file://conf/tls-policy")
                        .delivery()
                        .rules();
        assertThat(rules.usual().insecureMx()).isEqualTo(InsecureMxPolicy.ENCRYPT);
        assertThat(rules.tlsDemanded()).isTrue();
        assertThat(rules.settingsFor(new NextHop.Domain(DomainName.of("example.com"))).level())
                .isEqualTo(TlsLevel.MAY);
    }

    @Test
    void brokenPolicyMapShouldStopTheStartWithItsPlace() throws Exception {
        Files.writeString(folder.resolve("tls-policy"), "# mine\nexample.com  mey\n");
        assertThatThrownBy(() -> setup("tlsPolicyMap", "file://conf/tls-policy"))
                .hasMessageContaining(
                        folder.resolve("tls-policy")
                                + ":2:14: 'mey' is no level; allowed: none, may, encrypt");
    }

    @Test
    void requireTlsWithLevelNoneShouldStopTheStart() {
        assertThatThrownBy(() -> setup("tlsLevel", "none", "requireTls", "true"))
                .hasMessageContaining("<tlsLevel> is none");
    }

    @Test
    void resolverToBeBelievedShouldBeOnLoopback() throws Exception {
        assertThat(setup("dnsMode", "trust-ad", "dnsServers", "127.0.0.53, [::1]:53").dns())
                .extracting(dns -> dns.settings().mode())
                .isEqualTo(DnsSettings.Mode.TRUST_AD);
        assertThatThrownBy(
                        () -> setup("dnsMode", "trust-ad", "dnsServers", "127.0.0.1, 192.0.2.53"))
                .hasMessageContainingAll(
                        "parameter <dnsServers> is '127.0.0.1, 192.0.2.53'",
                        "'192.0.2.53' is not on loopback",
                        "; allowed: with <dnsMode> trust-ad, addresses of loopback only");
        assertThatThrownBy(
                        () ->
                                setup(
                                        "dnsMode", "trust-ad",
                                        "dnsServers", "127.0.0.1",
                                        "trustAnchors", "file://conf/anchors"))
                .hasMessageContaining("with <dnsMode> trust-ad the resolver has the anchors");
    }

    @Test
    void contradictionShouldStopTheStart() {
        assertThatThrownBy(() -> setup("outgoing", "a", "outgoingQueue", "b"))
                .hasMessageContaining("it contradicts <outgoing>");
    }

    @Test
    void passwordShouldNotBeInTheMessage() {
        assertThatThrownBy(() -> setup("gatewayPassword", "s3cret"))
                .hasMessageContaining("name and password go together")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void gatewayShouldGetItsCredentialsAndTlsFromTheStart() throws Exception {
        DeliverySetup setup =
                setup(
                        "gateway", "mail.example, other.example:587",
                        "gatewayUsername", "me",
                        "gatewayPassword", "s3cret",
                        "sslEnable", "true");
        assertThat(setup.smtp().credentials()).contains(new Credentials("me", "s3cret"));
        assertThat(setup.gateways()).extracting(stop -> stop.port()).containsExactly(465, 587);
        assertThat(setup.gateways()).allMatch(stop -> stop.implicitTls());
    }

    @Test
    void credentialsShouldNeedAGateway() {
        assertThatThrownBy(() -> setup("gatewayUsername", "me", "gatewayPassword", "s3cret"))
                .hasMessageContaining("there is no gateway")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "mail.example, startTLS,  true, VERIFY",
        "mail.example, sslEnable, true, VERIFY",
        "mail.example, startTLS, false, DANE",
        "192.0.2.1,    startTLS,  true, ENCRYPT",
    })
    void gatewayShouldBeVerifiedAsByRemoteDelivery(
            String gateway, String name, String value, TlsLevel expected) throws Exception {
        assertThat(level("gateway", gateway, name, value)).isEqualTo(expected);
        assertThat(level("gateway", gateway, name, value, "verifyServerIdentity", "false"))
                .isEqualTo(TlsLevel.DANE);
        assertThat(level("gateway", gateway, name, value, "tlsLevel", "may"))
                .isEqualTo(TlsLevel.MAY);
    }

    private TlsLevel level(String... parameters) throws Exception {
        return setup(parameters).delivery().rules().usual().level();
    }

    @Test
    void noRetryShouldBePossible() throws Exception {
        assertThat(setup("maxRetries", "0", "delayTime", "0*1h").delays().retries()).isZero();
        assertThat(setup("maxRetries", "0", "delayTime", "").delays().retries()).isZero();
        assertThat(setup("maxRetries", "0").delays().retries()).isEqualTo(1);
    }

    @Test
    void limitsThatContradictShouldStopTheStart() {
        assertThatThrownBy(() -> setup("mailsInMemory", "10", "deliveryThreads", "11"))
                .hasMessageContaining("<mailsInMemory>, which is 10");
        assertThatThrownBy(
                        () ->
                                setup(
                                        "initialDestinationConcurrency", "6",
                                        "destinationConcurrencyLimit", "5"))
                .hasMessageContaining("<destinationConcurrencyLimit>, which is 5");
    }

    @Test
    void queueThatIsNotKnownToDelayShouldNotBeTrusted() throws Exception {
        QueueFake queue = new QueueFake();
        assertThat(setup().queueing().isKeptIn(queue)).isFalse();
        assertThat(setup("retrySchedule", "queue").queueing().isKeptIn(queue)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "; nothing", ". IN DS 1 8 2 XYZ"})
    void uselessTrustAnchorsShouldStopTheStart(String content) throws Exception {
        Files.writeString(folder.resolve("anchors"), content);
        assertThatThrownBy(() -> setup("trustAnchors", "file://conf/anchors"))
                .hasMessageContaining(folder.resolve("anchors").toString())
                .hasMessageContaining("DS or DNSKEY");
    }

    @ParameterizedTest
    @CsvSource({
        "'5m', 1, PT5M",
        "'5m', 3, PT5M PT5M PT5M",
        "'5m, 2*30m, 6h', 1, PT5M PT30M PT30M PT6H",
        "'2*1s', 4, PT1S PT1S PT1S PT1S",
        "'100', 1, PT0.1S",
        "'1 h, 2*1 day', 3, PT1H PT24H PT24H",
    })
    void delaysShouldBeAsLongAsTheRetries(String text, int retries, String expected) {
        List<String> delays =
                DeliveryDelays.parse(text, retries).delays().stream()
                        .map(Duration::toString)
                        .toList();
        assertThat(String.join(" ", delays)).isEqualTo(expected);
    }
}
