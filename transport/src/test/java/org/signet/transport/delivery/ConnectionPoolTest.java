package org.signet.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signet.transport.dane.CertificateUsage;
import org.signet.transport.dane.DanePolicy;
import org.signet.transport.dane.MatchingType;
import org.signet.transport.dane.Selector;
import org.signet.transport.dane.Tlsa;
import org.signet.transport.dns.DomainName;
import org.signet.transport.policy.Reason;
import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.smtp.Attempt;
import org.signet.transport.smtp.Envelope;
import org.signet.transport.smtp.Envelope.Recipient;
import org.signet.transport.smtp.OutgoingMessage;
import org.signet.transport.smtp.RecipientResult;
import org.signet.transport.smtp.SmtpReply;
import org.signet.transport.smtp.Target;
import org.signet.transport.smtp.TlsFacts;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

class ConnectionPoolTest {
    private static final TlsPolicy ANY = new TlsPolicy.Opportunistic(false);
    private static final TlsPolicy TLS = new TlsPolicy.Encrypted();

    private final AtomicLong nanos = new AtomicLong();
    private final List<Fake> dialed = new ArrayList<>();
    private final Deque<Attempt> scripted = new ArrayDeque<>();
    private ConnectionPool pool = pool(KeepSettings.USUAL);

    /** A connection that answers as the script says, and well when there is none left. */
    private final class Fake implements Carrier {
        private int messages;
        private boolean reusable = true;
        private boolean stale;
        private boolean closed;

        @Override
        public Attempt send(Envelope envelope, OutgoingMessage message) {
            assertThat(closed).isFalse();
            messages++;
            return scripted.isEmpty() ? answered(envelope) : scripted.pop();
        }

        @Override
        public boolean isReusable() {
            return reusable;
        }

        @Override
        public boolean isStale() {
            return stale;
        }

