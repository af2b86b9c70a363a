package org.signet.transport.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

class GuardedDnsTest {
    private static final DnsAnswer SECURE = new DnsAnswer.NoData(Security.SECURE, List.of());
    private static final DnsAnswer INSECURE = new DnsAnswer.NoData(Security.INSECURE, List.of());
    private static final DnsAnswer BOGUS = new DnsAnswer.Bogus("stripped", List.of());
    private static final DnsAnswer FAILED = new DnsAnswer.Failed("timed out", List.of());
    private static final DomainName HOST = DomainName.of("mx.plain.test");

    /** Says of the root what a test gives it, and that everything else is not signed. */
    private static final class Root implements DnssecDns {
        final BlockingQueue<DnsAnswer> answers;

        Root(BlockingQueue<DnsAnswer> answers) {
            this.answers = answers;
        }

        @Override
        public TimedAnswer lookupTimed(DomainName name, RecordType type) {
            if (!name.isRoot()) {
                return new TimedAnswer(INSECURE, Duration.ZERO);
            }
            try {
                return new TimedAnswer(answers.take(), Duration.ZERO);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            answers.clear();
        }
    }

    private static DnsAnswer answer(String word) {
        return switch (word) {
            case "secure" -> SECURE;
            case "insecure" -> INSECURE;
            case "bogus" -> BOGUS;
            default -> FAILED;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "secure,   Ready",
        "insecure, Unusable",
        "bogus,    Unusable",
        "failed,   Unreachable",
    })
    void firstCheckShouldSayWhetherSecureAnswersCanBeHad(String root, String expected) {
        BlockingQueue<DnsAnswer> answers = new LinkedBlockingQueue<>(List.of(answer(root)));
        try (GuardedDns dns =
                new GuardedDns(new Root(answers), Duration.ofDays(1), Duration.ofDays(1))) {
            assertThat(dns.start().getClass().getSimpleName()).isEqualTo(expected);
            assertThat(dns.readiness().getClass().getSimpleName()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"insecure", "bogus", "failed"})
    void everyAnswerShouldBeUndecidableUntilTheCheckPasses(String root) {
        BlockingQueue<DnsAnswer> answers = new LinkedBlockingQueue<>(List.of(answer(root)));
        try (GuardedDns dns =
                new GuardedDns(new Root(answers), Duration.ofDays(1), Duration.ofDays(1))) {
            assertThat(dns.lookup(HOST, RecordType.A)).isInstanceOf(DnsAnswer.Failed.class);
            dns.start();
            assertThat(dns.lookup(HOST, RecordType.A))
                    .isInstanceOfSatisfying(
                            DnsAnswer.Failed.class,
                            failed ->
                                    assertThat(failed.cause())
                                            .startsWith("DNSSEC is not available, the "));
        }
    }

    @Test
    void checkShouldBeRepeatedUntilItPassesAndNotCloseTheWayAgain() throws Exception {
        SynchronousQueue<DnsAnswer> answers = new SynchronousQueue<>();
        try (GuardedDns dns =
                new GuardedDns(new Root(answers), Duration.ofMillis(1), Duration.ofMillis(1))) {
            Thread start = Thread.ofVirtual().start(dns::start);
            hand(answers, FAILED);
            start.join();
            hand(answers, BOGUS);
            hand(answers, FAILED);
            assertThat(dns.lookup(HOST, RecordType.A)).isInstanceOf(DnsAnswer.Failed.class);
            hand(answers, SECURE);
            // The next one is taken only after the one before has been judged.
            hand(answers, SECURE);
            assertThat(dns.readiness()).isEqualTo(new Readiness.Ready());
            assertThat(dns.lookup(HOST, RecordType.A)).isEqualTo(INSECURE);
            hand(answers, BOGUS);
            hand(answers, BOGUS);
            assertThat(dns.readiness()).isInstanceOf(Readiness.Unusable.class);
            assertThat(dns.lookup(HOST, RecordType.A)).isEqualTo(INSECURE);
        }
    }

    private static void hand(SynchronousQueue<DnsAnswer> answers, DnsAnswer answer)
            throws InterruptedException {
        assertThat(answers.offer(answer, 20, TimeUnit.SECONDS)).isTrue();
    }
}
