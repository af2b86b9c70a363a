package org.signet.benchmarks;

import org.signet.benchmarks.james.BenchMessage;
import org.signet.benchmarks.peers.Load;
import org.signet.benchmarks.peers.SinkProcess;
import org.signet.transport.delivery.DeliveryRequest;
import org.signet.transport.delivery.DeliverySettings;
import org.signet.transport.delivery.Destination;
import org.signet.transport.delivery.MailDelivery;
import org.signet.transport.delivery.Outcome;
import org.signet.transport.dns.DnsSettings;
import org.signet.transport.dns.DomainName;
import org.signet.transport.dns.TrustAnchors;
import org.signet.transport.dns.ValidatingDns;
import org.signet.transport.policy.TlsLevel;
import org.signet.transport.smtp.Envelope;
import org.signet.transport.smtp.OutgoingMessage;
import org.signet.transport.smtp.SmtpClient;
import org.signet.transport.smtp.SmtpSettings;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What does delivery cost without a James around it? For profiling; not compared with anything.
 *
 * <pre>bin/bench engine [--messages 5000] [--rounds 5] [--destinations 1] [--threads 20]
 *     [--octets 10240]</pre>
 */
final class Engine {
    static final List<String> OPTIONS =
            List.of("messages", "rounds", "destinations", "threads", "octets");
    private static final Duration LONG_WAIT = Duration.ofSeconds(1);
    private static final Duration STEP = Duration.ofMinutes(1);

    private final Options options;

    Engine(Options options) {
        this.options = options;
    }

    void run() throws Exception {
        Load load =
                new Load(
                        options.number("messages", 5000),
                        options.number("octets", 10_240),
                        Lab.domains(options.number("destinations", 1)));
        Clock clock = Clock.systemUTC();
        try (Lab lab = Lab.open()) {
            SinkProcess sink = lab.sink(25, LONG_WAIT);
            DnsSettings dnsSettings =
                    DnsSettings.of(
                            List.of(lab.network().address()),
                            TrustAnchors.read(lab.network().trustAnchor()));
            SmtpSettings smtp =
                    new SmtpSettings("bench.test", STEP, STEP, Optional.empty(), Optional.empty());
            try (ValidatingDns dns = new ValidatingDns(dnsSettings, clock);
                    MailDelivery delivery =
                            new MailDelivery(
                                    dns,
                                    new SmtpClient(smtp, clock),
                                    DeliverySettings.of(25, TlsLevel.DANE),
                                    new SecureRandom())) {
                for (int round = 0; round < options.number("rounds", 5); round++) {
                    sink.reset();
                    long before = System.nanoTime();
                    deliver(delivery, load);
                    System.out.printf(
                            "%.0f messages/s, %d connections%n",
                            load.messages() / ((System.nanoTime() - before) / 1e9),
                            sink.facts().get("connections"));
                }
            }
        }
    }

    private void deliver(MailDelivery delivery, Load load) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        Thread[] threads = new Thread[options.number("threads", 20)];
        for (int i = 0; i < threads.length; i++) {
            threads[i] =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        int number = next.getAndIncrement();
                                        while (number < load.messages()) {
                                            deliver(delivery, load, number);
                                            number = next.getAndIncrement();
                                        }
                                    });
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void deliver(MailDelivery delivery, Load load, int number) {
        String recipient = load.recipient(number);
        Envelope envelope =
                new Envelope(
                        "sender@bench.test",
                        List.of(new Envelope.Recipient(recipient, Optional.empty())),
                        Optional.empty(),
                        Optional.empty());
        Destination destination =
                new Destination.Domain(
                        DomainName.of(recipient.substring(recipient.indexOf('@') + 1)));
        try {
            OutgoingMessage message =
                    OutgoingMessage.of(out -> BenchMessage.write(out, load.octets(), number));
            delivery.deliver(
                            new DeliveryRequest(
                                    "bench-" + number, destination, envelope, message, false))
                    .values()
                    .forEach(Engine::check);
        } catch (IOException e) {
            throw new IllegalStateException("A message of memory could not be read", e);
        }
    }

    private static void check(Outcome outcome) {
        if (!(outcome instanceof Outcome.Delivered)) {
            throw new IllegalStateException("Not delivered: " + outcome);
        }
    }
}
