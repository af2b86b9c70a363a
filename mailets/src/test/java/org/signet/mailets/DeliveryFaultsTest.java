package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import org.apache.james.core.Domain;
import org.apache.james.domainlist.api.DomainList;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.sandbox.Sandbox;
import org.signet.sandbox.SandboxOptions;
import org.signet.sandbox.mailbox.ReceivedMail;
import org.signet.sandbox.smtp.Fault;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How delivery ends whatever goes wrong around it: each mail is delivered once, or its sender is
 * told; none is lost, none arrives twice, none goes with less protection than it must have.
 */
class DeliveryFaultsTest {
    @TempDir private static Path folder;
    private static Sandbox sandbox;

    private final QueueFake queue = new QueueFake();
    private final FakeMailContext context = DeliveryFakes.mailContext();
    private final List<String> reports = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final Map<String, Supplier<?>> gauges = new ConcurrentHashMap<>();
    private final Map<String, DeliveryFakes.Repository> repositories = new ConcurrentHashMap<>();
    private int receivedBefore;
    private SecureRemoteDelivery mailet;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.in(folder));
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    @BeforeEach
    void count() {
        receivedBefore = sandbox.mails().size();
    }

    @AfterEach
    void destroy() {
        if (mailet != null) {
            mailet.destroy();
        }
        for (String domain : List.of("dane.test", "tls.test", "plain.test")) {
            sandbox.fault(domain, Fault.NONE);
        }
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
                        .setProperty("maxRetries", "2")
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

    private static DomainList domains() {
        return (DomainList)
                Proxy.newProxyInstance(
                        DomainList.class.getClassLoader(),
                        new Class<?>[] {DomainList.class},
                        (proxy, method, arguments) -> Domain.of("sender.example"));
    }

    private static Mail mail(String... recipients) throws Exception {
        String text = "From: alice@sender.example\r\nSubject: hello\r\n\r\nbody\r\n";
        return FakeMail.builder()
                .name("mail-1")
                .state(Mail.TRANSPORT)
                .sender("alice@sender.example")
                .recipients(recipients)
                .mimeMessage(
                        new MimeMessage(
                                (Session) null,
                                new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII))))
                .build();
    }

    /** Waits until each entry of the queue is done. */
    private String end() throws Exception {
        int done = 0;
        while (done < queue.entries.size()) {
            assertThat(queue.done.poll(30, TimeUnit.SECONDS)).as("a mail that is done").isNotNull();
            done++;
        }
        List<ReceivedMail> all = sandbox.mails();
        List<String> verdicts =
                all.subList(receivedBefore, all.size()).stream()
                        .map(DeliveryFaultsTest::verdict)
                        .toList();
        return "tries "
                + queue.entries.size()
                + ", arrived "
                + verdicts
                + ", reports "
                + reports.size();
    }

    private static String verdict(ReceivedMail mail) {
        String text = new String(mail.source(), StandardCharsets.ISO_8859_1);
        return text.replaceFirst("(?s)^X-Signet-Transport: ([a-z-]+).*", "$1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dane.test     | NONE            | RCPT    | 0 | tries 1, arrived [dane-verified], reports 0",
                "dane.test     | HIDE_STARTTLS   | RCPT    | 1 | tries 2, arrived [dane-verified], reports 0",
                "dane.test     | HIDE_STARTTLS   | RCPT    | 0 | tries 3, arrived [], reports 1",
                "dane.test     | REFUSE_STARTTLS | RCPT    | 1 | tries 2, arrived [dane-verified], reports 0",
                "dane.test     | REFUSE_STARTTLS | RCPT    | 0 | tries 3, arrived [], reports 1",
                "dane.test     | DROP_IN_DATA    | RCPT    | 1 | tries 2, arrived [dane-verified], reports 0",
                "dane.test     | DROP_IN_DATA    | RCPT    | 0 | tries 3, arrived [], reports 1",
                "dane.test     | TEMPFAIL        | CONNECT | 1 | tries 2, arrived [dane-verified], reports 0",
                "dane.test     | TEMPFAIL        | MAIL    | 1 | tries 2, arrived [dane-verified], reports 0",
                "dane.test     | TEMPFAIL        | RCPT    | 1 | tries 2, arrived [dane-verified], reports 0",
                "dane.test     | TEMPFAIL        | DATA    | 1 | tries 2, arrived [dane-verified], reports 0",
                "dane.test     | TEMPFAIL        | DATA    | 0 | tries 3, arrived [], reports 1",
                "dane.test     | PERMFAIL        | MAIL    | 0 | tries 1, arrived [], reports 1",
                "dane.test     | PERMFAIL        | RCPT    | 0 | tries 1, arrived [], reports 1",
                "dane.test     | PERMFAIL        | DATA    | 0 | tries 1, arrived [], reports 1",
                "mismatch.test | NONE            | RCPT    | 0 | tries 3, arrived [], reports 1",
                "bogus.test    | NONE            | RCPT    | 0 | tries 3, arrived [], reports 1",
                "tls.test      | REFUSE_STARTTLS | RCPT    | 1 | tries 2, arrived [encrypted], reports 0",
                "tls.test      | REFUSE_STARTTLS | RCPT    | 0 | tries 2, arrived [plain], reports 0",
                "plain.test    | NONE            | RCPT    | 0 | tries 1, arrived [plain], reports 0",
            })
    void faultOfAServerShouldEndAs(
            String domain, Fault.Kind kind, Fault.Stage stage, int times, String expected)
            throws Exception {
        init();
        sandbox.fault(domain, Fault.of(kind).at(stage).times(times));
        mailet.service(mail("bob@" + domain));
        assertThat(end()).isEqualTo(expected);
    }

    @Test
    void deadDnsShouldDeferThenReport() throws Exception {
        init("dnsServers", "127.0.0.1:1");
        mailet.service(mail("bob@plain.test"));
        assertThat(end()).isEqualTo("tries 3, arrived [], reports 1");
    }

    @Test
    void acknowledgementThatIsLostShouldNotSendTwice() throws Exception {
        init();
        queue.deafness.set(1);
        mailet.service(mail("bob@dane.test"));
        assertThat(end()).isEqualTo("tries 1, arrived [dane-verified], reports 0");
    }

    @Test
    void refusedRetryShouldNotLoseTheMail() throws Exception {
        init();
        sandbox.fault("dane.test", Fault.of(Fault.Kind.TEMPFAIL).times(1));
        mailet.service(mail("bob@dane.test"));
        assertThat(end()).isEqualTo("tries 2, arrived [dane-verified], reports 0");
    }

    @Test
    void repositoryShouldHoldWhatTheQueueCannot() throws Exception {
        init("retrySchedule", "repository", "delayTime", "1ms");
        sandbox.fault("dane.test", Fault.of(Fault.Kind.TEMPFAIL).times(1));
        mailet.service(mail("bob@dane.test"));
        assertThat(sandbox.mailbox().awaitMailTo("bob@dane.test", Duration.ofSeconds(30)))
                .isPresent();
        while (queue.done.size() < 2) {
            Thread.onSpinWait();
        }
        assertThat(end()).isEqualTo("tries 2, arrived [dane-verified], reports 0");
        assertThat(repositories.values()).allMatch(one -> one.size() == 0);
    }

    @Test
    void connectionShouldBeUsedAgainAndJudgedOnce() throws Exception {
        init();
        for (int i = 0; i < 3; i++) {
            mailet.service(mail("bob" + i + "@dane.test"));
            while (queue.done.size() <= i) {
                Thread.onSpinWait();
            }
        }
        assertThat(end())
                .isEqualTo(
                        "tries 3, arrived [dane-verified, dane-verified, dane-verified], reports 0");
        assertThat(gauges.get("signetDelivery-outgoing-idleConnections").get()).isEqualTo(1);
        assertThat(counts).containsEntry("signetDelivery-connection-reused", 2);
    }

    @Test
    void endOfTheServerInTheMiddleShouldGiveBackOrDeliverButNotBoth() throws Exception {
        init();
        sandbox.fault("plain.test", Fault.of(Fault.Kind.SLOW).delayed(Duration.ofMinutes(1)));
        mailet.service(mail("bob@plain.test"));
        while (!Integer.valueOf(1).equals(gauges.get("signetDelivery-outgoing-underWay").get())) {
            Thread.onSpinWait();
        }
        mailet.destroy();
        QueueFake.Done done = queue.done.poll(30, TimeUnit.SECONDS);
        assertThat(done).isNotNull();
        assertThat(done.status())
                .isEqualTo(
                        org.apache.james.queue.api.MailQueue.MailQueueItem.CompletionStatus.RETRY);
        assertThat(DeliveryMarks.retries(done.mail())).isZero();
        assertThat(sandbox.mails()).hasSize(receivedBefore);
        assertThat(queue.entries).hasSize(1);
        assertThat(reports).isEmpty();
    }
}
