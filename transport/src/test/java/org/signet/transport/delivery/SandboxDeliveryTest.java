package org.signet.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.sandbox.Sandbox;
import org.signet.sandbox.SandboxOptions;
import org.signet.sandbox.mailbox.ReceivedMail;
import org.signet.sandbox.recipient.Expectation;
import org.signet.sandbox.recipient.RecipientDomain;
import org.signet.sandbox.recipient.RecipientDomains;
import org.signet.sandbox.smtp.Fault;
import org.signet.transport.dns.DnsSettings;
import org.signet.transport.dns.DomainName;
import org.signet.transport.dns.TrustAnchors;
import org.signet.transport.dns.ValidatingDns;
import org.signet.transport.policy.TlsLevel;
import org.signet.transport.smtp.Envelope;
import org.signet.transport.smtp.OutgoingMessage;
import org.signet.transport.smtp.SmtpClient;
import org.signet.transport.smtp.SmtpSettings;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Delivers to the small internet: real DNS over UDP and TCP, real DNSSEC, real TLS. */
class SandboxDeliveryTest {
    private static final String MAIL = "Subject: over the sandbox\r\n\r\nhello\r\n";
    private static final String HEADER = SandboxOptions.VERDICT_HEADER;

    @TempDir private static Path folder;
    private static Sandbox sandbox;
    private static ValidatingDns dns;

    @BeforeAll
    static void start() throws Exception {
        SandboxOptions options = SandboxOptions.in(folder).withDomains(RecipientDomains.all());
        sandbox = Sandbox.start(options);
        TrustAnchors anchors = TrustAnchors.read(sandbox.trustAnchorFile());
        dns =
                new ValidatingDns(
                        DnsSettings.of(List.of(sandbox.dnsAddress()), anchors), Clock.systemUTC());
    }

    @AfterAll
    static void stop() throws Exception {
        dns.close();
        sandbox.close();
    }

    static List<RecipientDomain> domains() {
        return sandbox.domains();
    }

    private static Outcome deliver(String recipient, boolean laterTry) throws Exception {
        Duration patience = Duration.ofSeconds(20);
        SmtpClient client =
                new SmtpClient(
                        new SmtpSettings(
                                "sender.test",
                                patience,
                                patience,
                                Optional.empty(),
                                Optional.of(HEADER)),
                        Clock.systemUTC());
        DomainName domain = DomainName.of(recipient.substring(recipient.indexOf('@') + 1));
        Envelope.Recipient to = new Envelope.Recipient(recipient, Optional.empty());
        byte[] octets = MAIL.getBytes(StandardCharsets.US_ASCII);
        DeliveryRequest request =
                new DeliveryRequest(
                        "mail",
                        new Destination.Domain(domain),
                        new Envelope(
                                "a@sender.test", List.of(to), Optional.empty(), Optional.empty()),
                        OutgoingMessage.of(out -> out.write(octets)),
                        laterTry);
        DeliverySettings settings = DeliverySettings.of(sandbox.smtpPort(), TlsLevel.DANE);
        Map<Envelope.Recipient, Outcome> outcomes =
                new MailDelivery(dns, client, settings, new Random(1)).deliver(request);
        return outcomes.get(to);
    }

    private static Optional<ReceivedMail> received(String recipient) {
        return sandbox.mails().stream()
                .filter(mail -> mail.envelope().addresses().contains(recipient))
                .findFirst();
    }

    private static String shown(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered delivered -> delivered.tls().level();
            case Outcome.Temporary later -> "deferred";
            case Outcome.Permanent never -> "bounced";
        };
    }

    private static String expected(RecipientDomain domain) {
        return switch (domain.story().expectation()) {
            case VERIFIED -> "dane-verified";
            case ENCRYPTED -> "encrypted";
            case OPPORTUNISTIC -> domain.tls().isPresent() ? "encrypted" : "plain";
            case DEFERRED -> "deferred";
        };
    }

    @ParameterizedTest
    @MethodSource("domains")
    void domainShouldGetWhatItsFactsDemand(RecipientDomain domain) throws Exception {
        for (boolean laterTry : new boolean[] {false, true}) {
            String recipient = "r" + laterTry + "@" + domain.name();
            Outcome outcome = deliver(recipient, laterTry);
            assertThat(shown(outcome))
                    .as("%s: %s %s", domain.name(), domain.story().facts(), outcome)
                    .isEqualTo(expected(domain));
            Optional<ReceivedMail> mail = received(recipient);
            assertThat(mail.isPresent())
                    .isEqualTo(domain.story().expectation() != Expectation.DEFERRED);
            mail.ifPresent(
                    arrived ->
                            assertThat(new String(arrived.source(), StandardCharsets.ISO_8859_1))
                                    .startsWith(HEADER + ": " + expected(domain))
                                    .endsWith("; mx=" + domain.mxName() + "\r\n" + MAIL));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mismatch.test, tlsa-mismatch",
        "bogus.test, tlsa-bogus",
        "ta-absent.test, tlsa-mismatch",
        "ta-name.test, certificate-name-mismatch",
        "ta-expired.test, certificate-expired",
        "ta-leaf.test, tlsa-mismatch",
        "no-tls.test, starttls-not-offered",
    })
    void deferralShouldCarryItsReason(String domain, String reason) throws Exception {
        assertThat(deliver("someone@" + domain, false))
                .isInstanceOfSatisfying(
                        Outcome.Temporary.class,
                        later -> {
                            assertThat(later.failure().reason().code()).isEqualTo(reason);
                            assertThat(later.failure().status()).startsWith("4.7.");
                            assertThat(later.failure().text()).contains(domain);
                        });
    }

    @Test
    void hiddenStartTlsShouldNotBringDaneDown() throws Exception {
        sandbox.fault("dane.test", Fault.of(Fault.Kind.HIDE_STARTTLS));
        try {
            assertThat(shown(deliver("hidden@dane.test", true))).isEqualTo("deferred");
            assertThat(received("hidden@dane.test")).isEmpty();
        } finally {
            sandbox.fault("dane.test", Fault.NONE);
        }
    }
}
