package org.signet.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.testing.TestCa;
import org.signet.transport.dane.MailHost;
import org.signet.transport.dns.DomainName;
import org.signet.transport.dns.FakeDns;
import org.signet.transport.policy.TlsLevel;
import org.signet.transport.smtp.Envelope;
import org.signet.transport.smtp.OutgoingMessage;
import org.signet.transport.smtp.ScriptedServer;
import org.signet.transport.smtp.ScriptedServer.Fault;
import org.signet.transport.smtp.SmtpClient;
import org.signet.transport.smtp.SmtpSettings;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

class MailDeliveryTest {
    private static final TestCa.Identity ONE = TestCa.selfSigned("one.test");
    private static final TestCa.Identity TWO = TestCa.selfSigned("two.test");

    /** Two hosts on two addresses of loopback, on one port. */
    private ScriptedServer one;

    private ScriptedServer two;

    @BeforeEach
    void start() throws Exception {
        one = new ScriptedServer(loopback(21), 0).identity(ONE);
        two = new ScriptedServer(loopback(22), one.port()).identity(TWO);
    }

    @AfterEach
    void stop() throws Exception {
        one.close();
        two.close();
    }

    private static InetAddress loopback(int last) throws Exception {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    private String tlsa(String host, TestCa.Identity expected) throws Exception {
        byte[] key = expected.certificate().getPublicKey().getEncoded();
        String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        return "_" + one.port() + "._tcp." + host + " TLSA secure 3 1 1 " + digest;
    }

    private FakeDns dns(String... more) {
        return FakeDns.of(
                Stream.concat(
                                Stream.of(
                                        "test MX secure 10 one.test",
                                        "test MX secure 20 two.test",
                                        "one.test A secure 127.0.0.21",
                                        "two.test A secure 127.0.0.22"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private Map<String, Outcome> deliver(FakeDns dns, String... recipients) throws Exception {
        return deliver(dns, TlsLevel.DANE, false, domain("test"), recipients);
    }

    private static Destination domain(String name) {
        return new Destination.Domain(DomainName.of(name));
    }

    private Map<String, Outcome> deliver(
            FakeDns dns,
            TlsLevel level,
            boolean laterTry,
            Destination destination,
            String... recipients)
            throws Exception {
        Duration patience = Duration.ofSeconds(5);
        SmtpClient client =
                new SmtpClient(
                        new SmtpSettings(
                                "me.test", patience, patience, Optional.empty(), Optional.empty()),
                        Clock.systemUTC());
        List<String> to = recipients.length == 0 ? List.of("bob@test") : List.of(recipients);
        Envelope envelope =
                new Envelope(
                        "alice@sender.test",
                        to.stream().map(r -> new Envelope.Recipient(r, Optional.empty())).toList(),
                        Optional.empty(),
                        Optional.empty());
        byte[] mail = "Subject: x\r\n\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII);
        OutgoingMessage message = OutgoingMessage.of(out -> out.write(mail));
        MailDelivery delivery =
                new MailDelivery(
                        dns, client, DeliverySettings.of(one.port(), level), new Random(1));
        Map<String, Outcome> outcomes = new HashMap<>();
        delivery.deliver(new DeliveryRequest("id", destination, envelope, message, laterTry))
                .forEach((recipient, outcome) -> outcomes.put(recipient.address(), outcome));
        assertThat(outcomes).hasSize(to.size());
        return outcomes;
    }

    private static String shown(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered delivered ->
                    delivered.tls().level() + " by " + delivered.relay().replaceAll("\\[.*", "");
            case Outcome.Temporary later ->
                    "temporary " + later.failure().reason().code() + " " + later.failure().status();
            case Outcome.Permanent never ->
                    "permanent " + never.failure().reason().code() + " " + never.failure().status();
        };
    }

    private String toBob(FakeDns dns) throws Exception {
        return shown(deliver(dns).get("bob@test"));
    }

    @Test
    void preferredHostShouldBeTriedFirst() throws Exception {
        assertThat(toBob(dns(tlsa("one.test", ONE)))).isEqualTo("dane-verified by one.test");
        assertThat(two.visits()).isEmpty();
    }

    @Test
    void mismatchShouldGoOnToTheNextHostThatPasses() throws Exception {
        assertThat(toBob(dns(tlsa("one.test", TWO), tlsa("two.test", TWO))))
                .isEqualTo("dane-verified by two.test");
    }

    @Test
    void mismatchEverywhereShouldBeDeferredAndNeverPlain() throws Exception {
        for (boolean laterTry : new boolean[] {false, true}) {
            Map<String, Outcome> outcomes =
                    deliver(
                            dns(tlsa("one.test", TWO), tlsa("two.test", ONE)),
                            TlsLevel.DANE,
                            laterTry,
                            domain("test"));
            assertThat(shown(outcomes.get("bob@test"))).isEqualTo("temporary tlsa-mismatch 4.7.5");
            assertThat(((Outcome.Temporary) outcomes.get("bob@test")).failure().text())
                    .contains("one.test[127.0.0.21]")
                    .contains("two.test[127.0.0.22]");
        }
        assertThat(one.lastVisit().text()).isEmpty();
        assertThat(two.lastVisit().text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"bogus, tlsa-bogus", "failed, tlsa-lookup-failed"})
    void undecidableTlsaShouldPassTheHostByWithoutAConnection(String status, String reason)
            throws Exception {
        String at = "_" + one.port() + "._tcp.";
        assertThat(toBob(dns(at + "one.test TLSA " + status, at + "two.test TLSA " + status)))
                .isEqualTo("temporary " + reason + " 4.7.5");
        assertThat(one.visits()).isEmpty();
        assertThat(two.visits()).isEmpty();
        assertThat(toBob(dns(at + "one.test TLSA " + status, tlsa("two.test", TWO))))
                .isEqualTo("dane-verified by two.test");
    }

    @ParameterizedTest
    @CsvSource({
        "test MX bogus, temporary mx-bogus 4.7.5",
        "test MX failed, temporary mx-lookup-failed 4.4.3",
        "test MX nxdomain, permanent no-such-domain 5.1.2",
        "test MX secure 0 ., permanent null-mx 5.1.10",
        "test MX nodata, permanent no-mail-host 5.4.4",
        "test MX secure 5 none.test, temporary host-without-address 4.4.4",
    })
    void routeShouldDecideBeforeAnyConnection(String mx, String expected) throws Exception {
        assertThat(toBob(FakeDns.of(mx))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"bogus, host-bogus 4.7.5", "failed, host-lookup-failed 4.4.3"})
    void addressesThatCannotBeFoundOutShouldBeDeferred(String status, String expected)
            throws Exception {
        assertThat(toBob(FakeDns.of("test MX secure 10 one.test", "one.test A " + status)))
                .isEqualTo("temporary " + expected);
    }

    @Test
    void nullMxBesideAnotherShouldBeLeftOut() throws Exception {
        assertThat(
                        toBob(
                                FakeDns.of(
                                        "test MX insecure 0 .",
                                        "test MX insecure 10 one.test",
                                        "one.test A insecure 127.0.0.21")))
                .isEqualTo("encrypted by one.test");
    }

    @Test
    void domainWithoutMxShouldBeItsOwnHostUnderDane() throws Exception {
        FakeDns dns = FakeDns.of("test A secure 127.0.0.21", tlsa("test", ONE));
        assertThat(toBob(dns)).isEqualTo("dane-verified by test");
    }

    @Test
    void insecureMxShouldLeadToDaneThatIsOnlyTrusted() throws Exception {
        for (String mx : List.of("test MX nodata-insecure", "test MX insecure 10 test")) {
            FakeDns right = FakeDns.of(mx, "test A secure 127.0.0.21", tlsa("test", ONE));
            assertThat(toBob(right)).isEqualTo("dane-trusted by test");
            FakeDns wrong = FakeDns.of(mx, "test A secure 127.0.0.21", tlsa("test", TWO));
            assertThat(toBob(wrong)).isEqualTo("temporary tlsa-mismatch 4.7.5");
        }
    }

    @Test
    void hostThatIsDownShouldBePassedBy() throws Exception {
        one.close();
        assertThat(toBob(dns())).isEqualTo("encrypted by two.test");
    }

    @Test
    void plainTextAfterAFailedHandshakeShouldWaitForALaterTry() throws Exception {
        one.fault(Fault.GARBAGE_AS_HANDSHAKE);
        two.fault(Fault.GARBAGE_AS_HANDSHAKE);
        assertThat(toBob(dns())).isEqualTo("temporary handshake-failed 4.7.5");
        assertThat(shown(deliver(dns(), TlsLevel.DANE, true, domain("test")).get("bob@test")))
                .isEqualTo("plain by one.test");
        assertThat(shown(deliver(dns(), TlsLevel.ENCRYPT, true, domain("test")).get("bob@test")))
                .isEqualTo("temporary handshake-failed 4.7.5");
    }

    @Test
    void recipientRefusedForNowShouldBeTriedAtTheNextHost() throws Exception {
        one.reply("RCPT TO:<later@", "451 4.2.0 later").reply("RCPT TO:<gone@", "550 5.1.1 gone");
        Map<String, Outcome> outcomes = deliver(dns(), "bob@test", "later@test", "gone@test");
        assertThat(shown(outcomes.get("bob@test"))).isEqualTo("encrypted by one.test");
        assertThat(shown(outcomes.get("later@test"))).isEqualTo("encrypted by two.test");
        assertThat(shown(outcomes.get("gone@test"))).isEqualTo("permanent refused 5.1.1");
        assertThat(two.lastVisit().commands.stream().filter(c -> c.startsWith("RCPT")))
                .containsExactly("RCPT TO:<later@test>");
    }

    @Test
    void recipientRefusedForNowEverywhereShouldKeepTheServersWords() throws Exception {
        one.reply("RCPT", "451 4.2.0 later, please");
        two.reply("RCPT", "451 4.2.0 later, please");
        Outcome outcome = deliver(dns()).get("bob@test");
        assertThat(shown(outcome)).isEqualTo("temporary refused 4.2.0");
        assertThat(((Outcome.Temporary) outcome).failure().text()).contains("later, please");
    }

    @Test
    void uncertainDeliveryShouldNotGoOnToTheNextHost() throws Exception {
        one.fault(Fault.DROP_BEFORE_LAST_REPLY);
        assertThat(toBob(dns())).isEqualTo("temporary connection-lost 4.4.2");
        assertThat(two.visits()).isEmpty();
    }

    @Test
    void connectionsShouldBeLimited() throws Exception {
        one.fault(Fault.REFUSE_STARTTLS);
        String[] many =
                Stream.concat(
                                Stream.of("one.test A secure 127.0.0.21"),
                                Stream.iterate(1, i -> i + 1)
                                        .limit(30)
                                        .flatMap(
                                                i ->
                                                        Stream.of(
                                                                "test MX insecure 10 h"
                                                                        + i
                                                                        + ".test",
                                                                "h"
                                                                        + i
                                                                        + ".test A insecure 127.0.0.21")))
                        .toArray(String[]::new);
        assertThat(toBob(FakeDns.of(many))).isEqualTo("temporary starttls-refused 4.7.4");
        assertThat(one.visits()).hasSize(8);
    }

    @Test
    void equalHostsShouldShareTheLoad() throws Exception {
        FakeDns dns =
                FakeDns.of(
                        "test MX insecure 10 one.test",
                        "test MX insecure 10 two.test",
                        "one.test A insecure 127.0.0.21",
                        "two.test A insecure 127.0.0.22");
        RouteFinder finder = new RouteFinder(dns, new Random(7), 25);
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            Route.Stops stops = (Route.Stops) finder.find(domain("test"));
            Stop.Named named = (Stop.Named) stops.stops().get(0);
            first.merge(named.host().name().text(), 1, Integer::sum);
        }
        assertThat(first.get("one.test")).isBetween(400, 600);
    }

    @Test
    void literalAndGatewayShouldNotAskForMx() throws Exception {
        FakeDns dns = dns(tlsa("two.test", TWO));
        assertThat(
                        shown(
                                deliver(
                                                dns,
                                                TlsLevel.DANE,
                                                false,
                                                new Destination.Literal(loopback(21)))
                                        .get("bob@test")))
                .isEqualTo("encrypted by ");
        MailHost gateway = new MailHost(DomainName.of("two.test"), true, List.of());
        Destination over = new Destination.Gateways(List.of(new Stop.Named(gateway, one.port())));
        assertThat(shown(deliver(dns, TlsLevel.DANE, false, over).get("bob@test")))
                .isEqualTo("dane-verified by two.test");
        assertThat(dns.asked.stream().filter(question -> question.endsWith("MX"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"DANE, encrypted by one.test", "DANE_ONLY, temporary dane-required 4.7.5"})
    void levelShouldBeAtLeastWhatTheOperatorAsksFor(TlsLevel level, String expected)
            throws Exception {
        assertThat(shown(deliver(dns(), level, true, domain("test")).get("bob@test")))
                .isEqualTo(expected);
    }
}
