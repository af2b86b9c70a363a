package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.core.healthcheck.Result;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.queue.api.MailQueue.MailQueueItem.CompletionStatus;
import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.sandbox.Sandbox;
import org.signet.sandbox.SandboxOptions;
import org.signet.sandbox.dns.DnsFault;
import org.signet.sandbox.mailbox.ReceivedMail;
import org.signet.sandbox.smtp.Fault;

import reactor.core.publisher.Mono;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The mailet on a queue in memory, delivering to the small internet. */
class SecureRemoteDeliveryTest {
    private static final String MAIL =
            "From: alice@sender.example\r\nSubject: hello\r\n\r\n.one dot\r\nlast line\r\n";

    @TempDir private Path folder;
    private final QueueFake queue = new QueueFake();
    private final FakeMailContext context = DeliveryFakes.mailContext();
    private final List<String> reports = new CopyOnWriteArrayList<>();
    private final Map<String, Supplier<?>> gauges = new ConcurrentHashMap<>();
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final Map<String, DeliveryFakes.Repository> repositories = new ConcurrentHashMap<>();
    private Sandbox sandbox;
    private SecureRemoteDelivery mailet;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.in(folder));
    }

    @AfterEach
    void stop() throws Exception {
        if (mailet != null) {
            mailet.destroy();
        }
        sandbox.close();
    }

    private void init(String... more) throws Exception {
        FakeMailetConfig.Builder config =
                FakeMailetConfig.builder()
                        .mailetName("SecureRemoteDelivery")
                        .mailetContext(DeliveryFakes.context(context, reports))
                        .setProperty("dnsServers", "127.0.0.1:" + sandbox.dnsAddress().getPort())
                        .setProperty("trustAnchors", sandbox.trustAnchorFile().toString())
                        .setProperty("port", String.valueOf(sandbox.smtpPort()))
                        .setProperty("verdictHeader", "X-Signet-Transport")
                        .setProperty("retrySchedule", "queue")
                        .setProperty("maxRetries", "1")
                        .setProperty("delayTime", "1m");
        for (int i = 0; i < more.length; i += 2) {
            config.setProperty(more[i], more[i + 1]);
        }
        mailet =
                new SecureRemoteDelivery(
                        queue,
                        domains(),
                        DeliveryFakes.metrics(counts),
                        DeliveryFakes.gauges(gauges),
                        null,
                        DeliveryFakes.store(repositories));
        mailet.init(config.build());
    }

    /** A domain list that only knows its default domain. */
    private static DomainList domains() {
        return (DomainList)
                Proxy.newProxyInstance(
                        DomainList.class.getClassLoader(),
                        new Class<?>[] {DomainList.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("getDefaultDomain")) {
                                return Domain.of("sender.example");
                            }
                            throw new UnsupportedOperationException(method.getName());
                        });
    }

    private FakeMail mail(String... recipients) throws Exception {
        MimeMessage message =
                new MimeMessage(
                        (Session) null,
                        new ByteArrayInputStream(MAIL.getBytes(StandardCharsets.US_ASCII)));
        return FakeMail.builder()
                .name("mail-1")
                .state(Mail.TRANSPORT)
                .sender("alice@sender.example")
                .recipients(recipients)
                .mimeMessage(message)
                .build();
    }

    private QueueFake.Done done() throws Exception {
        QueueFake.Done done = queue.done.poll(30, TimeUnit.SECONDS);
        assertThat(done).as("a mail that was processed").isNotNull();
        return done;
    }

    private String received(String recipient) throws Exception {
        Optional<ReceivedMail> mail =
                sandbox.mailbox().awaitMailTo(recipient, Duration.ofSeconds(20));
        return mail.map(m -> new String(m.source(), StandardCharsets.ISO_8859_1)).orElse("");
    }

    @Test
    void mailShouldArriveOctetForOctetBehindTheVerdict() throws Exception {
        init();
        mailet.service(mail("bob@dane.test"));
        assertThat(done().status()).isEqualTo(CompletionStatus.SUCCESS);
        assertThat(received("bob@dane.test"))
                .matches(
                        "X-Signet-Transport: dane-verified; TLSv1\\.3; TLS_[A-Z0-9_]+; mx=mx\\.dane\\.test\r\n"
                                + java.util.regex.Pattern.quote(MAIL));
    }

    @Test
    void mailShouldBeSplitByDomainAndEndInItsProcessor() throws Exception {
        init();
        Mail mail = mail("bob@dane.test", "eve@tls.test", "carol@dane.test");
        mailet.service(mail);
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(queue.entries)
                .extracting(entry -> entry.mail().getName())
                .containsExactly("mail-1-to-dane.test", "mail-1-to-tls.test");
        done();
        done();
        assertThat(received("carol@dane.test")).startsWith("X-Signet-Transport: dane-verified");
        assertThat(received("eve@tls.test")).startsWith("X-Signet-Transport: encrypted");
    }

    @Test
    void undecidableShouldBeRetriedThenBouncedAndNeverSent() throws Exception {
        init();
        mailet.service(mail("bob@bogus.test"));
        assertThat(done().status()).isEqualTo(CompletionStatus.SUCCESS);
        assertThat(done().status()).isEqualTo(CompletionStatus.SUCCESS);
        assertThat(queue.entries).hasSize(2);
        assertThat(queue.entries.get(1).delay()).isEqualTo(Duration.ofMinutes(1));
        assertThat(reports).singleElement().asString().contains("tlsa-bogus");
        assertThat(sandbox.mails()).isEmpty();
    }

    @Test
    void dnsThatIsAwayShouldDeferAndNeverSend() throws Exception {
        init("dnsServers", "127.0.0.1:1");
        mailet.service(mail("bob@plain.test"));
        done();
        done();
        assertThat(reports).singleElement().asString().contains("mx-lookup-failed");
        assertThat(sandbox.mails()).isEmpty();
    }

    @Test
    void dnsThatStripsDnssecShouldStopTheStart() {
        sandbox.dnsFault(".", DnsFault.of(DnsFault.Kind.STRIP_DNSSEC));
        assertThatThrownBy(() -> init())
                .isInstanceOf(MessagingException.class)
                .hasMessageStartingWith(
                        "SecureRemoteDelivery does not start: the root zone does not validate (")
                .hasMessageContainingAll("nsec missing", "<dnsServers>", "<onDnssecUnavailable>");
    }

    @Test
    void resolverThatDoesNotSetTheBitShouldStopTheStartToo() {
        assertThatThrownBy(() -> init("dnsMode", "trust-ad", "trustAnchors", ""))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("the root zone does not validate (it is not secure)");
    }

    @Test
    void dnsThatStripsDnssecShouldLetMailWaitWhereSoConfigured() throws Exception {
        sandbox.dnsFault(".", DnsFault.of(DnsFault.Kind.STRIP_DNSSEC));
        init("onDnssecUnavailable", "defer");
        assertThat(health().isUnHealthy()).isTrue();
        assertThat(health().getCause())
                .hasValueSatisfying(c -> assertThat(c).contains("root zone"));
        mailet.service(mail("bob@plain.test"));
        done();
        done();
        assertThat(reports).singleElement().asString().contains("mx-lookup-failed", "DNSSEC");
        assertThat(sandbox.mails()).isEmpty();
        mailet.destroy();
        assertThat(health().isHealthy()).isTrue();
    }

    @Test
    void dnsThatValidatesShouldBeHealthy() throws Exception {
        init();
        assertThat(health().isHealthy()).isTrue();
    }

    private static Result health() {
        return Mono.from(new DnssecHealthCheck().check()).block();
    }

    @Test
    void refusalShouldBeBouncedWithTheServersWords() throws Exception {
        init();
        sandbox.fault("dane.test", Fault.of(Fault.Kind.PERMFAIL));
        mailet.service(mail("bob@dane.test"));
        done();
        assertThat(reports)
                .singleElement()
                .asString()
                .contains("Remote-MTA: dns; mx.dane.test")
                .contains("Diagnostic-Code: smtp; 55");
    }

    @Test
    void passingFaultShouldBeGoneAtTheRetry() throws Exception {
        init();
        sandbox.fault("dane.test", Fault.of(Fault.Kind.TEMPFAIL).times(1));
        mailet.service(mail("bob@dane.test"));
        done();
        done();
        assertThat(received("bob@dane.test")).contains("last line");
        assertThat(reports).isEmpty();
    }

    @Test
    void manyMailsShouldAllArriveOnce() throws Exception {
        init("deliveryThreads", "3");
        for (int i = 0; i < 20; i++) {
            mailet.service(mail("r" + i + "@plain.test"));
        }
        for (int i = 0; i < 20; i++) {
            assertThat(done().status()).isEqualTo(CompletionStatus.SUCCESS);
        }
        assertThat(sandbox.mails()).hasSize(20);
        assertThat(counts).containsEntry("outgoingMails", 20);
    }

    @Test
    void destroyShouldWaitForWhatIsUnderWay() throws Exception {
        sandbox.fault("plain.test", Fault.of(Fault.Kind.SLOW).delayed(Duration.ofMillis(300)));
        init();
        mailet.service(mail("bob@plain.test"));
        while (!Integer.valueOf(1).equals(gauges.get("signetDelivery-outgoing-underWay").get())) {
            Thread.onSpinWait();
        }
        mailet.destroy();
        assertThat(queue.closed).isTrue();
        assertThat(queue.done).hasSize(1);
        assertThat(sandbox.mails()).hasSize(1);
    }

    @Test
    void queueThatIsAwayShouldLeaveTheMailWithJames() throws Exception {
        init();
        queue.refusing = true;
        FakeMail mail = mail("bob@dane.test", "eve@tls.test");
        assertThatThrownBy(() -> mailet.service(mail)).hasMessageContaining("the broker is away");
        assertThat(mail.getRecipients())
                .containsExactlyInAnyOrder(
                        new MailAddress("bob@dane.test"), new MailAddress("eve@tls.test"));
        assertThat(mail.getState()).isNotEqualTo(Mail.GHOST);
    }

    @Test
    void gatewayShouldReplaceMx() throws Exception {
        init("gateway", "mx.dane.test");
        mailet.service(mail("bob@dane.test", "eve@dane.test"));
        assertThat(queue.entries).hasSize(1);
        done();
        assertThat(received("eve@dane.test")).startsWith("X-Signet-Transport: dane-verified");
    }

    @Test
    void processorsShouldBeRequiredOfTheContainer() throws Exception {
        init("bounceProcessor", "bounces", "onSuccess", "sent");
        assertThat(mailet.requiredProcessingState())
                .containsExactly(new ProcessingState("bounces"), new ProcessingState("sent"));
        assertThat(List.of(mailet.getMailetInfo())).isNotEmpty();
    }
}