        @Override
        public int messages() {
            return messages;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static Attempt answered(Envelope envelope) {
        RecipientResult yes = new RecipientResult.Accepted(new SmtpReply(250, List.of("ok")));
        return new Attempt.Answered(
                new TlsFacts.Plain(), Map.of(envelope.recipients().get(0), yes));
    }

    private static Attempt broken(boolean uncertain) {
        return new Attempt.Broken(
                Reason.CONNECTION_LOST,
                "gone",
                Optional.empty(),
                Map.of(),
                uncertain,
                !uncertain,
                new TlsFacts.Plain());
    }

    private ConnectionPool pool(KeepSettings settings) {
        return new ConnectionPool(
                (target, policy) -> {
                    Fake fake = new Fake();
                    dialed.add(fake);
                    return new Carrier.Dialed.Ready(fake);
                },
                settings,
                nanos::get);
    }

    private void keeping(int most, int messages) {
        pool.close();
        pool =
                pool(
                        new KeepSettings(
                                most, Duration.ofSeconds(5), Duration.ofSeconds(60), messages));
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private static Target target(String host) throws Exception {
        return new Target(
                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
                25,
                Optional.of(DomainName.of(host)));
    }

    private ConnectionPool.Carried send(String host, TlsPolicy policy) throws Exception {
        Recipient recipient = new Recipient("bob@example.com", Optional.empty());
        Envelope envelope =
                new Envelope("", List.of(recipient), Optional.empty(), Optional.empty());
        return pool.send(target(host), policy, envelope, OutgoingMessage.of(out -> out.write(10)));
    }

    @Test
    void secondMessageShouldUseTheSameConnection() throws Exception {
        assertThat(send("mx.test", ANY).use()).isEqualTo(1);
        assertThat(send("mx.test", ANY).use()).isEqualTo(2);
        assertThat(dialed).hasSize(1);
    }

    @Test
    void anotherPolicyOrHostShouldNotShareAConnection() throws Exception {
        send("mx.test", ANY);
        send("mx.test", TLS);
        send("mx.test", new TlsPolicy.Opportunistic(true));
        send("other.test", ANY);
        assertThat(dialed).hasSize(4);
        assertThat(pool.idle()).isEqualTo(4);
    }

    private static TlsPolicy dane(CertificateUsage usage, boolean secure, String domain) {
        Tlsa record = new Tlsa.Usable(usage, Selector.SPKI, MatchingType.SHA2_256, "00".repeat(32));
        DomainName host = DomainName.of("mx.test");
        return new TlsPolicy.Authenticated(
                new DanePolicy.Authenticate(
                        List.of(record), host, List.of(host, DomainName.of(domain)), secure));
    }

    @Test
    void domainsShouldShareAHostWhoseNamesDoNotMatter() throws Exception {
        send("mx.test", dane(CertificateUsage.DANE_EE, true, "one.test"));
        send("mx.test", dane(CertificateUsage.DANE_EE, true, "two.test"));
        assertThat(dialed).hasSize(1);
    }

    @Test
    void domainsShouldNotShareAHostThatWasJudgedByTheirNamesOrRoute() throws Exception {
        send("mx.test", dane(CertificateUsage.DANE_TA, true, "one.test"));
        send("mx.test", dane(CertificateUsage.DANE_TA, true, "two.test"));
        send("mx.test", dane(CertificateUsage.DANE_EE, true, "one.test"));
        send("mx.test", dane(CertificateUsage.DANE_EE, false, "one.test"));
        assertThat(dialed).hasSize(4);
    }

    @Test
    void staleConnectionShouldBePassedOver() throws Exception {
        send("mx.test", ANY);
        dialed.get(0).stale = true;
        assertThat(send("mx.test", ANY).use()).isEqualTo(1);
        assertThat(dialed.get(0).closed).isTrue();
        assertThat(dialed).hasSize(2);
    }

    @Test
    void keptConnectionThatWasLostUnheardShouldBeReplacedOnce() throws Exception {
        send("mx.test", ANY);
        scripted.add(broken(false));
        ConnectionPool.Carried second = send("mx.test", ANY);
        assertThat(second.attempt()).isInstanceOf(Attempt.Answered.class);
        assertThat(dialed).hasSize(2);
        assertThat(dialed.get(0).closed).isTrue();
    }

    @Test
    void freshConnectionThatWasLostShouldNotBeReplaced() throws Exception {
        send("mx.test", ANY);
        scripted.add(broken(false));
        scripted.add(broken(false));
        assertThat(send("mx.test", ANY).attempt()).isInstanceOf(Attempt.Broken.class);
        assertThat(dialed).hasSize(2);
        assertThat(pool.idle()).isZero();
    }

    @Test
    void uncertainMessageShouldNeverBeRepeated() throws Exception {
        send("mx.test", ANY);
        scripted.add(broken(true));
        assertThat(send("mx.test", ANY).attempt())
                .isInstanceOfSatisfying(
                        Attempt.Broken.class, b -> assertThat(b.uncertain()).isTrue());
        assertThat(dialed).hasSize(1);
        assertThat(dialed.get(0).closed).isTrue();
    }

    @Test
    void connectionShouldEndAfterItsMessages() throws Exception {
        keeping(10, 3);
        for (int i = 0; i < 7; i++) {
            send("mx.test", ANY);
        }
        assertThat(dialed).extracting(fake -> fake.messages).containsExactly(3, 3, 1);
        assertThat(dialed).extracting(fake -> fake.closed).containsExactly(true, true, false);
    }

    @Test
    void connectionThatSaysNoShouldNotBeKept() throws Exception {
        send("mx.test", ANY);
        dialed.get(0).reusable = false;
        send("mx.test", ANY);
        assertThat(dialed.get(0).closed).isTrue();
        assertThat(pool.idle()).isZero();
    }

    @Test
    void connectionThatWaitedTooLongShouldNotBeTaken() throws Exception {
        send("mx.test", ANY);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        send("mx.test", ANY);
        assertThat(dialed).hasSize(2);
        assertThat(dialed.get(0).closed).isTrue();
    }

    @Test
    void connectionThatIsTooOldShouldNotBeKept() throws Exception {
        keeping(10, 100);
        for (int i = 0; i < 16; i++) {
            send("mx.test", ANY);
            nanos.addAndGet(Duration.ofSeconds(4).toNanos());
        }
        assertThat(dialed).hasSize(2);
        assertThat(dialed.get(0).closed).isTrue();
    }

    @Test
    void sweepShouldEndWhatWaitsTooLong() throws Exception {
        send("one.test", ANY);
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        send("two.test", ANY);
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(pool.closeOver()).isTrue();
        assertThat(dialed).extracting(fake -> fake.closed).containsExactly(true, false);
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(pool.closeOver()).isFalse();
        assertThat(pool.idle()).isZero();
    }

    @Test
    void fullPoolShouldEndTheOneThatWaitsLongest() throws Exception {
        keeping(2, 100);
        send("one.test", ANY);
        send("two.test", ANY);
        send("three.test", ANY);
        assertThat(dialed).extracting(fake -> fake.closed).containsExactly(true, false, false);
        assertThat(pool.idle()).isEqualTo(2);
    }

    @Test
    void poolThatKeepsNothingShouldEndEachConnection() throws Exception {
        keeping(0, 100);
        send("one.test", ANY);
        assertThat(dialed.get(0).closed).isTrue();
    }

    @Test
    void closedPoolShouldKeepNothing() throws Exception {
        send("one.test", ANY);
        pool.close();
        assertThat(dialed.get(0).closed).isTrue();
        send("one.test", ANY);
        assertThat(dialed.get(1).closed).isTrue();
    }
}
